/** The page that a visitor sees first: question, data, where we stand, pictures, notebooks, downloads. */
import type { Mark, Study } from "../study.ts";
import { metricOf } from "../../evaluation/metrics/registry.ts";
import { AT_RANDOM, type BoardRow, type Judged, scoresOf, waysOf } from "./board.ts";
import type { Chapter } from "./chapter.ts";
import type { StudyOutput } from "./collect.ts";
import { figureHtml, type SiteFigure } from "./figures.ts";
import type { Highlight } from "./highlights.ts";
import { attributes, type Html, html, raw } from "./html.ts";
import { markdownPage } from "./markdown.ts";

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

const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
const three = (value: number) => value.toFixed(3);
const count = (value: number) => value.toLocaleString("en-US");
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

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

/** A model's number by the first way that it was judged by. */
const foremost = (study: Study, { ways }: BoardRow): Judged =>
  ways[waysOf(study).find((way) => ways[way])!];

/** From guessing to what anyone can reach: the best model of each part. */
function ladder({ study, output, chapters, board }: StartPage): Html {
  const { site, words } = study, marks = site?.ladder;
  const limits = marks &&
    output.runs.findLast((run) =>
      run.status === "done" && (marks.highest ?? marks.lowest).score in run.scores &&
      run.data.fingerprint === output.data?.fingerprint
    )?.scores;
  const parts = [...new Set(board.map((row) => row.part))].sort();
  const best = parts.map((part) => board.find((row) => row.part === part)!);
  const steps = best.map((row) => {
    const chapter = chapters.find(({ name }) => row.part && name.startsWith(row.part));
    const note = chapter ? chapter.words : "exported";
    return { label: row.model, note, ...foremost(study, row) };
  }).sort((a, b) => a.value - b.value);
  if (steps.length === 0) return html``;
  const at = ({ score, label, note }: Mark) =>
    limits && score in limits ? [{ label, note, value: limits[score] }] : [];
  const [lowest, highest] = [marks?.lowest, marks?.highest].map((mark) => mark ? at(mark) : []);
  const [score] = scoresOf(study), isShare = score === "accuracy";
  const what = isShare
    ? `Share of ${words.rows} whose ${words.task} is told right`
    : capital(metricOf(score).label);
  return html`
    <section aria-labelledby="ladder">
      <h2 id="ladder">From guessing to ${highest.length ? "what anyone can reach" : "the best"}</h2>
      <p>${what}, for the best model of each part; the
        line in a bar is its 95 % interval.</p>
      <ol class="ladder">${[...lowest, ...steps, ...highest].map((step) =>
        rung(step, isShare ? percent : three)
      )}</ol>
    </section>
  `;
}

function rung(
  step: { label: string; note: string; value: number; low?: number; high?: number },
  written: (value: number) => string,
) {
  const { label, note, value, low, high } = step, limit = low === undefined;
  const at = (value: number) => (100 * value).toFixed(2);
  const style = `--at:${at(value)}%${limit ? "" : `;--low:${at(low)}%;--high:${at(high!)}%`}`;
  return html`
    <li class="${limit ? "limit" : ""}">
      <span class="label">${label}<small>${note}</small></span>
      <span class="track" ${attributes({ style })}><span class="fill"></span>${!limit &&
        html`<span class="interval"></span>`}</span>
      <span class="value">${written(value)}</span>
    </li>
  `;
}

const OVERLAP = "Where intervals overlap, do not prefer one to the other for its place alone.";

function leaderboard({ study, board, boardFigure: figure, chapters }: StartPage): Html {
  const ways = waysOf(study), [first, ...others] = scoresOf(study).map((s) => metricOf(s).label);
  const cells = (judged: Judged | undefined) =>
    judged
      ? html`
        <td>${three(judged.value)}</td>
        <td class="quiet">${three(judged.low)} – ${three(judged.high)}</td>
      `
      : html`
        <td>–</td>
        <td class="quiet">–</td>
      `;
  const line = (row: BoardRow) => {
    const either = foremost(study, row);
    const chapter = chapters.find(({ name }) => row.part && name.startsWith(row.part));
    return html`
      <tr>
        <th scope="row">${row.model}</th>
        <td>${chapter
          ? html`<a href="notebooks/${chapter.slug}.html">${chapter.words}</a>`
          : row.part ?? "exported"}</td>
        ${ways.map((way) => cells(row.ways[way]))}
        ${either.others.map((value) =>
          html`<td>${Number.isFinite(value) ? three(value) : "–"}</td>`
        )}
        <td class="quiet">${either.on}</td>
      </tr>
    `;
  };
  const on = study.site?.board ??
    `On labelled ${study.words.rows} that the model had not seen, drawn *${AT_RANDOM}*.`;
  return html`
    <section aria-labelledby="leaderboard">
      <h2 id="leaderboard">Leaderboard</h2>
      ${raw(markdownPage().render(`${on} ${OVERLAP}`))}
      ${figure && figureHtml(figure, { root: "" })}
      <details class="all">
        <summary>All ${board.length} models as a table</summary>
        <div class="table" role="region" tabindex="0" aria-label="Leaderboard">
          <table class="board">
            <thead>
              <tr>
                <th rowspan="2" scope="col">model</th>
                <th rowspan="2" scope="col">from</th>
                ${ways.map((way) => html`<th colspan="2" scope="colgroup">${way}</th>`)}
                ${others.map((label) => html`<th rowspan="2" scope="col">${label}</th>`)}
                <th rowspan="2" scope="col">judged on</th>
              </tr>
              <tr>
                ${ways.map(() =>
                  html`
                    <th scope="col">${first}</th>
                    <th scope="col">95 %</th>
                  `
                )}
              </tr>
            </thead>
            <tbody>${board.map(line)}</tbody>
          </table>
        </div>
      </details>
    </section>
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
          cards.map(({ title, href }) =>
            html`
              <a href="${href}">${title}</a>
            `
          )
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
