/** A notebook as a page: texts, code that folds, figures and tables in its order. */
import { duration } from "../../show/sinks.ts";
import { secondsOf } from "../notebook/timing.ts";
import type { Chapter, Part } from "./chapter.ts";
import { highlighted } from "./code.ts";
import { attributes, type Html, html, raw } from "./html.ts";
import type { Heading } from "./markdown.ts";
import { inPage } from "./outputs.ts";

/** The pages before and after, and the slides. */
interface Neighbours {
  readonly before?: Chapter;
  readonly after?: Chapter;
  /** Address of the notebook's slides from the page; none when it has none. */
  readonly slides?: string;
}

/** The page's body. */
export function notebookPage(chapter: Chapter, { before, after, slides }: Neighbours): Html {
  const { headings, parts, failed, executed } = chapter;
  const sections = headings.filter(({ depth }) => depth === 2 || depth === 3);
  return html`
    <div class="notebook">
      <aside class="side">
        ${sections.length > 0 && contents(sections)}
        <div class="tools">
          ${parts.some(({ kind }) => kind === "code") && FOLD}
          ${slides && html`<a class="button" href="${slides}">Slides</a>`}
        </div>
      </aside>
      <article>
        ${failed && warning("This run stopped early.", failed)}
        ${!executed && warning("This notebook has not been run yet:", "it shows no results.")}
        ${parts.map(cell)}
        <nav class="turn" aria-label="Other notebooks">
          ${before && turn(before, "before", "←")}
          ${after && turn(after, "after", "→")}
        </nav>
      </article>
    </div>
  `;
}

const contents = (sections: readonly Heading[]): Html =>
  html`
    <nav class="contents" aria-label="Contents">
      <details open>
        <summary>Contents</summary>
        <ol>${sections.map(entry)}</ol>
      </details>
    </nav>
  `;

const FOLD = html`<button type="button" class="fold" aria-pressed="false">Hide code</button>`;

const warning = (what: string, more: string): Html =>
  html`<p class="warning" role="note"><strong>${what}</strong> ${more}</p>`;

const entry = ({ id, html: words, depth }: Heading): Html =>
  html`<li class="depth-${depth}"><a href="#${id}">${raw(words)}</a></li>`;

const turn = ({ slug, title }: Chapter, name: string, arrow: string): Html =>
  html`
    <a class="${name}"
      href="${slug}.html"><span aria-hidden="true">${arrow}</span> ${title}</a>
  `;

/** From how many seconds on it is said how long a cell took. */
const LONG = 1;

function cell(part: Part): Html {
  if (part.kind === "text") return html`<div class="text">${raw(part.html)}</div>`;
  const { number, source, outputs } = part, code = source.trimEnd();
  const lines = code.split("\n").length, seconds = secondsOf(part.cell) ?? 0;
  // a cell that begins with its imports is for those who run the notebook: it is there, folded
  const imports = /^\s*import\b/.test(code);
  return html`
    <div class="cell" id="cell-${number}">
      <details class="code"${attributes({ open: !imports })}>
        <summary>
          <b>[${number}]</b> ${imports ? "Imports and setup" : "Code"}
          <small>${lines} ${lines === 1 ? "line" : "lines"}${seconds >= LONG &&
            ` · ${duration(seconds)}`}</small>
        </summary>
        <pre tabindex="0">${highlighted(code, "typescript")}</pre>
      </details>
      ${outputs.map((shown) => html`<div class="output">${inPage(shown, { root: "../" })}</div>`)}
    </div>
  `;
}
