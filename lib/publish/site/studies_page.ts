/** The page of all studies that were run beside each other: `out/index.html`, over `out/<study>/site/`. */
import { basename, dirname, join } from "node:path";
import { writeAtomically } from "../../core/atomic.ts";
import { metricOf } from "../../evaluation/metrics/registry.ts";
import { isPlainObject } from "../../experiments/runs/canonical.ts";
import { scoresOf } from "./board.ts";
import { figureHtml, type SiteFigure } from "./figures.ts";
import { type Html, html } from "./html.ts";
import { head } from "./page.ts";
import type { StartPage } from "./start_page.ts";

/** What a site tells of its study to the page of all, in its study.json. */
interface Told {
  readonly title: string;
  readonly short: string;
  readonly question: string;
  readonly colours: Readonly<Record<string, string>>;
  /** On which data. */
  readonly data: string;
  /** The best model's score, and on what; "" where no model is judged. */
  readonly best: string;
  /** Address of the live page from the site's root; "" where there is none. */
  readonly live: string;
  /** The first of the pictures that matter. */
  readonly picture?: SiteFigure;
}

/** The file of a site that tells of its study. */
export const TOLD = "study.json";

/** What goes into a site's study.json. */
export function toldOf({ study, output, board, pictures, live = "" }: StartPage): string {
  const { title, short, question, words: { colours } } = study, { data } = output;
  const best = board.slice(0, 1).flatMap(({ model, ways }) =>
    Object.entries(ways).slice(0, 1).map(([way, { value }]) =>
      `${metricOf(scoresOf(study)[0]).label} ${value.toFixed(3)} ${way} (${model})`
    )
  );
  const told: Told = {
    ...{ title, short, question, colours, live, best: best.join() },
    data: data ? `${data.origin === "sample" ? `${data.source}. ` : ""}${data.details}` : "",
    ...(pictures.length > 0 && { picture: pictures[0].figure }),
  };
  return JSON.stringify(told);
}

/** What the site of an out folder tells; undefined where there is none, or an older one. */
async function read(folder: string): Promise<Told | undefined> {
  try {
    const told = JSON.parse(await Deno.readTextFile(join(folder, "site", TOLD)));
    const texts = ["title", "short", "question", "data", "best", "live"] as const;
    const whole = isPlainObject(told) && isPlainObject(told.colours) &&
      texts.every((key) => typeof told[key] === "string");
    return whole ? told as unknown as Told : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the page over all sites that stand beside the one of `out`.
 *
 * @param page its path, in the folder that holds the studies' folders
 * @returns how many studies it leads to */
export async function writeStudiesPage(out: string, page: string): Promise<number> {
  const names = [...Deno.readDirSync(dirname(page))].filter(({ isDirectory }) => isDirectory)
    .map(({ name }) => name).sort();
  const found = (await Promise.all(names.map(async (name) => {
    const told = await read(join(dirname(page), name));
    return told ? [{ name, told }] : [];
  }))).flat();
  // into the own site first, and then moved: a page is whole, and only its own place is written to
  const made = join(out, "site", ".studies.html");
  await writeAtomically(made, await markup(found, basename(out)));
  await Deno.rename(made, page);
  return found.length;
}

async function markup(
  found: readonly { readonly name: string; readonly told: Told }[],
  own: string,
): Promise<string> {
  const root = `${encodeURIComponent(own)}/site/`, title = "The studies that were run here";
  const colours = Object.assign({}, ...found.map(({ told }) => told.colours));
  const named = { title, short: title, words: { rows: "rows", task: "", colours, units: {} } };
  return String(
    await html`
      <!doctype html>
      <html lang="en">
        <head>
      ${head(named, { title, root, styles: ["site.css"] })}
      <script defer src="${root}assets/site.js"></script>
        </head>
        <body class="start">
          <main id="content">
            <section class="hero">
              <h1>${title}</h1>
              <p class="question">Each has pages, slides and files of its own.</p>
            </section>
            <ol class="chapters studies">${found.map(card)}</ol>
          </main>
          <footer class="foot"></footer>
        </body>
      </html>
    `,
  );
}

function card({ name, told }: { readonly name: string; readonly told: Told }): Html {
  const site = `${encodeURIComponent(name)}/site/`, { title, question, data, best, picture } = told;
  const link = (to: string, words: string) =>
    html`<a href="${site}${to}">${words}<span class="unseen"> of ${title}</span></a>`;
  return html`
    <li>
      <div>
        <h2><a href="${site}index.html">${title}</a></h2>
        <p>${question}</p>
        ${picture &&
          figureHtml({ ...picture, live: false, panels: false }, { root: site, button: false })}
        <p class="small">Data: ${data}</p>
        ${best && html`<p class="small">Best: ${best}</p>`}
        <p>${link("index.html", "Pages")} · ${link("slides/index.html", "Slides")}${told.live &&
          html`
            · ${link(told.live, "Live")}
          `}</p>
      </div>
    </li>
  `;
}
