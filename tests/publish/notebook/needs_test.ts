import { join } from "node:path";
import { withWhatTheyNeed } from "../../../lib/publish/notebook/needs.ts";
import { assertEquals } from "../../assert.ts";

Deno.test("a notebook about a file that is not there is left out, which is said", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const write = async (name: string, needs?: string[]) => {
      const metadata = { ...(needs && { needs }) };
      const notebook = { cells: [], metadata, nbformat: 4, nbformat_minor: 5 };
      await Deno.writeTextFile(join(folder, name), JSON.stringify(notebook));
      return join(folder, name);
    };
    const paths = [await write("01.ipynb"), await write("06.ipynb", ["data_EDM_full.csv"])];
    const { ready, leftOut } = await withWhatTheyNeed(paths, folder);
    assertEquals(ready, [paths[0]]);
    assertEquals(leftOut, ["06.ipynb is left out: data_EDM_full.csv is not there."]);
    await Deno.writeTextFile(join(folder, "data_EDM_full.csv"), "");
    assertEquals(await withWhatTheyNeed(paths, folder), { ready: paths, leftOut: [] });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
