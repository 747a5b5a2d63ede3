/** GTZAN's grid in small, on two workers, recorded in the folder that is the first argument, and its table. */
import { join } from "node:path";
import { ownRunner } from "../../../lib/experiments/mod.ts";
import { grid, openRuns, search } from "../../../lib/mod.ts";
import { writeGrid } from "../../../lib/studies/gtzan/grid/csv.ts";
import { gridRows } from "../../../lib/studies/gtzan/grid/grid.ts";
import * as gridTrial from "../../../lib/studies/gtzan/grid/trial.ts";
import { data } from "../../studies/gtzan/made_rows.ts";

const [folder] = Deno.args, runner = ownRunner(gridTrial, data, { workers: 2 });
const values = { model: ["dense", "cnn", "rnn"], learningRate: [.01, .003] };
const space = grid({ ...values, hidden: [8], epochs: [20] });
const runs = await search(space, runner, { part: "04", name: "grid", runs: openRuns(folder) });
await runner.close();
await writeGrid(join(folder, "grid.csv"), gridRows(runs, [1]));
