/** out/site/ from what a study left behind: start page, notebooks, slides, model cards, downloads. */
import { join } from "node:path";
import { writeAtomically } from "../../core/atomic.ts";
import { InputError } from "../../core/errors.ts";
import { isFile } from "../../core/places.ts";
import { commandLine } from "../commands/command_line.ts";
import type { Study } from "../study.ts";
import { writeAssets } from "./assets.ts";
import { board } from "./board.ts";
import { type Chapter, chapter } from "./chapter.ts";
import { collect, type StudyOutput } from "./collect.ts";
import { boardFigure, highlights } from "./highlights.ts";
import { type Html, html, raw } from "./html.ts";
import { markdownPage } from "./markdown.ts";
import { notebookPage } from "./notebook_page.ts";
import { overviewDeck } from "./overview.ts";
import { framed, type NavItem, type Page } from "./page.ts";
import { deckOf } from "./slides.ts";
import { slidesPage } from "./slides_page.ts";
import { type StartPage, startPage } from "./start_page.ts";
import { TOLD, toldOf } from "./studies_page.ts";

/** What was built. */
export interface BuiltSite {
  /** The site's folder; its index.html opens from the disk too. */
  readonly folder: string;
  /** Pages and decks. */
  readonly pages: number;
  /** Of everything in the folder. */
  readonly bytes: number;
  /** Files that could not be used, and why. */
  readonly leftOut: StudyOutput["leftOut"];
}

/** Parts of the folder that are made anew each time; others, such as live/, are left as they stand. */
const OURS = ["assets", "cards", "downloads", "figures", "notebooks", "slides"];

/** Writes what the live page needs into the site's folder live/, for the data of that fingerprint.
 * @returns the page's body
 * @throws {InputError} when it cannot be made: the site is built without it, and says why */
export type MakeLive = (fingerprint: string | undefined) => Promise<Html>;

/** Builds the site of an out folder in `<out>/site`. The same files give the same bytes.
 *
 * @param options.live makes the live page; without it, one that stands there already is linked
 * @throws {InputError} when there is nothing to show, or the folder cannot be written to */
export async function buildSite(
  study: Study,
  out: string,
  options: { live?: MakeLive } = {},
): Promise<BuiltSite> {
  const collected = await collect(out, commandLine("study", { id: study.id })),
    folder = join(out, "site");
  const { live, leftOut } = await makeLive(options.live, collected, folder);
  const output = { ...collected, leftOut };
  for (const name of OURS) {
    await Deno.remove(join(folder, name), { recursive: true }).catch(() => undefined);
  }
  await writeAssets(folder);
  const slugs = new Map(output.notebooks.map(({ name, slug }) => [name, slug]));
  const chapters: Chapter[] = [];
  for (const executed of output.notebooks) {
    chapters.push(await chapter(executed, { folder, slugs }));
  }
  for (const { path, name } of output.downloads) {
    await writeAtomically(join(folder, "downloads", name), await Deno.readFile(path));
  }
  const rows = board(study, output.runs, output.cards, output.data);
  const start: StartPage = {
    study,
    output,
    chapters,
    board: rows,
    boardFigure: await boardFigure(study, rows, folder),
    pictures: highlights(study, chapters),
    cards: await readCards(output),
    live: live || isFile(join(folder, LIVE)) ? LIVE : undefined,
  };
  const pages = [...pagesOf(start, live), ...await decksOf(start)];
  for (const [address, text] of pages) await writeAtomically(join(folder, address), await text);
  await writeAtomically(join(folder, TOLD), toldOf(start));
  return { folder, pages: pages.length, bytes: sizeOf(folder), leftOut: output.leftOut };
}

const LIVE = "live/index.html";

