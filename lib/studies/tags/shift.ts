/** The same models on another catalogue: one whose annotators say less, and which the system hears worse. */
import { allRows, type Dataset } from "../../data/mod.ts";
import { saidScores } from "../../evaluation/mod.ts";
import { type Estimator, plugInThresholds, sayTags } from "../../models/mod.ts";
import { twinData } from "./open.ts";
import { ownScores } from "./own_scores.ts";
import { tagsOf } from "./parts.ts";
import type { Session } from "./session.ts";
import { twin } from "./twin/twin.ts";

/** Fits models on the first part, beside the own scores, and decides tracks of another catalogue of the twin: with plug-in
 * thresholds from here, with those by what the models answer there, and with the first multiplied by what fits fifty tagged
 * tracks of there.
 *
 * @returns weighted F1 of each way of deciding; `here` on the part that judges
 * @example
 * ```ts ignore
 * table(await anotherCatalogue({ corrected }, study));
 * ```
 */
export async function anotherCatalogue(
  models: Readonly<Record<string, Estimator>>,
  { train, parts: { learn, tune, judge }, rng, record }: Session,
): Promise<Readonly<Record<string, string | number>>[]> {
  const away = twinData(twin({ rows: 1050, seed: 3, shift: -.9, error: 1.3 }), "away");
  const rows = allRows(away), some = rows.slice(0, 50), others = rows.slice(50);
  const lines: Record<string, string | number>[] = [];
  for (const [model, estimator] of Object.entries({ "own scores": ownScores(), ...models })) {
    const fitted = await estimator.fit(train, learn, rng.fork("moved").fork(model));
    const answers = (data: Dataset, rows: Int32Array) => fitted.predictProba(data, rows);
    const [home, here, there] = [
      await answers(train, tune),
      await answers(train, judge),
      await answers(away, others),
    ];
    const fromHere = plugInThresholds(home);
    const truth = tagsOf(away, others);
    const f1 = (cuts: Float64Array) => saidScores(truth, sayTags(there, cuts)).weightedF1;
    // fifty tracks are too few for a threshold for each tag, and enough for one factor for all
    const known = tagsOf(away, some), asked = await answers(away, some);
    const factors = [1, 1.25, 1.5, 1.75, 2, 2.5, 3];
    const worth = factors.map((factor) =>
      saidScores(known, sayTags(asked, fromHere.map((cut) => cut * factor))).microF1
    );
    const factor = factors[worth.indexOf(Math.max(...worth))];
    const scores = {
      here: saidScores(tagsOf(train, judge), sayTags(here, fromHere)).weightedF1,
      "there, cuts from here": f1(fromHere),
      "there, plug-in": f1(plugInThresholds(there)),
      "there, cuts scaled by 50 tracks": f1(fromHere.map((cut) => cut * factor)),
    };
    lines.push({ model, ...scores });
    await record("05", `another catalogue: ${model}`, scores, { label: { step: "shift" } });
  }
  return lines;
}
