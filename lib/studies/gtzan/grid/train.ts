/** Trains the published grid, whose convolutional networks take hours, apart from the notebook that shows it:
 *
 * ```text
 * deno run -A lib/studies/gtzan/grid/train.ts [--data DIR] [--out DIR] [--filters 64,128,256]
 * ```
 *
 * The dense networks first, then the recurrent ones, then the convolutional ones by their filters (`--filters`: those
 * alone), one training on each core. Each that has ended is a record in the folder of results, so that the command may be
 * stopped at any time: it goes on where it was, and notebook 04 takes what there is. */
import process from "node:process";
import { parseArgs } from "node:util";
import { InputError } from "../../../core/errors.ts";
import { openStudy } from "../session.ts";
import { recordedCnn } from "./convolutions.ts";
import { gridValues, publishedGrid } from "./grid.ts";
import { trainGrid } from "./trainings.ts";

/** The numbers of filters that are asked for.
 * @throws {InputError} where the grid has no such number */
function filtersOf(given: string | undefined, all: readonly number[]): readonly number[] {
  if (given === undefined) return all;
  const asked = given.split(",").map(Number), unknown = asked.find((n) => !all.includes(n));
  if (unknown === undefined) return asked;
  throw new InputError("--filters", { found: given, expected: `some of ${all.join(",")}` });
}

async function main(args: readonly string[]): Promise<void> {
  const value = { type: "string" } as const, options = { data: value, out: value, filters: value };
  const { values: { filters, ...places } } = parseArgs({ args: [...args], options });
  const study = await openStudy(places);
  const asked = filtersOf(filters, gridValues(study.quick).hidden);
  console.log(study.describe());
  const grid = await study.experiment("04", publishedGrid(study.train));
  for (const model of filters === undefined ? ["dense", "rnn"] as const : []) {
    const made = await trainGrid(grid, model, study.quick);
    console.log(`${model}: ${made.length} trainings are done.`);
  }
  for (const hidden of asked) {
    const made = await trainGrid(grid, "cnn", study.quick, { hidden: [hidden] });
    const { progress, said } = await recordedCnn(study, made);
    console.table(progress);
    console.log(said);
  }
  await grid.close();
}

if (import.meta.main) {
  try {
    await main(Deno.args);
    process.exit(0); // workers and kernels keep no one waiting
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
