/** Every figure as it was when somebody last looked at it.
 *
 * `GALLERY=write deno test -A tests/show/gallery_test.ts` renews the snapshots, `GALLERY=draw` draws all figures as SVG
 * and PNG into a temporary folder. Look at them before you keep a snapshot that has changed.
 */
import * as figures from "../../lib/show/figures.ts";
import { toPng, toSvg } from "../../lib/show/static.ts";
import { assert, assertEquals } from "../assert.ts";
import { GALLERY, NO_FIGURES } from "./gallery_figures.ts";
import { snapshotOf, written } from "./gallery_snapshot.ts";

const folder = new URL("./gallery/", import.meta.url), mode = Deno.env.get("GALLERY");
const renew = "GALLERY=write deno test -A tests/show/gallery_test.ts";

Deno.test("every figure has a place in the gallery, and every snapshot a figure", () => {
  const drawn = Object.keys(figures).filter((name) => !NO_FIGURES.includes(name));
  assertEquals(Object.keys(GALLERY).sort(), drawn.sort());
  const kept = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  if (mode !== "write") assertEquals(kept, drawn.map((name) => `${name}.json`));
});

for (const [name, examples] of Object.entries(GALLERY)) {
  Deno.test(`${name} draws what its snapshot holds`, () => {
    const file = new URL(`${name}.json`, folder);
    const now = Object.fromEntries(
      Object.entries(examples).map(([what, draw]) => [what, snapshotOf(draw())]),
    );
    if (mode === "write") Deno.writeTextFileSync(file, written(now) + "\n");
    const kept = JSON.parse(Deno.readTextFileSync(file));
    for (const [what, spec] of Object.entries(now)) {
      assertEquals(spec, kept[what], `${name}, ${what}, has changed; if it is better so: ${renew}`);
    }
    assertEquals(Object.keys(kept).sort(), Object.keys(now).sort());
  });
}

Deno.test("the gallery is small", () => {
  const bytes = [...Deno.readDirSync(folder)]
    .reduce((sum, { name }) => sum + Deno.statSync(new URL(name, folder)).size, 0);
  assert(bytes < 165_000, `${bytes} bytes`);
});

Deno.test({
  name: "the gallery as pictures",
  ignore: mode !== "draw",
  async fn() {
    const to = Deno.makeTempDirSync({ prefix: "gallery_" });
    for (const [name, examples] of Object.entries(GALLERY)) {
      for (const [what, draw] of Object.entries(examples)) {
        Deno.writeTextFileSync(`${to}/${name}_${what}.svg`, await toSvg(draw()));
        Deno.writeFileSync(`${to}/${name}_${what}.png`, await toPng(draw(), { scale: 1 }));
      }
    }
    console.log(`drawn into ${to}`);
  },
});
