/** Ridge, extreme learning machines and echo state networks as classifiers of classes and tags. */
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { Rng } from "../../lib/core/rng.ts";
import { type Tensor, tensor } from "../../lib/core/tensor.ts";
import { elm, esn } from "../../lib/models/esn.ts";
import { ridge } from "../../lib/models/ridge.ts";
import { accuracy, clouds, contract } from "./contract.ts";
import { tagged } from "./tag_contract.ts";

contract("ridge", () => ridge());
contract("elm", () => elm({ units: 60 }));
contract("esn", () => esn({ units: 60, leak: 1 }));

/** Two tones a sequence, of loudness and pitch in order or in the other order: only what came first tells the class. */
function tones(rows: number, moments: number, seed: number): { x: Tensor; codes: Int32Array } {
  const rng = new Rng(seed), data = new Float32Array(rows * moments * 2);
  const codes = Int32Array.from({ length: rows }, () => rng.int(2));
  for (let i = 0; i < rows; i++) {
    for (let t = 0; t < moments; t++) {
      const isFirst = t < moments / 2, high = (codes[i] === 1) === isFirst;
      const at = (i * moments + t) * 2;
      data[at] = (high ? 1 : -1) + rng.normal() / 2;
      data[at + 1] = 300 + 50 * rng.normal();
    }
  }
  return { x: tensor(rows, [moments, 2], ["pitch", "loudness"], data), codes };
}
const classes = ["falls", "rises"];

Deno.test("an echo state network tells sequences by their order, whatever their length", () => {
  const { x, codes } = tones(300, 20, 1);
  const learnt = esn({ units: 80, pool: "last" }).fit(x, { classes, codes }, new Rng(1));
  for (const moments of [20, 14, 26]) {
    const query = tones(200, moments, 2), p = learnt.predictProba(query.x);
    assertEquals([p.rows, p.names], [200, classes]);
    const right = accuracy(p, { classes, codes: query.codes });
    assert(right > .95, `${right} of sequences of ${moments}`);
  }
});

Deno.test("it learns tags of sequences, and the same seed gives the same bytes", () => {
  const { x, codes } = tones(300, 20, 1);
  const tags = Uint8Array.from([...codes].flatMap((c) => [c, 1]));
  const y = { classes: ["falling", "always"], tags };
  const [a, b] = [0, 0].map(() =>
    esn({ units: 80, pool: "last" }).fit(x, y, new Rng(3)).predictProba(x)
  );
  assertEquals(new Uint8Array(a.data.buffer), new Uint8Array(b.data.buffer));
  const right = codes.reduce(
    (sum, code, i) => sum + Number((a.data[2 * i] >= .5) === (code === 1)),
    0,
  );
  assert(right / 300 > .95 && a.data.every((p, at) => at % 2 === 0 || p > .99), `${right}`);
});

Deno.test("on a table, an echo state network at leak 1 is an extreme learning machine", () => {
  const { x, y } = clouds(["pop", "rap", "edm"], 90), same = { units: 30, bias: .5, ridge: .1 };
  const a = esn({ ...same, leak: 1 }).fit(x, y, new Rng(1)).predictProba(x);
  assertEquals(a.data, elm(same).fit(x, y, new Rng(1)).predictProba(x).data);
});

Deno.test("an extreme learning machine tells what no line does", async () => {
  const rng = new Rng(1), rows = 400, x = clouds(["a", "b"], rows).x;
  for (let at = 0; at < x.data.length; at++) x.data[at] = rng.normal();
  const codes = Int32Array.from(
    { length: rows },
    (_, i) => +(x.data[4 * i] * x.data[4 * i + 1] > 0),
  );
  const y = { classes, codes };
  const straight = accuracy(await (await ridge().fit(x, y, rng)).predictProba(x), y);
  const bent = accuracy(elm({ units: 200 }).fit(x, y, rng).predictProba(x), y);
  assert(straight < .65 && bent > .9, `${straight} and ${bent}`);
});

Deno.test("scores are kept in order and become probabilities: linear in the middle, bent at the ends", async () => {
  const { x, y } = tagged(["slow"], 200),
    fitted = await ridge({ ridge: 1e-6 }).fit(x, y, new Rng(1));
  const along = { rows: 41, names: x.names, data: new Float32Array(41 * 4) };
  for (let i = 0; i < 41; i++) along.data[4 * i] = (i - 20) / 2;
  const p = [...(await fitted.predictProba(along)).data];
  assert(p.every((value, i) => value > 0 && value <= 1 && (i === 0 || value >= p[i - 1])), `${p}`);
  assert(p[0] < 1e-3 && p[40] > 1 - 1e-3 && new Set(p).size === 41);
  const steps = [18, 19, 20].map((i) => p[i + 1] - p[i]);
  assertAllClose(steps, [steps[0], steps[0], steps[0]], { absolute: 1e-5 });
});

Deno.test("a larger ridge gives smaller differences, and settings out of range are refused", async () => {
  const { x, y } = clouds(["pop", "rap"], 80, { distance: 1 });
  const spread = async (penalty: number) => {
    const { data } = await (await ridge({ ridge: penalty }).fit(x, y, new Rng(1))).predictProba(x);
    return data.reduce((sum, p) => sum + (p - .5) ** 2, 0);
  };
  assert(await spread(1e3) < await spread(1) / 2);
  await assertFails(() => ridge({ ridge: -1 }), "ridge({ ridge })", "-1");
  await assertFails(() => elm({ unit: 3 } as object), "unit", "units");
  await assertFails(() => esn({ spectralRadius: -1 }), "spectralRadius", "-1");
  const { x: heard, codes } = tones(20, 5, 1), late = esn({ washout: 5 });
  await assertFails(() => late.fit(heard, { classes, codes }, new Rng(1)), "washout 5 of 5");
  const fitted = esn({ units: 20 }).fit(heard, { classes, codes }, new Rng(1));
  const other = { ...heard, names: ["pitch", "tempo"] };
  await assertFails(() => fitted.predictProba(other), "other columns", "tempo at 0");
  const holes = { ...heard, data: heard.data.slice() };
  holes.data[5 * 2 * 3 + 2] = NaN;
  await assertFails(() => fitted.predictProba(holes), "missing value", "pitch at 1", "row 3");
});
