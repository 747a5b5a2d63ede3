/** An executed notebook, cell by cell, as pages and slides need it. */
import { type Cell, type CodeCell, codeCells, sourceOf } from "../notebook/document.ts";
import type { ExecutedNotebook } from "./collect.ts";
import { type Heading, type MarkdownPage, markdownPage } from "./markdown.ts";
import { type OutputPlace, show, type Shown } from "./outputs.ts";

/** A cell that shows something. */
export type Part =
  | { readonly kind: "text"; readonly cell: Cell; readonly source: string; readonly html: string }
  | {
    readonly kind: "code";
    readonly cell: Cell;
    /** As Jupyter numbers it: [1] is the first. */
    readonly number: number;
    readonly source: string;
    readonly outputs: readonly Shown[];
  };

/** A notebook, ready to be laid out. */
export interface Chapter extends ExecutedNotebook {
  /** "3" of "3 · A multilayer perceptron"; "" where the title has no number. */
  readonly number: string;
  /** The title without its number. */
  readonly words: string;
  readonly parts: readonly Part[];
  readonly headings: readonly Heading[];
}

/** Where a notebook's relative link leads: to another notebook's page, in the same folder of the site. */
function pageLink(href: string, slugs: ReadonlyMap<string, string>): string | undefined {
  const [, name, anchor = ""] = href.match(/^(?:\.\/)?([^/#]+)\.ipynb(#.*)?$/) ?? [];
  const slug = name && slugs.get(decodeURIComponent(name));
  return slug && `${slug}.html${anchor}`;
}

/** Renders a notebook's texts and outputs; figures become files of the site.
 *
 * @param folder the site's
 * @param slugs the notebooks' page names, by the names of their files */
export async function chapter(
  executed: ExecutedNotebook,
  { folder, slugs }: { folder: string; slugs: ReadonlyMap<string, string> },
): Promise<Chapter> {
  const markdown = markdownPage({ link: (href) => pageLink(href, slugs) });
  const place: OutputPlace = { folder, slug: executed.slug, next: 1, rich: 0 };
  const numbered = new Map(codeCells(executed.notebook).map((code) => [code.cell, code]));
  const parts: Part[] = [];
  for (const cell of executed.notebook.cells) {
    const source = sourceOf(cell), code = numbered.get(cell);
    if (cell.cell_type === "markdown" && source.trim()) {
      parts.push({
        kind: "text",
        cell,
        source,
        html: markdown.render(withAttachments(cell, source)),
      });
    } else if (code) {
      const outputs = await showAll(code, place, markdown);
      parts.push({ kind: "code", cell, number: code.number, source, outputs });
    }
  }
  const [, number = "", words = executed.title] =
    executed.title.match(/^(\d+)\s*[·.:–-]\s*(.+)$/) ?? [];
  return { ...executed, number, words, parts, headings: markdown.headings };
}

/** A table without a title is called by the heading that it stands under. */
async function showAll(
  { cell, title }: CodeCell,
  place: OutputPlace,
  markdown: MarkdownPage,
): Promise<Shown[]> {
  const all: Shown[] = [];
  for (const output of cell.outputs ?? []) {
    const shown = await show(output, place, markdown);
    all.push(
      shown.kind === "table"
        ? { ...shown, label: markdown.tableName(shown.label || title) }
        : shown,
    );
  }
  return all;
}

/** Pictures that are pasted into a text stand in its cell: they become part of the text. */
function withAttachments(cell: Cell, source: string): string {
  const { attachments = {} } = cell as { attachments?: Record<string, Record<string, string>> };
  return source.replace(/\]\(attachment:([^)\s]+)\)/g, (whole, name) => {
    const [type, data] = Object.entries(attachments[decodeURIComponent(name)] ?? {})[0] ?? [];
    return type ? `](data:${type};base64,${data})` : whole;
  });
}
