import { join } from "node:path";
import { mediaAsFiles } from "../../lib/publish/site/media.ts";
import { sanitised } from "../../lib/publish/site/sanitised.ts";
import { assertEquals } from "../assert.ts";

const bytes = Uint8Array.from({ length: 3000 }, (_, i) => i % 251), long = bytes.toBase64();

Deno.test("sounds and pictures of a cell's HTML become files, and the HTML names them", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const html = `<p>a</p><audio controls src="data:audio/flac;base64,${long}"></audio>` +
      `<img alt="" src="data:image/png;base64,${long}"><img alt="" src="data:image/png;base64,AAAA">`;
    const place = { folder, path: "figures/01/cell-1-" };
    assertEquals(
      await mediaAsFiles(await sanitised(html), place),
      `<p>a</p><audio controls="" src="../figures/01/cell-1-1.flac"></audio>` +
        `<img alt="" loading="lazy" src="../figures/01/cell-1-2.png">` +
        `<img alt="" src="data:image/png;base64,AAAA">`, // short: it stays
    );
    for (const name of ["cell-1-1.flac", "cell-1-2.png"]) {
      assertEquals(await Deno.readFile(join(folder, "figures", "01", name)), bytes);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a sound from elsewhere, or one that begins by itself, is taken out of a cell's HTML", async () => {
  const far = '<audio controls src="https://example.org/a.flac" autoplay onplay="x()"></audio>';
  assertEquals(await sanitised(far), '<audio controls=""></audio>');
});
