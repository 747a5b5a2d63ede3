import { assert, assertEquals, assertFails } from "../../../assert.ts";
import { matrix } from "../../../../lib/core/matrix.ts";
import { pack, sha256, unpack } from "../../../../lib/experiments/runners/queue/pack.ts";
import { fingerprint } from "../../../../lib/experiments/runs/canonical.ts";
import { received, sent } from "../../../../lib/experiments/runners/share.ts";

const x = matrix(3, ["a", "ü"], Float32Array.of(1, -0, NaN, Infinity, 1e-38, 6));
const data = {
  train: { x, y: { classes: ["p", "q"], codes: Int32Array.of(0, 1, 1) } },
  tags: new Uint8Array(5).map((_, i) => i),
  wide: Float64Array.of(Math.PI),
  made: { features: ["a", null, true, { nested: [1.5] }], missing: undefined },
};

Deno.test("data comes out of its bytes as it went in, number by number", () => {
  const again = unpack(pack(data)) as typeof data;
  assertEquals(fingerprint(again), fingerprint(data));
  assertEquals(again.train.x.names, ["a", "ü"]);
  assert(again.train.x.data instanceof Float32Array && Object.is(again.train.x.data[1], -0));
});

Deno.test("equal data gives equal bytes, in shared memory and in views of larger arrays, too", () => {
  const large = Int32Array.of(9, 0, 1, 1, 9), { train } = data;
  const y = { ...train.y, codes: large.subarray(1, 4) };
  const bytes = [data, received(sent(data)), { ...data, train: { ...train, y } }].map(pack);
  assertEquals(new Set(bytes.map(sha256)).size, 1);
});

Deno.test("what is no plain data is refused by its place in the data", async () => {
  await assertFails(() => pack({ x: [1, { f: () => 1 }] }), "data.x[1].f");
  await assertFails(() => pack({ when: new Date(0) }), "data.when");
  await assertFails(() => pack({ x: { $: "Float32Array", at: 0, length: 1 } }), "data.x", "$");
  await assertFails(() => pack({ score: NaN }), "data.score", "NaN");
});

Deno.test("bytes that name another constructor than that of an array are refused", async () => {
  const head = new TextEncoder().encode(JSON.stringify({ $: "constructor", at: 0, length: 1 }));
  const bytes = new Uint8Array(64);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, 4);
  await assertFails(() => unpack(bytes), "constructor");
});
