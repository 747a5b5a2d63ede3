/** What part 06 recorded of the transfer to a sixth genre. */
import {
  type StepsToTarget,
  stepsToTarget,
} from "../../../experiments/transfer/steps_to_target.ts";
import type { Run, Settings } from "../../../experiments/runs/record.ts";
import { rankSettings, type SettingsStanding } from "../../../experiments/runs/standings.ts";
import { type Evidence, question } from "../evidence.ts";
import type { Interval } from "../numbers.ts";
import { overPairs } from "./networks.ts";

/** One way of training a network of six outputs. */
export interface Way {
  readonly kind: WayKind;
  readonly standing: SettingsStanding;
  /** Accuracy less that of a network from scratch, over paired seeds. */
  readonly gain: Interval & { readonly value: number };
}

/** What sets a way apart: where it starts, or how it goes on. */
export type WayKind =
  | "scratch"
  | "hidden"
  | "zeros"
  | "mean"
  | "imprinted"
  | "everything"
  | "headFirst"
  | "slowBody"
  | "frozenBody"
  | "l2sp"
  | "distillation"
  | "smallSteps";

/** The transfer. */
export interface TransferFacts {
  readonly trainingRows: number;
  readonly seeds: number;
  /** Scratch first, then by accuracy. */
  readonly starts: readonly Way[];
  readonly onward: readonly Way[];
  /** Of the copied start that is most accurate before any step: that accuracy, scratch's, and how many steps it saves. */
  readonly head?: {
    readonly before: number;
    readonly scratchBefore: number;
    readonly steps: StepsToTarget;
  };
  /** Trained on new tracks alone, with a tenth (or the most) of the old ones, and after the transfer with all. */
  readonly forgetting?: {
    readonly alone: SettingsStanding;
    readonly replay?: SettingsStanding;
    readonly share: number;
  };
  /** The smallest share of new tracks that was tried, and what transfer gains over scratch there. */
  readonly few?: Interval & { readonly share: number; readonly value: number };
  /** What transfer gains over scratch in the network that reads titles and albums, too. */
  readonly withTexts?: Interval & { readonly value: number };
}

/** What part 06 recorded; undefined where it has no network from scratch to compare with. */
export function transferFacts({ runs }: Pick<Evidence, "runs">): TransferFacts | undefined {
  const own = runs.filter(({ part }) => part === "06");
  const started = rankSettings(question(own, "start", ["start", "newClass"]));
  const scratch = started.find(({ settings }) => settings.start === "scratch");
  if (!scratch) return undefined;
  const way = (standing: SettingsStanding, kind: WayKind): Way => ({
    kind,
    standing,
    gain: overPairs(standing, scratch),
  });
  const starts = started.map((standing) => way(standing, startOf(standing.settings)));
  const on = ["headFirst", "layerRates", "frozenBatchNorm", "l2sp", "distillation", "learningRate"];
  const onward = rankSettings(question(own, "onward", on));
  return {
    trainingRows: scratch.runs[0].data.rows,
    seeds: scratch.runs.length,
    starts: [
      ...starts.filter(({ kind }) => kind === "scratch"),
      ...starts.filter(({ kind }) => kind !== "scratch"),
    ],
    onward: onward.flatMap((standing) => {
      const kind = onwardOf(standing.settings, onward);
      return kind ? [way(standing, kind)] : [];
    }),
    head: headOf(scratch, started),
    forgetting: forgetting(own),
    few: few(own),
    withTexts: withTexts(own),
  };
}

const startOf = ({ start, newClass }: Settings): WayKind =>
  start === "scratch" ? "scratch" : start === "hidden" ? "hidden" : newClass as WayKind;

/** How a way goes on, by the settings it changes; undefined for what is a variant of another (a frozen body whose
 * batch normalisation moves). */
function onwardOf(settings: Settings, all: readonly SettingsStanding[]): WayKind | undefined {
  const rates = settings.layerRates as Record<string, number>;
  const fastest = Math.max(...all.map((other) => Number(other.settings.learningRate)));
  if (settings.frozenBatchNorm === "training") return undefined;
  if (Number(settings.headFirst) > 0) return "headFirst";
  if (rates["*"] === 0) return "frozenBody";
  if (rates["*"] !== undefined) return "slowBody";
  if (settings.l2sp) return "l2sp";
  if (settings.distillation) return "distillation";
  return Number(settings.learningRate) < fastest ? "smallSteps" : "everything";
}

function headOf(
  scratch: SettingsStanding,
  started: readonly SettingsStanding[],
): TransferFacts["head"] {
  const before = ({ scores }: SettingsStanding) => scores.startAccuracy?.mean ?? NaN;
  const copied = started.filter(({ settings }) => settings.start === "head");
  const best = copied.toSorted((a, b) => before(b) - before(a))[0];
  const against = scratch.runs[0].label?.variant;
  if (!best || Number.isNaN(before(best)) || !against) return undefined; // no looks on the way
  const both = [...scratch.runs, ...best.runs];
  const [steps] = stepsToTarget(both, { against, within: .01 });
  return { before: before(best), scratchBefore: before(scratch), steps };
}

function forgetting(own: readonly Run[]): TransferFacts["forgetting"] {
  const varied = ["oldShare", "oneClass", "classWeights", "layerRates", "l2sp", "distillation"];
  const tried = rankSettings(question(own, "forgetting", varied));
  const plain = tried.filter(({ settings: { layerRates, l2sp, distillation } }) =>
    Object.keys(layerRates as object).length === 0 && !l2sp && !distillation
  ).sort((a, b) => Number(a.settings.oldShare) - Number(b.settings.oldShare));
  const alone = plain.find(({ settings }) => settings.oldShare === 0), replay = plain.at(-1);
  if (!alone || !replay) return undefined;
  const share = Number(replay.settings.oldShare);
  return { alone, share, ...(share > 0 && { replay }) };
}

function few(own: readonly Run[]): TransferFacts["few"] {
  const tried = rankSettings(
    question(own, "newShare", ["start", "newClass", "newShare"]),
  );
  const share = Math.min(...tried.map(({ settings }) => Number(settings.newShare)));
  const at = tried.filter(({ settings }) => settings.newShare === share);
  const scratch = at.find(({ settings }) => settings.start === "scratch");
  const copied = at.find(({ settings }) => settings.start !== "scratch");
  return scratch && copied && { share, ...overPairs(copied, scratch) };
}

function withTexts(own: readonly Run[]): TransferFacts["withTexts"] {
  const tried = rankSettings(question(own, "withTexts", ["start", "newClass"]));
  const scratch = tried.find(({ settings }) => settings.start === "scratch");
  const copied = tried.find(({ settings }) => settings.start !== "scratch");
  return scratch && copied && overPairs(copied, scratch);
}
