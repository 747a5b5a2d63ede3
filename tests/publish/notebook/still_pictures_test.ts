import { join } from "node:path";
import { keepWorkers } from "../../../lib/core/pool.ts";
import { readyKernel } from "../../../lib/publish/notebook/ready_kernel.ts";
import { runNotebook } from "../../../lib/publish/notebook/run.ts";
import { StillPictures } from "../../../lib/publish/notebook/still_pictures.ts";
import type { Output } from "../../../lib/publish/notebook/document.ts";
import { stored } from "../../../lib/publish/notebook/outputs.ts";
import { figure, figureBundle, UNDRAWN } from "../../../lib/show/figure.ts";
import { plain, type Spec } from "../../../lib/show/spec.ts";
import { toPng } from "../../../lib/show/static.ts";
import { assert, assertEquals, assertFails } from "../../assert.ts";
import { notebookOf, run, withNotebook } from "./make.ts";

keepWorkers(); // one draws for all tests but the last, which ends it

const bars = figure([{ type: "bar", x: ["rap", "rock"], y: [3, 4] }], { width: 500, height: 300 });
const output = (spec: unknown): Output => ({
  output_type: "display_data",
  data: { [UNDRAWN]: spec, "text/plain": "[figure]" },
  metadata: {},
});
const dataOf = (of: Output) => (of as { data: Record<string, unknown> }).data;

Deno.test("a picture drawn beside the cells is the one that a kernel would draw, in the figure's own size", async () => {
  using pictures = new StillPictures();
  const outputs = [
    output({ ...bars }),
    output({ ...bars, layout: { ...bars.layout, width: 400 } }),
  ];
  pictures.begin(outputs);
  await pictures.finish(outputs);
  const png = await toPng(bars, { scale: 1.5 });
  const [first, second] = outputs.map(dataOf);
  assertEquals(first["image/png"], png.toBase64());
  assert(second["image/png"] !== first["image/png"]);
  const { layout } = first["application/vnd.plotly.v1+json"] as typeof bars;
  assertEquals([layout.width, layout.autosize, layout.height], [undefined, true, 300]);
  const sizes = outputs.map((one) => "metadata" in one && one.metadata["image/png"]);
  assertEquals(sizes, [{ width: 500, height: 300 }, { width: 400, height: 300 }]);
  assertEquals(Object.keys(first), ["application/vnd.plotly.v1+json", "image/png", "text/plain"]);
});

Deno.test("a figure that comes again as it was takes its picture from the earlier execution, if the same code drew that", async () => {
  const png = await toPng(figure([], { width: 500, height: 300 }), { scale: 1.5 });
  const other = { ...bars, layout: { ...bars.layout, width: 400 } };
  const known = async (drawnBy?: string) => {
    using pictures = new StillPictures();
    const data = figureBundle(plain({ ...bars }) as Spec, png, "[figure]");
    const outputs = [stored({ output_type: "display_data", data, metadata: {} })];
    const notebook = notebookOf("figure"), metadata = { drawnBy: drawnBy ?? pictures.drawnBy };
    const cells = notebook.cells.map((cell) => ({ ...cell, outputs }));
    pictures.know(JSON.parse(JSON.stringify({ ...notebook, cells, metadata })));
    pictures.abandon(); // so that none is drawn
    const again = [bars, other].map((spec) => output(plain({ ...spec })));
    await pictures.finish(again);
    return again.map((one) => dataOf(one)["image/png"] === png.toBase64());
  };
  assertEquals(await known(), [true, false]); // the second differs in its width alone
  assertEquals(await known("older code"), [false, false]);
});

Deno.test("a figure that cannot be drawn fails its cell, and is kept without a picture", async () => {
  using pictures = new StillPictures();
  const broken = [output({ data: [], layout: { width: -5 } })];
  await assertFails(() => pictures.finish(broken), "width");
  assert(!("image/png" in dataOf(broken[0])) && !(UNDRAWN in dataOf(broken[0])));

  const undrawn =
    `({ [Symbol.for("Jupyter.display")]: () => ({ "${UNDRAWN}": { data: [], layout: { width: -5 } } }) })`;
  const { failed, outputs } = await run(notebookOf("1 + 1", undrawn, "3"), { pictures });
  assertEquals(failed?.cell, 2);
  assertEquals(outputs[2].length, 1); // the cells after it have run meanwhile
});

Deno.test("a kernel that is ready has loaded what the notebook imports, and its first cell is still [1]", async () => {
  const notebook = notebookOf(
    `import { loaded } from "./loaded.ts";\nconst before = performance.now();`,
    `console.log(loaded < before, Deno.env.get("WHO"))`,
  );
  await withNotebook(notebook, async (path, folder) => {
    const module = `globalThis.wasLoaded = true;\nexport const loaded = performance.now();\n`;
    await Deno.writeTextFile(join(folder, "loaded.ts"), module);
    const kernel = readyKernel(path, { WHO: "me" });
    const asked = await (await kernel).execute("if (!globalThis.wasLoaded) throw 1;", undefined, {
      silent: true,
    });
    assertEquals(asked.content.status, "ok");
    let done = 0;
    const { failed } = await runNotebook(path, {
      out: join(folder, "out.ipynb"),
      kernel,
      onCellsDone: () => done++,
    });
    assertEquals([failed, done], [undefined, 1]);
    const { cells } = JSON.parse(await Deno.readTextFile(join(folder, "out.ipynb")));
    assertEquals(cells[0].execution_count, 1);
    assertEquals(cells[1].outputs[0].text, ["true me\n"]);
  });
});

Deno.test("a module that cannot be loaded is the affair of the cell that imports it", async () => {
  const { failed } = await run(notebookOf("1", `import { x } from "./no_such.ts";`));
  assertEquals(failed?.cell, 2);
});

Deno.test("pictures that nobody waits for any more are left out, and their figures stay", async () => {
  using pictures = new StillPictures();
  const outputs = [output({ ...bars })];
  pictures.begin(outputs);
  pictures.abandon();
  await pictures.finish(outputs);
  assertEquals(Object.keys(dataOf(outputs[0])), ["application/vnd.plotly.v1+json", "text/plain"]);
});
