import { assert, assertEquals } from "../assert.ts";
import { runNotebook } from "../../lib/publish/notebook/run.ts";

interface Output {
  output_type: string;
  // deno-lint-ignore no-explicit-any -- whatever was shown
  data: Record<string, any>;
}

/** The outputs of a notebook of these cells, run on the real kernel, cell by cell. */
async function outputsOf(cells: string[]): Promise<Output[][]> {
  const folder = await Deno.makeTempDir({ dir: new URL("../../out/", import.meta.url).pathname });
  try {
    const source = {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: {},
      cells: cells.map((source, i) => ({
        cell_type: "code",
        id: `c${i}`,
        metadata: {},
        source,
        outputs: [],
        execution_count: null,
      })),
    };
    await Deno.writeTextFile(`${folder}/in.ipynb`, JSON.stringify(source));
    const result = await runNotebook(`${folder}/in.ipynb`, { out: `${folder}/out.ipynb` });
    assertEquals(result.failed, undefined);
    const run = JSON.parse(await Deno.readTextFile(`${folder}/out.ipynb`));
    return run.cells.map((cell: { outputs: Output[] }) => cell.outputs);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const text = (output: Output, kind: string) => [output.data[kind]].flat().join("");

Deno.test("on the real kernel a figure, a table, a frame and a bar leave one output each", async () => {
  await Deno.mkdir(new URL("../../out/", import.meta.url), { recursive: true });
  const show = new URL("../../lib/show/", import.meta.url).href;
  const outputs = await outputsOf([
    `import { figure } from "${show}figure.ts"; import { table } from "${show}tables.ts";
     import { frame } from "${show}frames.ts"; import { progress } from "${show}progress.ts";`,
    `figure([{ type: "bar", x: ["rap"], y: [3] }], { title: { text: "Dataset" } })`,
    `table([{ name: "mlp", accuracy: .5712 }])`,
    `await frame({ genre: ["r&b"], tempo: [90] })`,
    `const bar = progress("epochs", 300);
     for (let i = 1; i <= 300; i++) { await new Promise((ok) => setTimeout(ok, 3)); bar.update(i); }
     await bar.end("trained");`,
  ]);
  assertEquals(outputs.map((cell) => cell.length), [0, 1, 1, 1, 1]);
  const [, [figure], [table], [frame], [bar]] = outputs;
  assertEquals(text(figure, "image/png").slice(0, 5), "iVBOR");
  assertEquals(figure.data["application/vnd.plotly.v1+json"].data[0].y, [3]);
  assertEquals(text(figure, "text/plain"), "[figure: Dataset (1 trace: bar)]");
  assert(text(table, "text/html").includes("0.5712"));
  assert(text(frame, "text/html").includes("r&amp;b"));
  assertEquals(bar.output_type, "display_data");
  assert(/^epochs: 300\/300 · in \d.* · trained$/.test(text(bar, "text/plain")));
});
