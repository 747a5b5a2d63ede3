/** Large products and chains that are cut into pieces, and masks made row by row, are what they would be as a whole. */
import { onnxRuntime } from "../../lib/core/onnx_runtime.ts";
import { Rng } from "../../lib/core/rng.ts";
import { Graph } from "../../lib/nn/graph/graph.ts";
import { onnxBytes } from "../../lib/nn/graph/onnx.ts";
import { kept } from "../../lib/nn/graph/random.ts";
import type { Value } from "../../lib/nn/graph/value.ts";
import { assert, assertAllClose, assertEquals } from "../assert.ts";

const rng = new Rng("products");
const numbers = (count: number) => Float32Array.from({ length: count }, () => rng.normal());
const has = (g: Graph, opType: string) => g.nodes.some((node) => node.opType === opType);

const cases: Record<
  string,
  [a: number[], b: number[], transA: 0 | 1, transB: 0 | 1, bias: boolean]
> = {
  "a b + c": [[1376, 400], [400, 136], 0, 0, true],
  "a bᵀ": [[1376, 136], [400, 136], 0, 1, false],
  "aᵀ b": [[1376, 136], [1376, 400], 1, 0, false],
  "aᵀ b, a the wider": [[1376, 400], [1376, 136], 1, 0, false],
};
for (const [name, [a, b, transA, transB, hasBias]] of Object.entries(cases)) {
  Deno.test(`a large product by pieces is the product: ${name}`, async () => {
    const g = new Graph(), columns = b[transB ? 0 : 1], rows = a[transA ? 1 : 0];
    const x = g.input("a", a), y = g.input("b", b);
    const c = hasBias ? g.input("c", [columns]) : undefined;
    g.output(g.gemm(x, y, c, { transA, transB }), "cut");
    assert(has(g, "Scan"), "it was not cut");
    const operands = c ? [x, y, c] : [x, y];
    g.output(g.op("Gemm", operands, [rows, columns], { transA, transB }), "whole");
    const runtime = await onnxRuntime(), session = await runtime.open(onnxBytes(g));
    const feed = ({ shape }: Value) =>
      runtime.tensor(numbers(shape.reduce((a, b) => a * b, 1)), [...shape]);
    const feeds = Object.fromEntries(g.inputs.map((value) => [value.name, feed(value)]));
    const { cut, whole } = await session.run(feeds);
    assertEquals(cut.data.length, rows * columns);
    assertAllClose(cut.data as Float32Array, whole.data as Float32Array, {
      relative: 1e-4,
      absolute: 1e-3,
    });
    await session.release();
  });
}

Deno.test("a product that cannot be cut into pieces of a good size stays whole", () => {
  const g = new Graph(), b = g.input("b", [400, 136]);
  g.gemm(g.input("prime", [1373, 400]), b);
  g.gemm(g.input("small", [256, 400]), b);
  assert(!has(g, "Scan"));
});

for (const shape of [[1200, 512], [1201, 512], [3, 400, 512]]) {
  Deno.test(`a large chain goes block by block to the same numbers: ${shape}`, async () => {
    const g = new Graph(), x = g.input("x", shape), level = g.input("level", [shape[0], 1, 1]);
    const column = g.constant(Array.from({ length: 512 }, (_, i) => i));
    const offset = shape.length > 2 ? level : g.reshape(level, [shape[0], 1]);
    const chain = (g: Graph, [x, offset]: readonly Value[]) => {
      const sum = g.add(g.mul(x, column), offset);
      return [sum, g.mul(sum, x)];
    };
    const cut = g.byRow([x, offset], chain), whole = chain(g, [x, offset]);
    assert(has(g, "Scan"), "it was not cut");
    cut.forEach((value, i) => g.output(value, `cut${i}`));
    whole.forEach((value, i) => g.output(value, `whole${i}`));
    const runtime = await onnxRuntime(), session = await runtime.open(onnxBytes(g));
    const feed = ({ shape }: Value) =>
      runtime.tensor(numbers(shape.reduce((a, b) => a * b, 1)), [...shape]);
    const found = await session.run({ x: feed(x), level: feed(level) });
    assertEquals(found.cut0.dims, shape);
    assertEquals([found.cut0.data, found.cut1.data], [found.whole0.data, found.whole1.data]);
    await session.release();
  });
}

Deno.test("a dropout mask made row by row keeps the share that it should, other places in every row", async () => {
  const g = new Graph(), shape = [8, 128, 512], seed = g.input("seed", [], "int32");
  g.output(kept(g, seed, 3, shape, g.constant(.3), g.constant(2)), "mask");
  assert(has(g, "Scan"), "it was not made by rows");
  const runtime = await onnxRuntime(), session = await runtime.open(onnxBytes(g));
  const draw = async (seed: number) => {
    const { mask } = await session.run({ seed: runtime.tensor(Int32Array.of(seed), []) });
    return mask.data as Float32Array;
  };
  const [mask, again, other] = [await draw(7), await draw(7), await draw(8)];
  assertEquals(mask, again);
  const share = (values: Float32Array) => values.filter((v) => v === 2).length / values.length;
  const n = mask.length;
  for (const each of [mask, other]) {
    assert(each.every((value) => value === 0 || value === 2));
    assert(Math.abs(share(each) - .7) < 5 * Math.sqrt(.21 / n), `${share(each)} are kept`);
  }
  // kept in both of two rows, or at two steps: as often as independent draws
  const row = 512, both = (a: Float32Array, b: Float32Array) => share(a.map((v, i) => v && b[i]));
  const pairs = [[mask, other], [mask.subarray(row), mask.subarray(0, n - row)]] as const;
  for (const [a, b] of pairs) {
    assert(Math.abs(both(a, b) - .49) < 5 * Math.sqrt(.25 / n), `${both(a, b)} in both`);
  }
  await session.release();
});