/** The live page's body, where it can be made; where it cannot, none is left standing. */
async function makeLive(
  make: MakeLive | undefined,
  { data, leftOut }: StudyOutput,
  folder: string,
): Promise<{ live?: Html; leftOut: StudyOutput["leftOut"] }> {
  if (!make) return { leftOut };
  await Deno.remove(join(folder, "live"), { recursive: true }).catch(() => undefined);
  try {
    return { live: await make(data?.fingerprint), leftOut };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { leftOut: [...leftOut, { file: "the live page", why: `(${error.message})` }] };
  }
}

type Written = readonly [address: string, text: string | Promise<string>];

/** Start page, notebooks, model cards and the live page. */
function pagesOf(start: StartPage, liveBody: Html | undefined): Written[] {
  const { study, chapters, live, cards } = start;
  const nav: NavItem[] = chapters.map(({ slug, number, words, title }) => ({
    href: `notebooks/${slug}.html`,
    label: number || words,
    title,
  }));
  nav.push({ href: "slides/index.html", label: "Slides", title: "The study as slides" });
  if (live) nav.push({ href: live, label: "Live", title: "Live: try a network in the browser" });
  const page = (here: string, own: Pick<Page, "title" | "body" | "maths" | "kind">): Written => {
    const root = "../".repeat(here.split("/").length - 1);
    return [here, framed(study, { ...own, here, root, nav, foot: foot(start.output) })];
  };
  return [
    page("index.html", { title: study.title, body: startPage(start), kind: "start" }),
    ...chapters.map((chapter, i) => {
      const neighbours = { before: chapters[i - 1], after: chapters[i + 1] };
      const body = notebookPage(chapter, {
        ...neighbours,
        slides: `../slides/${chapter.slug}.html`,
      });
      const maths = chapter.parts.some((part) => part.kind === "text" && /"katex/.test(part.html));
      return page(`notebooks/${chapter.slug}.html`, { title: chapter.title, body, maths });
    }),
    ...cards.map(({ title, href, text }) => {
      const body = html`<article class="card">${raw(markdownPage().render(text))}</article>`;
      return page(href, { title, body });
    }),
    ...(liveBody ? [page(LIVE, { title: "Live", body: liveBody })] : []),
  ];
}

/** The overview's deck and one per notebook. */
function decksOf({ study, output, chapters, pictures, boardFigure }: StartPage): Written[] {
  const overview = overviewDeck(study, output, chapters, pictures, boardFigure);
  return [
    [
      "slides/index.html",
      slidesPage(study, overview, { title: study.title, back: "../index.html" }),
    ],
    ...chapters.map((chapter): Written => [
      `slides/${chapter.slug}.html`,
      slidesPage(study, deckOf(chapter), {
        title: chapter.title,
        back: `../notebooks/${chapter.slug}.html`,
      }),
    ]),
  ];
}

/** The model cards' texts, each for a page of its own. */
function readCards({ downloads }: StudyOutput): Promise<StartPage["cards"]> {
  const texts = downloads.flatMap(({ name, path }) => {
    const kind = name.match(/_model_card_(\w+)\.md$/)?.[1];
    return kind ? [{ kind, path }] : [];
  });
  return Promise.all(texts.map(async ({ kind, path }) => ({
    title: `Model card of the ${kind} prediction`,
    href: `cards/${kind}.html`,
    text: await Deno.readTextFile(path),
  })));
}

/** What stands under every page. */
function foot({ runs, notebooks, data }: StudyOutput): string {
  const newest = runs.toSorted((a, b) => a.created < b.created ? 1 : -1)[0]?.versions;
  const s = (n: number, word: string) =>
    `${n.toLocaleString("en-US")} ${word}${n === 1 ? "" : "s"}`;
  const made = `Made from ${s(notebooks.length, "notebook")} and ${s(runs.length, "record")}`;
  return [
    made + (data ? ` of the data ${data.fingerprint}` : ""),
    ...(newest ? [`study ${newest.study}`, `Deno ${newest.deno}`] : []),
  ].join(" · ");
}

function sizeOf(folder: string): number {
  let bytes = 0;
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    const path = join(folder, name);
    bytes += isDirectory ? sizeOf(path) : Deno.statSync(path).size;
  }
  return bytes;
}
