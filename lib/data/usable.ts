/** Whether files that can be read can also be learnt from, all of it found before anything is computed. */
import { fileColumns } from "./columns.ts";
import { checkFilled, checkGenreSizes, fewRows, LEAST_ROWS } from "./learnable.ts";
import { checkRanges } from "./ranges.ts";
import { checkScales } from "./scales.ts";
import type { Tracks } from "./tracks.ts";

const WITHOUT = "add rows; without the file the parts on the sixth genre are left out";

/** Judges the files of a study, each alone and the others beside the training file.
 *
 * @param now no track is released later than in the year after
 * @returns sentences on what is strange, but no reason to refuse a file
 * @throws {InputError} when a column is empty throughout or holds what it cannot, a genre has too few rows, or a
 * column has another scale than in the training file
 */
export function checkUsable(
  { train, test, edm }: { train: Tracks; test: Tracks; edm?: Tracks },
  now: Date,
): string[] {
  const enough = train.rows >= LEAST_ROWS, thisYear = now.getUTCFullYear();
  const judged = (tracks: Tracks) => ({ file: tracks.file, tracks, columns: fileColumns(tracks) });
  const training = judged(train), others = [test, ...edm ? [edm] : []].map(judged);
  return [
    ...[training, ...others].flatMap(({ file, tracks, columns }) => [
      ...checkFilled(tracks, columns, tracks !== test),
      ...checkRanges(file, columns, thisYear),
    ]),
    ...fewRows(train),
    ...checkGenreSizes(train, enough, "add rows, or leave the genre out"),
    ...(edm ? checkGenreSizes(edm, enough, WITHOUT) : []),
    ...others.flatMap((other) => checkScales(training, other)),
  ];
}
