/** The record of a run: what was asked, what came of it, and how it is written down. */
import type { Settings } from "../../core/settings.ts";
import { canonicalJson, isPlainObject, shortHash } from "./canonical.ts";
import { portable, portableData } from "../../core/places.ts";
import { estimatorCode } from "./code.ts";
import { type Versions, versions } from "./versions.ts";

/** The shape of the files; files of another shape are skipped. Those of 1 had no labels. */
const FORMAT = 2;

export type { Settings };

/** Plain keys by which articles and sites find a run, whatever its name and titles are. */
export interface Label {
  /** Which step of its part asked, such as "batchSize". */
  readonly step?: string;
  /** Which of several ways it was, such as "scratch". */
  readonly variant?: string;
  /** Which trick was added or left out, such as "dropout". */
  readonly trick?: string;
}

/** What determines a run's result, and its label, which does not. */
export interface RunKey {
  /** Which part of the study asked, such as "03". */
  readonly part: string;
  /** What was tried, such as "batch size". */
  readonly name: string;
  /** Of the model and its training. */
  readonly settings: Settings;
  /** From which all its randomness was drawn. */
  readonly seed: number;
  /** The data it saw: a hash of every number of it, how many training rows there are, and how its features
   * were made (which the hash covers, so that the id does not). */
  readonly data: {
    readonly fingerprint: string;
    readonly rows: number;
    readonly made?: unknown;
    /** A hash of the rows on either side of the split, where the fingerprint is of a whole file. */
    readonly sides?: string;
  };
  /** How training and validation rows were told apart, as plain data. */
  readonly split: unknown;
  /** No part of the id: another label is the same run. */
  readonly label?: Label;
}

/** Which study a run belongs to. */
export interface StudyOfRun {
  /** Of the course's files, all three; `data.fingerprint` may be of what was made from them. */
  readonly fingerprint: string;
  /** From which the study's randomness was drawn; a run's own may be drawn from it. */
  readonly seed: number;
}

/** The record of one training or one evaluation. */
export interface Run extends RunKey {
  /** {@linkcode runId} of the key. */
  readonly id: string;
  /** Whether there are scores, or an error. */
  readonly status: "done" | "failed";
  /** Why it failed. */
  readonly error?: string;
  /** Numbers by name, such as accuracy and macroF1; none when it failed. */
  readonly scores: Readonly<Record<string, number>>;
  /** Numbers per epoch, by name, such as loss and validationLoss. */
  readonly curve?: Readonly<Record<string, readonly number[]>>;
  /** What computed it, such as "wasm" or "tfjs", where there is more than one way. */
  readonly engine?: string;
  /** The study that asked last, where a folder of records was opened for one. */
  readonly study?: StudyOfRun;
  /** What it was computed with. */
  readonly versions: Versions;
  /** How long it took. This and `created` are all that differs between two runs of one key, but for scores and
   * curves whose names end in "seconds". */
  readonly seconds: number;
  /** When it ended, as ISO 8601. */
  readonly created: string;
}

/** Whether a run is a study's own.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallRun } from "../../../tests/experiments/small_run.ts";
 * const study = { fingerprint: "f", seed: 1 }, run = { ...smallRun({}, { accuracy: .6 }), study };
 * assertEquals([isOfStudy(run, study), isOfStudy(run, { ...study, seed: 2 })], [true, false]);
 * ```
 */
export function isOfStudy({ study }: Run, { fingerprint, seed }: StudyOfRun): boolean {
  return study?.fingerprint === fingerprint && study.seed === seed;
}

/** The same key gives the same id, on every machine, whatever the order of its settings.
 *
 * Paths count as `portable` writes them, so that a record is found again in another folder.
 *
 * @returns 16 hexadecimal digits
 * @throws {InputError} when settings or split are not plain data
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const key = { part: "03", name: "x", seed: 1, data: { fingerprint: "f", rows: 9 }, split: null };
 * assertEquals(
 *   runId({ ...key, settings: { a: 1, b: 2 } }),
 *   runId({ ...key, settings: { b: 2, a: 1 } }),
 * );
 * ```
 */
export function runId({ part, name, settings, seed, data, split }: RunKey): string {
  const { fingerprint, rows, sides } = data;
  const key = { part, name, settings, seed, data: { fingerprint, rows, sides }, split };
  return shortHash(canonicalJson(portableData(key), "run")); // of no folder of this machine
}

/** The label that a key asks for; undefined where it says nothing. */
export const labelOf = ({ label }: RunKey): Label | undefined =>
  label && Object.keys(label).length > 0 ? label : undefined;

/** The outcome of a training or an evaluation: scores, or the reason why it failed. */
export type Outcome =
  | Pick<Run, "seconds" | "scores" | "curve" | "engine"> & { readonly versions?: Versions }
  | { readonly seconds: number; readonly error: string };

