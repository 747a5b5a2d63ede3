/** The page that a visitor sees first: question, data, where we stand, pictures, notebooks, downloads. */
import type { Study } from "../study.ts";
import type { BoardRow } from "./board.ts";
import type { Chapter } from "./chapter.ts";
import type { StudyOutput } from "./collect.ts";
import { figureHtml, type SiteFigure } from "./figures.ts";
import type { Highlight } from "./highlights.ts";
import { type Html, html } from "./html.ts";
import { ladder, leaderboard } from "./standings.ts";

/** What the page is made from. */
export interface StartPage {
  readonly study: Study;
  readonly output: StudyOutput;
  readonly chapters: readonly Chapter[];
  readonly board: readonly BoardRow[];
  /** The leaderboard as a figure; none where there are no judged models. */
  readonly boardFigure?: SiteFigure;
  /** The pictures that matter, and where in the notebooks they stand. */
  readonly pictures: readonly Highlight[];
  /** The model cards, each a page. */
  readonly cards: readonly {
    readonly title: string;
    readonly href: string;
    /** Markdown. */
    readonly text: string;
  }[];
  /** Address of the live page; none where it was not built. */
  readonly live?: string;
}

const count = (value: number) => value.toLocaleString("en-US");

/** The page's body. */
export function startPage(page: StartPage): Html {
  const { study, output, chapters, board, pictures, live } = page, { data } = output;
  return html`
    <section class="hero">
      <h1>${study.title}</h1>
      <p class="question">${study.question}</p>
      ${data &&
        html`<p class="data"><strong>Data${
          data.origin === "sample" ? `: ${data.source}` : ""
        }.</strong> ${data.details}</p>`}
      <p class="doors">
        ${chapters.length > 0 && html`<a class="button main" href="#notebooks">Read the study</a>`}
        <a class="button" href="slides/index.html">Present it</a>
        ${live && html`<a class="button" href="${live}">Try it live</a>`}
        ${page.output.downloads.length > 0 &&
          html`<a class="button" href="#downloads">Downloads</a>`}
      </p>
    </section>
    ${ladder(page)} ${board.length > 0 && leaderboard(page)}
    ${pictures.length > 0 && html`
      <section aria-labelledby="pictures">
        <h2 id="pictures">The pictures that matter</h2>
        <div class="gallery">
          ${pictures.map(({ figure, href }) =>
            html`
              <a class="picture" href="${href}"><span class="unseen">Figure: ${figure.title}</span>
                ${figureHtml(figure, { root: "", button: false, named: false })}</a>
            `
          )}
        </div>
      </section>
    `}
    <section aria-labelledby="notebooks">
      <h2 id="notebooks">The study, notebook by notebook</h2>
      <ol class="chapters">${chapters.map(card)}</ol>
    </section>
    ${page.output.downloads.length > 0 && downloads(page)} ${output.leftOut.length > 0 &&
      leftOut(output)}
  `;
}

function card({ number, words, question, slug, parts, failed, executed }: Chapter): Html {
  const shown = parts.flatMap((part) => part.kind === "code" ? part.outputs : []);
  const of = (kind: string, word: string) => {
    const n = shown.filter((output) => output.kind === kind).length;
    return n ? `${n} ${word}${n === 1 ? "" : "s"}` : "";
  };
  const holds = [of("figure", "figure"), of("table", "table")].filter(Boolean).join(", ");
  return html`
    <li>
      <span class="number" aria-hidden="true">${number}</span>
      <div>
        <h3><a href="notebooks/${slug}.html">${words}</a></h3>
        ${question && html`<p>${question}</p>`}
        ${failed && html`<p class="warning"><strong>Stopped early.</strong> ${failed}</p>`}
        ${!executed && html`<p class="warning">Not run yet.</p>`}
        <p class="small">${holds}${holds && " · "}<a href="slides/${slug}.html">Slides<span
          class="unseen"
        > of ${words}</span></a></p>
      </div>
    </li>
  `;
}

function downloads({ study, output, cards }: StartPage): Html {
  const size = (bytes: number) =>
    bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
  return html`
    <section aria-labelledby="downloads">
      <h2 id="downloads">To take along</h2>
      <ul class="files">
        ${output.downloads.map(({ name, bytes }) =>
          html`<li><a href="downloads/${encodeURIComponent(name)}" download>${name}</a> <span>${
            kindOf(study, name)
          }</span> <small>${size(bytes)}</small></li>`
        )}
      </ul>
      ${cards.length > 0 &&
        html`<p>To read here: ${
          cards.map(({ title, href }, i) => html`${i > 0 && " · "}<a href="${href}">${title}</a>`)
        }</p>`}
    </section>
  `;
}

/** What a file is, by its name. */
function kindOf({ site }: Study, name: string): string {
  if (/_(probabilities|scores)\.csv$/.test(name)) {
    return site?.files?.probabilities ?? "probabilities";
  }
  if (/_prediction_\w+\.csv$/.test(name)) return site?.files?.prediction ?? "predictions";
  if (/_model_card_\w+\.md$/.test(name)) return "model card";
  return name.endsWith(".pdf") ? "article" : "";
}

const leftOut = ({ leftOut }: StudyOutput): Html =>
  html`
    <section aria-labelledby="left-out">
      <h2 id="left-out">Left out</h2>
      <p>These files could not be used as they are:</p>
      <ul>${leftOut.map(({ file, why }) => html`<li><code>${file}</code> ${why}</li>`)}</ul>
      <p class="small">${count(leftOut.length)} in all.</p>
    </section>
  `;
