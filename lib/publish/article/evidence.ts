/** What an out folder holds that an article can be made of: the records of one study of one data set. */
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { PROJECT_ROOT } from "../../core/places.ts";
import { fileNamePart } from "../../data/mod.ts";
import { canonicalJson, isPlainObject } from "../../experiments/runs/canonical.ts";
import type { ModelCard } from "../cards/card.ts";
import { isOfStudy, type Run } from "../../experiments/runs/record.ts";
import { openRuns, type SkippedFile } from "../../experiments/runs/runs.ts";
import { commandLine } from "../commands/command_line.ts";
import type { Study } from "../study.ts";

/** Everything that the article is made from. */
export interface Evidence {
  /** The folder of records, with the kept predictions in it. */
  readonly folder: string;
  /** Of the study's files. */
  readonly fingerprint: string;
  /** From which the study drew its randomness. */
  readonly seed: number;
  /** True where the data are the synthetic sample of this project. */
  readonly synthetic: boolean;
  /** The records of this study, whatever their status. */
  readonly runs: readonly Run[];
  /** Cards of the exported predictors, by the predictions' names. */
  readonly cards: Readonly<Record<string, ModelCard | undefined>>;
  /** Files that are no records or cards (half-written, of another version), and why. */
  readonly skipped: readonly SkippedFile[];
  /** How many records are of other data or of another seed. */
  readonly others: number;
}

/** What evidence is read by. */
export type EvidenceStudy = Pick<Study, "id" | "data" | "exports" | "open">;

/** Reads what a study left in its out folder. Where it holds records of several studies (other data, another
 * seed), those of the latest record's study are taken.
 *
 * @param nom the author's name in the names of the cards
 * @param data the study's folder of data where it was given, for the command in an error
 * @throws {InputError} when there is no record at all, or none that names its study
 */
export async function readEvidence(
  study: EvidenceStudy,
  { out, nom, data }: { readonly out: string; readonly nom: string; readonly data?: string },
): Promise<Evidence> {
  const { id } = study,
    folder = join(out, "runs"),
    store = openRuns(folder),
    all = await store.all();
  if (all.length === 0) {
    const [first] = store.skipped, count = store.skipped.length;
    const files = first
      ? ` (${count} unusable files, such as ${first.file}, which ${first.why})`
      : "";
    const again = commandLine("study", { id, out, data, nom });
    const what = `no records to write from${files}; run ${again}`;
    throw new InputError(what, { file: folder });
  }
  const ofStudy = newest(all.filter((run) => run.study))?.study;
  if (!ofStudy) {
    const fresh = commandLine("study --fresh", { id, out, data, nom });
    const what = `no record tells which study it is of; run ${fresh}`;
    throw new InputError(what, { file: folder });
  }
  const { fingerprint, seed } = ofStudy, runs = all.filter((run) => isOfStudy(run, ofStudy));
  const { cards, skipped } = await readCards(study, out, nom);
  return {
    folder,
    fingerprint,
    seed,
    synthetic: fingerprint === await sampleFingerprint(study),
    runs,
    cards,
    skipped: [...store.skipped, ...skipped],
    others: all.length - runs.length,
  };
}

/** The record that was made last. */
export const newest = (runs: readonly Run[]): Run | undefined =>
  runs.toSorted((a, b) => a.created < b.created ? 1 : -1)[0];

/** The latest record of each part and name, in the order of the parts, and in a part of their making. */
export function latestOfEach(runs: readonly Run[]): Run[] {
  const sorted = runs.toSorted((a, b) =>
    a.part.localeCompare(b.part) || a.created.localeCompare(b.created)
  );
  return [...Map.groupBy(sorted, ({ part, name }) => `${part} ${name}`).values()]
    .map((same) => same.at(-1)!);
}

/** The scores of the latest record of that part and name. */
export const latestScores = (
  runs: readonly Run[],
  part: string,
  name: string,
): Run["scores"] | undefined =>
  newest(runs.filter((run) => run.part === part && run.name === name))?.scores;

async function sampleFingerprint(study: EvidenceStudy): Promise<string | undefined> {
  if (study.data.sample === undefined) return undefined;
  const data = join(PROJECT_ROOT, "data", study.data.sample);
  return await study.open({ data }).then(({ fingerprint }) => fingerprint, () => undefined);
}

async function readCards(
  { exports }: EvidenceStudy,
  out: string,
  nom: string,
): Promise<Pick<Evidence, "cards" | "skipped">> {
  const cards: Record<string, ModelCard> = {}, skipped: SkippedFile[] = [];
  for (const { name } of exports) {
    const file = `${fileNamePart(nom)}_model_card_${name}.json`;
    const text = await Deno.readTextFile(join(out, file)).catch(() => undefined);
    if (text === undefined) continue;
    const card = parseCard(text);
    if (typeof card === "string") skipped.push({ file, why: card });
    else cards[name] = card;
  }
  return { cards, skipped };
}

function parseCard(text: string): ModelCard | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "is not JSON (half-written?)";
  }
  if (!isPlainObject(value)) return "is not a model card";
  const { format, ...card } = value;
  if (format !== 1) return `has format ${format}, not 1`;
  const whole = Array.isArray(card.judged) && isPlainObject(card.settings) &&
    typeof card.trainingRows === "number" && typeof card.seconds === "number" &&
    card.judged.every((line) =>
      isPlainObject(line) && typeof (line.accuracy ?? line.weightedF1) === "number" &&
      typeof line.rows === "number"
    );
  return whole ? card as unknown as ModelCard : "lacks fields of a model card";
}

/** The done runs that answer one question under one plan. Where it was asked several times (with `--quick` first, say),
 * those with the most epochs count, then the most runs, then the latest.
 *
 * @param step as the runs' label has it
 * @param varied the settings that the question is about; all others are the same in all runs
 * @param options.data true where the question is about the data too, such as which inputs to use
 */
export function question(
  runs: readonly Run[],
  step: string,
  varied: readonly string[],
  options: { part?: string; data?: boolean } = {},
): Run[] {
  const plans = new Map<string, Run[]>();
  for (const run of runs) {
    const { settings, split, data, status, label } = run;
    if (label?.step !== step || run.part !== (options.part ?? run.part) || status !== "done") {
      continue;
    }
    const fixed = Object.fromEntries(
      Object.entries(settings).filter(([key]) => !varied.includes(key)),
    );
    const known = Object.keys(settings).sort(); // other versions know other settings
    const key = canonicalJson([known, fixed, split, options.data ? null : data.fingerprint]);
    plans.set(key, [...plans.get(key) ?? [], run]);
  }
  const effort = (plan: readonly Run[]) =>
    Math.max(...plan.map(({ settings }) => Number(settings.epochs ?? 0)));
  const best = [...plans.values()].sort((a, b) =>
    effort(b) - effort(a) || b.length - a.length ||
    (newest(a)!.created < newest(b)!.created ? 1 : -1)
  )[0];
  return best ?? [];
}
