/** Answers to the tracks of unknown genre, by the models that were chosen across artists. */
import { allRows } from "../../data/mod.ts";
import type { Estimator } from "../../models/mod.ts";
import { typedPath } from "../../publish/commands/command_line.ts";
import type { Recipe } from "./recipe.ts";
import type { Session } from "./session.ts";

/** Fits the chosen models on all labelled tracks, writes `NOM_prediction_gtzan.csv` (file, genre, a probability for each
 * genre) and the model card beside it.
 *
 * @returns how many tracks were answered, by which models, and the file; nothing is written where there are none
 * @example
 * ```ts ignore
 * table([await answerTracks(study, await chooseRecipe(study, candidatesOf(study.train)))]);
 * ```
 */
export async function answerTracks(
  session: Session,
  { model, judged, way, alone, tried: [{ accuracy }] }: Recipe,
): Promise<Readonly<Record<string, string | number>>> {
  const { train, test, rng } = session, known = { models: judged.name, tracks: train.rows };
  if (!test) return known;
  const started = performance.now();
  const fitted = await (model as Estimator).fit(train, train.complete, rng.fork("answers"));
  const p = await fitted.predictProba(test, allRows(test));
  const path = await session.exportPrediction("gtzan", p);
  await session.writeCard("gtzan", {
    name: judged.name,
    summary:
      "Tells the genre of a track from what is measured of its sound: the mean of the models whose mean was right most " +
      "often about tracks of artists that they had not learnt from.",
    ...{ trainingRows: train.complete.length, settings: model.settings },
    seconds: (performance.now() - started) / 1000,
    judged: { [`${way} left out`]: judged },
    limits: [
      "It knows the genres of its training tracks and answers each track with one of them, whatever the track is.",
      "It was judged on tracks that had a say in which models were chosen: a little flattering.",
      ...alone.length === 0 ? [] : [
        `How well it tells ${alone.join(", ")} is not known: all these tracks are by one artist.`,
      ],
      "Who sounds like no artist it has learnt from is answered worse than the mean says.",
    ],
  });
  return { ...known, accuracy, answered: test.rows, file: typedPath(path) };
}
