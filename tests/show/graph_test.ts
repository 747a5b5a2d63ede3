/** A figure of things and the links between them. */
import { assert, assertEquals, assertFails } from "../assert.ts";
import { Rng } from "../../lib/core/rng.ts";
import { graph } from "../../lib/show/figures/graph.ts";

const names = ["a", "b", "c", "d", "e", "f"];
const nodes = names.map((name, i) => ({ name, group: i < 3 ? "one" : "two", size: i + 1 }));
const links = [["a", "b"], ["b", "c"], ["a", "c"], ["d", "e"], ["e", "f"], ["d", "f"]]
  .map(([from, to]) => ({ from, to, weight: 1 }));

/** Where things stand, by name. */
function places(seed: number): Map<string, [number, number]> {
  const found = new Map<string, [number, number]>();
  for (const { text, x, y } of graph(nodes, links, new Rng(seed), { title: "t" }).data) {
    (text as string[] | undefined)?.forEach((name, i) =>
      found.set(name, [(x as number[])[i], (y as number[])[i]])
    );
  }
  return found;
}

Deno.test("what is linked stands nearer than what is not", () => {
  const at = places(1);
  const distance = (a: string, b: string) =>
    Math.hypot(at.get(a)![0] - at.get(b)![0], at.get(a)![1] - at.get(b)![1]);
  const linked = Math.max(...links.map(({ from, to }) => distance(from, to)));
  const apart = Math.min(
    ...["a", "b", "c"].flatMap((one) => ["d", "e", "f"].map((other) => distance(one, other))),
  );
  assert(linked < apart, `${linked} ${apart}`);
});

Deno.test("the same seed draws the same picture; a link to nothing is refused; nothing at all is said", async () => {
  assertEquals(places(2), places(2));
  const lost = [{ from: "a", to: "z", weight: 1 }];
  await assertFails(() => graph(nodes, lost, new Rng(1), { title: "t" }), "a – z");
  assertEquals(graph([], [], new Rng(1), { title: "t" }).data.length, 0);
});

Deno.test("names of many linked things do not lie on each other", () => {
  const many = Array.from(
    { length: 14 },
    (_, i) => ({ name: `a long name ${i}`, group: "g", size: 1 }),
  );
  const all = many.flatMap(({ name: from }, i) =>
    many.slice(0, i).map(({ name: to }) => ({ from, to, weight: 1 }))
  ); // all pull each other to one place
  const { data } = graph(many, all, new Rng(1), { title: "t" });
  const [x, y] = [data.at(-1)!.x as number[], data.at(-1)!.y as number[]];
  for (let a = 0; a < many.length; a++) {
    for (let b = 0; b < a; b++) {
      const [across, up] = [Math.abs(x[a] - x[b]) * 1000, Math.abs(y[a] - y[b]) * 520]; // pixels
      assert(across > 70 || up > 20, `${a} ${b}: ${across} ${up}`);
    }
  }
});
