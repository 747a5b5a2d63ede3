/** What cells produced, as HTML: figures, tables, printed lines, errors. */
import { stripVTControlCharacters } from "node:util";
import type { Output } from "../notebook/document.ts";
import {
  type Bundle,
  figureHtml,
  isFigure,
  type SiteFigure,
  titleOf,
  writeFigure,
} from "./figures.ts";
import { type Html, html, raw } from "./html.ts";
import type { MarkdownPage } from "./markdown.ts";
import { mediaAsFiles } from "./media.ts";
import { sanitised } from "./sanitised.ts";

/** One output, ready to be put on a page or on a slide. */
export type Shown =
  | { readonly kind: "figure"; readonly figure: SiteFigure; readonly id: string }
  | {
    readonly kind: "table";
    readonly html: string;
    /** Its title; on a page what it is called there, unlike all others. */
    readonly label: string;
  }
  | { readonly kind: "text" | "error" | "html" | "sound"; readonly html: Html };

const textOf = (value: unknown): string => [value].flat().join("");
const pre = (text: string, name: string): Html =>
  html`<pre class="${name}" tabindex="0">${stripVTControlCharacters(text).trimEnd()}</pre>`;

/** Where outputs of one notebook go. */
export interface OutputPlace {
  /** The site's folder. */
  readonly folder: string;
  /** The notebook's slug: its figures are files under `figures/<slug>/`. */
  readonly slug: string;
  /** What the next figure's number is. */
  next: number;
  /** How many outputs in HTML there were. */
  rich: number;
}

/** One output as HTML; the files of a figure are written. */
export async function show(
  output: Output,
  place: OutputPlace,
  markdown: MarkdownPage,
): Promise<Shown> {
  if (output.output_type === "stream") {
    const name = output.name === "stderr" ? "stream stderr" : "stream";
    return { kind: "text", html: pre(textOf(output.text), name) };
  }
  if (output.output_type === "error") {
    const { ename, evalue, traceback } = output;
    const lines = (traceback ?? []).join("\n");
    const short = html`<p><strong>${ename}</strong>: ${stripVTControlCharacters(evalue)}</p>`;
    return {
      kind: "error",
      html: html`<div class="error">${short}${lines && pre(lines, "trace")}</div>`,
    };
  }
  const bundle: Bundle = output.data ?? {};
  if (isFigure(bundle)) {
    const number = place.next++, path = `figures/${place.slug}/${number}`;
    const figure = await writeFigure(bundle, {
      folder: place.folder,
      path,
      title: titleOf(bundle),
    });
    return { kind: "figure", figure, id: `figure-${number}` };
  }
  if ("text/html" in bundle) {
    const path = `figures/${place.slug}/cell-${++place.rich}-`;
    const safe = await mediaAsFiles(await sanitised(textOf(bundle["text/html"])), {
      folder: place.folder,
      path,
    });
    if (!/^\s*<table\b/i.test(safe)) {
      const kind = /<audio\b/.test(safe) ? "sound" : "html";
      return { kind, html: html`<div class="rich">${raw(safe)}</div>` };
    }
    const title = safe.match(/<caption[^>]*>(.*?)<\/caption>/s)?.[1].replace(/<[^>]*>/g, "");
    return { kind: "table", html: safe, label: unescaped(title ?? "") };
  }
  if ("text/markdown" in bundle) {
    const rendered = raw(markdown.render(textOf(bundle["text/markdown"])));
    return { kind: "html", html: html`<div class="rich">${rendered}</div>` };
  }
  const other = bundle["text/plain"] ?? JSON.stringify(bundle["application/json"] ?? bundle);
  return { kind: "text", html: pre(textOf(other), "stream") };
}

/** An output in the flow of a page. A table scrolls by itself where it is wider than its page. */
export function inPage(shown: Shown, { root }: { root: string }): Html {
  if (shown.kind === "figure") return figureHtml(shown.figure, { root, id: shown.id });
  if (shown.kind !== "table") return html`${shown.html}`;
  return html`<div class="table" role="region" tabindex="0" aria-label="${shown.label}">${
    raw(shown.html)
  }</div>`;
}

const unescaped = (text: string) =>
  text.replace(
    /&(amp|lt|gt|quot|#39|nbsp);/g,
    (entity) =>
      ({ "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" })[entity] ?? " ",
  );
