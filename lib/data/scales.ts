/** Whether a file measures in the units of another: a column in seconds there and in milliseconds here is no fault of
 * either file alone. */
import { basename } from "node:path";
import { InputError } from "../core/errors.ts";
import type { FileColumn } from "./columns.ts";

/** Of fewer values nothing is claimed. */
const ENOUGH = 20;
/** So many, evenly spread over the file, tell as much as all. */
const SAMPLE = 1000;
/** Distributions are apart when a share of one lies where at most so little less of the other does. */
const APART = .8;
/** And alike below this distance, which samples of {@linkcode ENOUGH} reach by chance. */
const ALIKE = .4;

/** A sample of the numbers in ascending order, those missing and zeros left out, for 0 has no scale. */
function sorted(numbers: Float64Array): Float64Array {
  const step = Math.max(1, Math.ceil(numbers.length / SAMPLE)), some: number[] = [];
  for (let row = 0; row < numbers.length; row += step) if (numbers[row]) some.push(numbers[row]);
  return Float64Array.from(some).sort();
}

const median = (values: Float64Array): number => values[values.length >> 1];

/** The greatest difference of two cumulative distributions, 0 to 1 (Kolmogorov, Smirnov); `factor` times `b`. */
function distance(a: Float64Array, b: Float64Array, factor = 1): number {
  let i = 0, j = 0, greatest = 0;
  while (i < a.length && j < b.length) {
    const x = Math.min(a[i], b[j] * factor);
    while (i < a.length && a[i] <= x) i++;
    while (j < b.length && b[j] * factor <= x) j++;
    greatest = Math.max(greatest, Math.abs(i / a.length - j / b.length));
  }
  return greatest;
}

/** Holds the quantities of a file against those of the training file.
 *
 * @param file the other file's name, for messages
 * @returns a sentence for each column whose values lie far from those of the training file
 * @throws {InputError} when a column is like the training file's once its decimal point is moved, and not before
 */
export function checkScales(
  training: { readonly file: string; readonly columns: readonly FileColumn[] },
  { file, columns }: { readonly file: string; readonly columns: readonly FileColumn[] },
): string[] {
  const warnings: string[] = [], known = basename(training.file);
  columns.forEach(({ spec, numbers, present, cell }, c) => {
    if (spec.kind !== "quantity" || !numbers) return;
    const a = sorted(training.columns[c].numbers!), b = sorted(numbers);
    if (Math.min(a.length, b.length) < ENOUGH || distance(a, b) <= APART) return;
    const of = (values: Float64Array) => Number(median(values).toPrecision(3));
    const places = [-3, -2, -1, 1, 2, 3].find((k) => distance(a, b, 10 ** k) < ALIKE);
    if (places !== undefined) {
      const first = numbers.findIndex((value) => !Number.isNaN(value)), n = Math.abs(places);
      throw new InputError(
        `another scale than in ${known}, in ${present} rows: like it only with the decimal point moved by ${n} ` +
          `place${n > 1 ? "s" : ""} (median ${of(b)}, there ${of(a)})`,
        {
          ...{ file, row: first + 2, column: spec.name, found: cell(first) },
          expected: `the unit and decimal point of ${known}`,
        },
      );
    }
    const ratio = Math.abs(median(a) / median(b));
    if (ratio < 10 && ratio > .1) return;
    warnings.push(
      `${spec.name} of ${basename(file)} (median ${of(b)}) lies far from that of ${known} (median ${
        of(a)
      }): ` +
        "the models have not learnt from such rows.",
    );
  });
  return warnings;
}