/** The record of an outcome, made now, by the versions in use or those that the outcome names.
 *
 * @param code of what computed it (`codeOf`); that of all estimators where nothing is said
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const data = { fingerprint: "f", rows: 9 };
 * const key = { part: "02", name: "majority", settings: {}, seed: 1, data, split: null };
 * assertEquals(makeRun(key, { scores: { accuracy: .2 }, seconds: .1 }).status, "done");
 * ```
 */
export function makeRun(key: RunKey, outcome: Outcome, code: string = estimatorCode()): Run {
  const { part, name, settings, seed, data, split } = key, label = labelOf(key);
  return {
    id: runId(key),
    ...portableData({ part, name, settings, seed, data, split }),
    ...(label && { label }),
    status: "error" in outcome ? "failed" : "done",
    ...("error" in outcome ? { ...outcome, error: portable(outcome.error), scores: {} } : outcome),
    versions: { ...("versions" in outcome && outcome.versions || versions()), code },
    created: new Date().toISOString(),
  };
}

/** A record as text: one field per line, keys sorted within, so that two files compare line by line.
 *
 * @throws {InputError} when a setting is not plain data
 * @example
 * ```ts
 * import { assert } from "../../../tests/assert.ts";
 * import { smallRun } from "../../../tests/experiments/small_run.ts";
 * const text = formatRun(smallRun({ epochs: 20, dropout: .1 }, { accuracy: .6 }));
 * assert(text.includes('"settings": {"dropout":0.1,"epochs":20},\n'));
 * ```
 */
export function formatRun(run: Run): string {
  // JSON has no NaN: it is written as null and read as NaN again
  const numbers = (value: number) => Number.isFinite(value) ? value : null;
  const { scores, curve } = run;
  const fields: Record<string, unknown> = {
    format: FORMAT,
    id: run.id,
    part: run.part,
    name: run.name,
    label: run.label,
    settings: run.settings,
    seed: run.seed,
    data: run.data,
    split: run.split,
    status: run.status,
    error: run.error,
    scores: Object.fromEntries(Object.entries(scores).map(([k, v]) => [k, numbers(v)])),
    curve: curve &&
      Object.fromEntries(Object.entries(curve).map(([k, v]) => [k, Array.from(v, numbers)])),
    engine: run.engine,
    study: run.study,
    versions: run.versions,
    seconds: run.seconds,
    created: run.created,
  };
  const lines = Object.entries(fields).filter(([, value]) => value !== undefined)
    .map(([key, value]) => `  "${key}": ${canonicalJson(value, key)}`);
  return `{\n${lines.join(",\n")}\n}\n`;
}

/** A record's text as a run, or what is wrong with it.
 *
 * @param id the file's name, which must be the run's own
 * @returns a text, such as "is not a run's record", where it cannot be used
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallRun } from "../../../tests/experiments/small_run.ts";
 * const run = smallRun({ dropout: .1 }, { accuracy: .6, rocAuc: NaN });
 * assertEquals(parseRun(formatRun(run), run.id), run);
 * assertEquals(parseRun("{}", run.id), "is not a run's record");
 * ```
 */
export function parseRun(text: string, id: string): Run | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "is not JSON (half-written?)";
  }
  if (!isPlainObject(value) || !("format" in value)) return "is not a run's record";
  if (value.format !== FORMAT) return `has format ${value.format}, not ${FORMAT}`;
  const whole = isPlainObject(value.settings) && isPlainObject(value.scores) &&
    isPlainObject(value.data) && isPlainObject(value.versions) &&
    typeof value.created === "string" && typeof value.seconds === "number" &&
    (value.status === "done" || value.status === "failed");
  if (!whole) return "lacks fields of a run's record";
  const result = runOf(value);
  return result.id === id && id === runId(result) ? result : "holds another run than its name says";
}

/** The run of a record's JSON, of which nothing is checked. */
export function runOf(record: Record<string, unknown>): Run {
  const { format: _, ...run } = record as unknown as Run & { format: number };
  return withNaN(run);
}

/** Scores and curve that came as JSON, which has no NaN: null stands for it. */
export function withNaN<Scored extends Pick<Run, "scores" | "curve">>(
  { scores, curve, ...rest }: Scored,
): Omit<Scored, "scores" | "curve"> & Pick<Run, "scores" | "curve"> {
  const number = (value: number | null) => value ?? NaN;
  return {
    ...rest,
    scores: Object.fromEntries(Object.entries(scores).map(([k, v]) => [k, number(v)])),
    ...(curve && {
      curve: Object.fromEntries(Object.entries(curve).map(([k, v]) => [k, v.map(number)])),
    }),
  };
}
