/** Tracks to press play on, where their sound is here. */
import { listen, type Player } from "../../show/mod.ts";
import type { Session } from "./session.ts";

/** The beginnings of some labelled tracks, side by side; where there is no sound, a sentence that says so.
 *
 * @param rows of `train`
 * @param options.title of a row; its genre and file where nothing is said
 * @param options.seconds of each
 * @example
 * ```ts ignore
 * await listenTo(study, [0, 12, 24]);
 * ```
 */
export async function listenTo(
  { sounds, train }: Pick<Session, "sounds" | "train">,
  rows: readonly number[],
  {
    title = (row: number) => `${train.texts("genre")[row]}: ${train.texts("file")[row]}`,
    seconds = 5,
  } = {},
): Promise<Player | string> {
  if (!sounds) return "The tracks are here as tables alone: there is nothing to hear.";
  if (rows.length === 0) return "There is no such track to hear.";
  return listen(
    await Promise.all(rows.map(async (row) => {
      const { samples, rate } = await sounds.hear(row);
      return {
        sound: { samples: samples.subarray(0, Math.round(seconds * rate)), rate },
        ...{ title: title(row), pictures: ["spectrogram"] as const },
      };
    })),
  );
}

/** The first track of every genre.
 *
 * @example
 * ```ts ignore
 * await listenTo(study, oneOfEach(train));
 * ```
 */
export function oneOfEach({ train }: Pick<Session, "train">): number[] {
  const genres = train.texts("genre");
  return [...new Set(genres)].sort().map((genre) => genres.indexOf(genre));
}
