/** The small problem of tests/fixtures/models.json, and scikit-learn's answers about it. */
import { type Matrix, matrix } from "../../lib/core/matrix.ts";
import type { ClassTarget } from "../../lib/core/target.ts";

const file = new URL("../fixtures/models.json", import.meta.url);

/** scikit-learn's answers; see tests/fixtures/make_models.py. */
export const facts = JSON.parse(Deno.readTextFileSync(file));

const table = (values: number[]): Matrix =>
  matrix(values.length / facts.columns, ["a", "b", "c", "d"], Float32Array.from(values));

export const x: Matrix = table(facts.x);
export const y: ClassTarget = { codes: Int32Array.from(facts.y), classes: ["pop", "rap", "rock"] };
export const queries: Matrix = table(facts.queries);
