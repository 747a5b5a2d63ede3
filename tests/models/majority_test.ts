import { takeRows } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { majority } from "../../lib/models/majority.ts";
import { assertEquals } from "../assert.ts";
import { clouds, contract } from "./contract.ts";

contract("majority", majority, { learns: false, missing: true });

Deno.test("majority predicts the training rows' class shares for every row", async () => {
  const { x } = clouds(["a", "b"], 8);
  const y = { codes: Int32Array.of(2, 2, 2, 0, 0, 2, 2, 1), classes: ["a", "b", "c"] };
  const p = await (await majority().fit(x, y, new Rng(1))).predictProba(takeRows(x, [0, 5]));
  assertEquals(p.data, Float32Array.of(.25, .125, .625, .25, .125, .625));
});
