/** Slides as a page of reveal.js: arrows walk, S opens the speaker's view, F fills the screen. */
import { highlighted } from "./code.ts";
import { figureHtml } from "./figures.ts";
import { attributes, type Html, html, raw } from "./html.ts";
import { type MarkdownPage, markdownPage } from "./markdown.ts";
import { head, type Named } from "./page.ts";
import { opening, type Slide, type SlideItem } from "./slides.ts";

/** Rows of a table that an audience can take in. */
const ROWS = 12;

/** A deck as a whole page, as text.
 * @param back the address of the page it belongs to, from the deck's own */
export async function slidesPage(
  study: Named,
  columns: readonly (readonly Slide[])[],
  { title, back }: { title: string; back: string },
): Promise<string> {
  // links among decks stay; a link to a notebook is only its words here
  const markdown = markdownPage({ link: (href) => /^\w+\.html$/.test(href) ? href : undefined });
  const stacks = columns.map((column) => {
    const slides = column.map((slide) => slideHtml(slide, markdown));
    return slides.length === 1 ? slides[0] : html`<section>${slides}</section>`;
  });
  const styles = ["reveal/reset.css", "reveal/reveal.css", "katex/katex.min.css", "slides.css"];
  return String(
    await html`
      <!doctype html>
      <html lang="en" class="deck">
        <head>
      ${head(study, { title: `${title} · slides · ${study.short}`, root: "../", styles })}
        </head>
        <body>
          <main>
            <div class="reveal">
              <div class="slides">
      ${stacks}
            </div>
            </div>
          </main>
          <p class="corner">
            <a href="${back}">${title}</a>
            <button type="button" class="theme" aria-label="Change between light and dark"></button>
          </p>
          <script src="../assets/reveal/reveal.js"></script>
          <script src="../assets/reveal/notes.js"></script>
          <script src="../assets/site.js"></script>
          <script src="../assets/dark.js"></script>
          <script src="../assets/figures.js"></script>
          <script src="../assets/player.js"></script>
          <script src="../assets/slides.js"></script>
        </body>
      </html>
    `,
  );
}

function slideHtml(slide: Slide, markdown: MarkdownPage): Html {
  const { title, depth, items, notes } = slide;
  const inline = (text: string) => raw(markdown.render(text).replace(/^<p>([^]*)<\/p>\n$/, "$1"));
  const text = depth === 0 && items.length ? "" : opening(slide);
  const kind = depth === 1 ? "opening" : depth === 0 ? "further" : items.length ? "" : "words";
  return html`
    <section>
      <div class="slide ${kind}">
        ${title &&
          (depth === 1 ? html`<h1>${inline(title)}</h1>` : html`<h2>${inline(title)}</h2>`)}
        ${text && html`<div class="lead">${raw(markdown.render(text))}</div>`}
        ${items.length > 0 && html`<div class="items">${items.map(item)}</div>`}
      </div>
      ${notes.length > 0 &&
        html`<aside class="notes">${notes.map((note) => raw(markdown.render(note)))}</aside>`}
    </section>
  `;
}

function item({ content, fragment }: SlideItem): Html {
  const own = attributes({ class: fragment ? "item fragment" : "item" });
  switch (content.kind) {
    case "figure":
      return html`<div${own}>${figureHtml(content.figure, { root: "../", button: false })}</div>`;
    case "table":
      return html`
        <div${own}>
          <div class="fit">${raw(firstRows(content.html, ROWS))}</div>
          </div>
      `;
    case "sound":
      return html`
        <div${own}>
          <div class="fit">${content.html}</div>
          </div>
      `;
    case "code":
      return html`
        <div${own}>
          <pre>${highlighted(content.source.trimEnd(), "typescript")}</pre>
          </div>
      `;
    default:
      return html`<div${own}>${content.html}</div>`;
  }
}

/** A table cut after so many rows, with a line that says how many are missing.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const table = "<table><tbody><tr><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr></tbody></table>";
 * assertEquals(
 *   firstRows(table, 1),
 *   "<table><tbody><tr><td>1</td></tr></tbody></table><p>and 2 more rows in the notebook</p>",
 * );
 * ```
 */
export function firstRows(table: string, limit: number): string {
  const start = table.indexOf("<tbody>"), end = table.lastIndexOf("</tbody>");
  if (start < 0 || end < 0) return table;
  const rows = table.slice(start + 7, end).match(/<tr\b[^]*?<\/tr>/g) ?? [];
  if (rows.length <= limit) return table;
  const kept = table.slice(0, start + 7) + rows.slice(0, limit).join("") + table.slice(end);
  return `${kept}<p>and ${rows.length - limit} more rows in the notebook</p>`;
}
