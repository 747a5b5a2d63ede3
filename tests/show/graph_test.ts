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
    { length: 30 },
    (_, i) => ({ name: `a name of so many letters ${i}`, group: "g", size: 1 }),
  );
  const close = many.slice(0, 10).flatMap(({ name: from }, i) =>
    many.slice(0, i).map(({ name: to }) => ({ from, to, weight: 1 }))
  ); // ten are pulled to one place
  const { x, y } = graph(many, close, new Rng(1), { title: "t" }).data.at(-1)!;
  const far = (list: unknown, a: number, b: number, pixels: number) =>
    Math.abs((list as number[])[a] - (list as number[])[b]) * pixels;
  for (let a = 0; a < many.length; a++) {
    for (let b = 0; b < a; b++) assert(far(x, a, b, 950) > 150 || far(y, a, b, 480) > 24);
  }
});
