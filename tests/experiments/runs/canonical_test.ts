import fc from "../../fast_check.ts";
import { assert, assertEquals, assertFails } from "../../assert.ts";
import { canonicalJson, fingerprint } from "../../../lib/experiments/runs/canonical.ts";
import { received, sent } from "../../../lib/experiments/runners/share.ts";

/** The data as a worker has them. */
const shared = <T>(data: T): T => received(sent(data)) as T;

/** The same data with the keys of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([k, v]) => [k, reversed(v)]));
}

Deno.test("canonical JSON is JSON, whatever the order of keys", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const text = canonicalJson(value);
    assertEquals(text, canonicalJson(reversed(value)));
    assertEquals(text, canonicalJson(JSON.parse(text)));
  }));
});

Deno.test("entries that are undefined are as if they were not there; in lists they are refused", async () => {
  assertEquals(canonicalJson({ a: undefined, b: 1 }), '{"b":1}');
  await assertFails(() => canonicalJson({ layers: [undefined] }), "settings.layers[0]");
});

const table = (value = 2) => ({
  x: { data: Float32Array.of(1, value, 3), rows: 3, names: ["a"] },
  y: { codes: Int32Array.of(0, 1, 0), classes: ["edm", "pop"] },
});

Deno.test("a fingerprint changes with every number, name and type, and with nothing else", () => {
  const same = [table(), reversed(table()), shared(table())];
  assertEquals(new Set(same.map(fingerprint)).size, 1);
  const part = { ...table(), x: { ...table().x, data: Float32Array.of(0, 1, 2, 3).subarray(1) } };
  assertEquals(fingerprint(part), fingerprint(table()));
  const others = [
    table(),
    table(2.0000002),
    { ...table(), y: { codes: Int32Array.of(0, 1, 1), classes: ["edm", "pop"] } },
    { ...table(), y: { codes: Int32Array.of(0, 1, 0), classes: ["edm", "rap"] } },
    { ...table(), y: { codes: Uint32Array.of(0, 1, 0), classes: ["edm", "pop"] } },
    { ...table(), more: undefined, z: 1 },
    [table()],
  ];
  assertEquals(new Set(others.map(fingerprint)).size, others.length);
});

Deno.test("lists of texts that read the same when joined have different fingerprints", () => {
  const lists = [["a", "b"], ["ab"], ["a;b"], [["a"], "b"], ["a", ["b"]]];
  assertEquals(new Set(lists.map(fingerprint)).size, lists.length);
});

Deno.test("shared data is equal data over shared memory, copied once", () => {
  const data = table(), once = shared(data), again = shared(once);
  assertEquals([...once.x.data], [1, 2, 3]);
  assertEquals(once.y.classes, ["edm", "pop"]);
  assert(once.y.codes.buffer instanceof SharedArrayBuffer);
  assert(again.x.data.buffer === once.x.data.buffer);
  data.x.data[0] = 9;
  assertEquals(once.x.data[0], 1);
});
