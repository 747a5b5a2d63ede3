/** Whether files that can be read can also be learnt from, all of it found before anything is computed. */
import { fileColumns } from "./columns.ts";
import type { Dataset } from "./dataset.ts";
import { checkClassSizes, checkFilled, fewRows, LEAST_ROWS } from "./learnable.ts";
import { checkRanges } from "./ranges.ts";
import { checkScales } from "./scales.ts";

/** A file beside the training file. */
export interface OtherFile {
  /** What was read of it. */
  readonly data: Dataset;
  /** For a file whose classes are to be learnt too: what can be done besides giving a class more rows. */
  readonly instead?: string;
}

/** Judges the files of a study, each alone and the others beside the training file.
 *
 * @param now no date is later than in the year after
 * @returns sentences on what is strange, but no reason to refuse a file
 * @throws {InputError} when a column is empty throughout or holds what it cannot, a class has too few rows, or a
 * column has another scale than in the training file
 */
export function checkUsable(train: Dataset, others: readonly OtherFile[], now: Date): string[] {
  const enough = train.rows >= LEAST_ROWS, thisYear = now.getUTCFullYear();
  const judged = ({ data, instead }: OtherFile) => ({
    ...{ file: data.file, data, instead },
    columns: fileColumns(data),
  });
  const training = judged({ data: train, instead: "add rows, or leave it out" });
  const beside = others.map(judged), files = [training, ...beside];
  const withClasses = train.schema.columns[train.schema.task].kind === "class";
  return [
    ...files.flatMap(({ file, data, instead, columns }) => [
      ...checkFilled(data, columns, instead !== undefined),
      ...checkRanges(file, columns, thisYear),
    ]),
    ...fewRows(train),
    ...files.flatMap(({ data, instead }) =>
      withClasses && instead !== undefined ? checkClassSizes(data, enough, instead) : []
    ),
    ...beside.flatMap((other) => checkScales(training, other)),
  ];
}
