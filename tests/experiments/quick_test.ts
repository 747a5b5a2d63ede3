import { budgetOf, fewValues, networkOf, QUICK } from "../../lib/experiments/quick.ts";
import { assertEquals } from "../assert.ts";

Deno.test("a quick study spends at most its own of each, and no more than it is told", () => {
  const spent = { seeds: 3, epochs: 4, trees: 100, rounds: 20, rows: 2000 };
  assertEquals(budgetOf(spent), spent);
  assertEquals(budgetOf(spent, true), {
    ...{ seeds: QUICK.seeds, epochs: 4, trees: QUICK.trees, rounds: 20, rows: QUICK.rows },
  });
  assertEquals(budgetOf({}, true), {});
});

Deno.test("of many values a quick study tries the first, the last and one between", () => {
  assertEquals(fewValues([8, 16, 32, 64, 128, 256, 512, 1024]), [8, 128, 1024]);
  assertEquals(fewValues([.1, .2, .3, .4, .5]), [.1, .3, .5]);
  assertEquals(fewValues([1, 2, 3, 4], 2), [1, 4]);
  const few: unknown[][] = [[], [1], [[64], [32]], ["a", "b", "c"]];
  assertEquals(few.map((values) => fewValues(values)), few);
});

Deno.test("a quick study's networks have few epochs, but for what is said to be needed", () => {
  const network = { epochs: 30, dropout: .1 };
  assertEquals(networkOf(network), network);
  assertEquals(networkOf(network, {}), { epochs: QUICK.epochs, dropout: .1 });
  assertEquals(networkOf({ epochs: 2 }, {}), { epochs: 2 });
  assertEquals(networkOf(network, { epochs: 12, dropout: 0 }), { epochs: 12, dropout: 0 });
  assertEquals(networkOf({ dropout: .1 }, {}), { dropout: .1 }); // says nothing of epochs
});
