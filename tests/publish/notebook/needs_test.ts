import { join } from "node:path";
import { orderOf, withWhatTheyNeed } from "../../../lib/publish/notebook/needs.ts";
import { assertEquals } from "../../assert.ts";

/** Runs with a folder, and a function that writes a notebook of this metadata there and returns its path. */
async function withNotebooks(
  use: (
    write: (name: string, metadata?: Record<string, unknown>) => Promise<string>,
    folder: string,
  ) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(async (name, metadata = {}) => {
      const notebook = { cells: [], metadata, nbformat: 4, nbformat_minor: 5 };
      await Deno.writeTextFile(join(folder, name), JSON.stringify(notebook));
      return join(folder, name);
    }, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a notebook about a file that is not there is left out, which is said", () =>
  withNotebooks(async (write, folder) => {
    const edm = "data_EDM_full.csv";
    const paths = [await write("01.ipynb"), await write("06.ipynb", { needs: [edm] })];
    const { ready, leftOut } = await withWhatTheyNeed(paths, folder);
    assertEquals(ready, [paths[0]]);
    assertEquals(leftOut, ["06.ipynb is left out: data_EDM_full.csv is not there."]);
    await Deno.writeTextFile(join(folder, edm), "");
    assertEquals(await withWhatTheyNeed(paths, folder), { ready: paths, leftOut: [] });
    const without = { "01": "the sounds have no label" };
    assertEquals(await withWhatTheyNeed(paths, folder, without), {
      ready: [paths[1]],
      leftOut: ["01.ipynb is left out: the sounds have no label."],
    });
  }));

Deno.test("a notebook waits for those before it that it names, and for no others", () =>
  withNotebooks(async (write) => {
    const paths = [
      await write("01_data.ipynb"),
      await write("02_nets.ipynb"),
      await write("03_end.ipynb", { after: ["02", "03", "04"] }),
      await write("04_more.ipynb"),
    ];
    const waiting = await orderOf(paths);
    assertEquals(waiting.map(({ path }) => path), paths);
    assertEquals(waiting.map(({ after }) => after), [[], [], [paths[1]], []]);
  }));

Deno.test("a long notebook begins first, unless it waits for another", () =>
  withNotebooks(async (write) => {
    const [first, second, third, last] = [
      await write("01_data.ipynb"),
      await write("02_nets.ipynb", { long: true, after: ["01"] }),
      await write("03_grid.ipynb", { long: true }),
      await write("04_end.ipynb", { after: ["03"], alone: true }),
    ];
    assertEquals(await orderOf([first, second, third, last]), [
      { path: third, after: [], alone: false },
      { path: first, after: [], alone: false },
      { path: second, after: [first], alone: false },
      { path: last, after: [third], alone: true },
    ]);
  }));
