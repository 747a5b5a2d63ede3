/** The files that all pages share, copied beside them: nothing is asked of another machine. */
import { join } from "node:path";
import { writeAtomically } from "../../core/atomic.ts";

/** Files of packages and where they go under assets/. */
const PACKAGED: readonly (readonly [specifier: string, to: string, beside?: string])[] = [
  ["plotly.js-cartesian-dist-min", "plotly.min.js"],
  ["reveal.js/reset.css", "reveal/reset.css"],
  ["reveal.js/reveal.css", "reveal/reveal.css"],
  // the classic scripts, for pages from the disk may load no modules
  ["reveal.js", "reveal/reveal.js", "reveal.js"],
  ["reveal.js/plugin/notes", "reveal/notes.js", "notes.js"],
  ["@fontsource-variable/inter/files/inter-latin-wght-normal.woff2", "fonts/inter.woff2"],
  ["@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2", "fonts/inter-ext.woff2"],
  ["@fontsource-variable/inter/files/inter-latin-wght-italic.woff2", "fonts/inter-italic.woff2"],
  [
    "@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
    "fonts/mono.woff2",
  ],
  // the font of the pictures, so that nothing moves when a picture becomes interactive
  ["dejavu-fonts-ttf/ttf/DejaVuSans.ttf", "fonts/dejavu.ttf"],
  ["dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf", "fonts/dejavu-bold.ttf"],
];

const SCRIPTS = ["site.js", "dark.js", "figures.js", "slides.js"] as const;

/** Parts of the style sheets: of every page, and of slides. */
const COMMON = ["base", "bar", "tables", "figures"] as const;
const STYLES = {
  "site.css": [...COMMON, "notebook", "start", "live", "print"],
  "slides.css": [...COMMON, "notebook", "slides"],
} as const;

/** What moves players of sounds, and their style: the same as in a notebook. */
const PLAYER = new URL("../../show/player/client/", import.meta.url);

const read = (url: URL): Promise<Uint8Array> => Deno.readFile(url);

/** Writes assets/ into the site's folder. */
export async function writeAssets(folder: string): Promise<void> {
  const assets = join(folder, "assets");
  for (const [specifier, to, beside] of PACKAGED) {
    const resolved = import.meta.resolve(specifier);
    await writeAtomically(join(assets, to), await read(new URL(beside ?? "", resolved)));
  }
  await writeKatex(join(assets, "katex"));
  const own = (path: string) => read(new URL(`./client/${path}`, import.meta.url));
  for (const name of SCRIPTS) await writeAtomically(join(assets, name), await own(name));
  await writeAtomically(join(assets, "player.js"), await read(new URL("player.js", PLAYER)));
  const decoder = new TextDecoder(), player = await read(new URL("player.css", PLAYER));
  for (const [name, parts] of Object.entries(STYLES)) {
    const texts = [...await Promise.all(parts.map((part) => own(`style/${part}.css`))), player];
    await writeAtomically(join(assets, name), texts.map((text) => decoder.decode(text)).join("\n"));
  }
}

/** KaTeX's style sheet with its fonts in the one form that every browser of the last ten years reads. */
async function writeKatex(folder: string): Promise<void> {
  const sheet = new URL(import.meta.resolve("katex/dist/katex.min.css"));
  const older = /,url\([^)]*\.(?:woff|ttf)\) format\("[^"]*"\)/g;
  const text = (await Deno.readTextFile(sheet)).replace(older, "");
  await writeAtomically(join(folder, "katex.min.css"), text);
  const fonts = new URL("fonts/", sheet);
  for (const { name } of Deno.readDirSync(fonts)) {
    if (!name.endsWith(".woff2")) continue;
    await writeAtomically(join(folder, "fonts", name), await read(new URL(name, fonts)));
  }
}
