/** A notebook's texts as HTML: Markdown by marked, formulas by KaTeX, both when the page is built. */
import katex from "katex";
import { Marked, Renderer, type TokenizerAndRendererExtension, type Tokens } from "marked";
import { headingOf } from "../notebook/document.ts";
import { escapeHtml } from "../../show/format.ts";
import { highlighted } from "./code.ts";
import { uniqueNames, uniqueSlugs } from "./html.ts";

/** A heading of a page, for its contents. */
export interface Heading {
  readonly depth: number;
  readonly id: string;
  /** Without markup. */
  readonly text: string;
  /** With its emphasis, code and formulas, as HTML. */
  readonly html: string;
}

/** Turns the texts of one page into HTML. */
export interface MarkdownPage {
  render(markdown: string): string;
  /** Those rendered so far, in order. */
  readonly headings: readonly Heading[];
  /** What a table that scrolls is called: as wished, with a number where another one of the page has that name. */
  tableName(wished: string): string;
}

/** How a page's links and pictures are found. */
interface MarkdownOptions {
  /** Where a relative link leads on the site; undefined where it leads nowhere, so that its text alone is kept. */
  link?: (href: string) => string | undefined;
}

/** KaTeX's HTML of a formula; a formula that it cannot read is shown as it was written. */
function formula(tex: string, displayMode: boolean): string {
  return katex.renderToString(tex, { displayMode, throwOnError: false, output: "htmlAndMathml" });
}

/** `$…$` as Jupyter reads it: no space inside its ends, no digit after its end (so that $5 and $6 stay prices). */
const INLINE = /^\$(?![\s$])((?:\\[^]|[^\\$])*?)(?<!\s)\$(?!\d)/;
const DISPLAY = /^\$\$((?:\\[^]|[^\\$])+?)\$\$/;

const inlineMath: TokenizerAndRendererExtension = {
  name: "inlineMath",
  level: "inline",
  start: (text) => text.indexOf("$"),
  tokenizer(text) {
    const display = DISPLAY.exec(text), found = display ?? INLINE.exec(text);
    if (found) return { type: "inlineMath", raw: found[0], tex: found[1], display: !!display };
  },
  renderer: ({ tex, display }) => formula(tex.trim(), display),
};

/** A formula that is a paragraph of its own may hold what would otherwise be Markdown. */
const blockMath: TokenizerAndRendererExtension = {
  name: "blockMath",
  level: "block",
  start: (text) => text.match(/^\$\$/m)?.index,
  tokenizer(text) {
    const found = /^ {0,3}\$\$([^]+?)\$\$[ \t]*(?:\n|$)/.exec(text);
    if (found) return { type: "blockMath", raw: found[0], tex: found[1] };
  },
  renderer: ({ tex }) => `<div class="formula" tabindex="0">${formula(tex.trim(), true)}</div>\n`,
};

/** A renderer for one page, whose headings' anchors are all different.
 *
 * HTML in a text is shown as it is written; links lead to the site's pages, to other parts of the page, or out
 * of the site when clicked; pictures are shown when they are in the text itself (`data:`), for a page loads
 * nothing from elsewhere.
 *
 * @example
 * ```ts
 * import { assert, assertEquals } from "../../../tests/assert.ts";
 * const page = markdownPage();
 * assertEquals(page.render("A <script>, **b**"), "<p>A &lt;script&gt;, <strong>b</strong></p>\n");
 * assert(page.render("## Why `train.csv`?").includes('id="why-train-csv"'));
 * ```
 */
export function markdownPage({ link = () => undefined }: MarkdownOptions = {}): MarkdownPage {
  const headings: Heading[] = [], own = uniqueSlugs(), tableName = uniqueNames();
  const marked = new Marked({ gfm: true }), plain = new Renderer();
  marked.use({
    extensions: [blockMath, inlineMath],
    renderer: {
      html: ({ text }) => escapeHtml(text),
      code: ({ text, lang }) =>
        `<pre tabindex="0">${highlighted(text, lang?.split(/\s/)[0])}</pre>\n`,
      table(token) {
        plain.parser = this.parser;
        const name = escapeHtml(tableName(headings.at(-1)?.text ?? ""));
        return `<div class="table" role="region" tabindex="0" aria-label="${name}">${
          plain.table(token)
        }</div>\n`;
      },
      heading({ tokens, depth, text }: Tokens.Heading) {
        const html = this.parser.parseInline(tokens);
        const words = headingOf(`# ${text}`) ?? text, id = own(words);
        headings.push({ depth, id, text: words, html });
        const anchor = depth === 1
          ? ""
          : `<a class="anchor" href="#${id}" aria-label="Link to “${escapeHtml(words)}”">#</a>`;
        return `<h${depth} id="${id}">${html}${anchor}</h${depth}>\n`;
      },
      link({ href, title, tokens }: Tokens.Link) {
        const inside = this.parser.parseInline(tokens), there = address(href, link);
        if (!there) return inside;
        const tip = title ? ` title="${escapeHtml(title)}"` : "";
        return `<a href="${escapeHtml(there)}"${tip} rel="noreferrer">${inside}</a>`;
      },
      image({ href, text }: Tokens.Image) {
        if (!/^data:image\//i.test(href)) return `<em>${escapeHtml(text || href)}</em>`;
        return `<img src="${escapeHtml(href)}" alt="${escapeHtml(text)}">`;
      },
    },
  });
  return { headings, tableName, render: (markdown) => marked.parse(markdown, { async: false }) };
}

/** Where a link leads, or nowhere: scripts and local files are no places on a site. */
function address(href: string, link: (href: string) => string | undefined): string | undefined {
  if (/^(https?:|mailto:|#)/i.test(href)) return href;
  return /^[a-z][a-z0-9+.-]*:|^\/\//i.test(href) ? undefined : link(href);
}
