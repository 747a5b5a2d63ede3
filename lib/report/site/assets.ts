/** The files that all pages share, copied beside them: nothing is asked of another machine. */
import { join } from "node:path";
import { writeAtomically } from "../../core/atomic.ts";

/** Files of packages and where they go under assets/. */
const PACKAGED: readonly (readonly [specifier: string, to: string, beside?: string])[] = [
  ["plotly.js-cartesian-dist-min", "plotly.min.js"],
  ["katex/dist/katex.min.css", "katex/katex.min.css"],
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

const OWN = ["site.css", "site.js", "dark.js", "figures.js", "slides.css", "slides.js"] as const;

const read = (url: URL): Promise<Uint8Array> => Deno.readFile(url);

/** Writes assets/ into the site's folder. */
export async function writeAssets(folder: string): Promise<void> {
  const assets = join(folder, "assets");
  for (const [specifier, to, beside] of PACKAGED) {
    const resolved = import.meta.resolve(specifier);
    await writeAtomically(join(assets, to), await read(new URL(beside ?? "", resolved)));
  }
  const katex = new URL("fonts/", import.meta.resolve("katex/dist/katex.min.css"));
  for (const { name } of Deno.readDirSync(katex)) {
    // every browser of the last ten years reads woff2, which the style sheet names first
    if (!name.endsWith(".woff2")) continue;
    await writeAtomically(join(assets, "katex", "fonts", name), await read(new URL(name, katex)));
  }
  for (const name of OWN) {
    const own = await read(new URL(`./client/${name}`, import.meta.url));
    await writeAtomically(join(assets, name), own);
  }
}
