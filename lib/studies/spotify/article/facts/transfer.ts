/** What part 06 recorded of the transfer to a sixth genre. */
import { stepsToTarget } from "../../../../experiments/transfer/steps_to_target.ts";
import type { Run, Settings } from "../../../../experiments/runs/record.ts";
import { rankSettings, type SettingsStanding } from "../../../../experiments/runs/standings.ts";
import { type Verdict, verdict } from "../../../../publish/article/difference.ts";
import { type Evidence, question } from "../../../../publish/article/evidence.ts";
import type { Estimate, Spread } from "../../../../publish/article/numbers.ts";
import { overPairs } from "./paired.ts";

/** One way of training a network of six outputs. */
export interface Way {
  /** Where it starts, or how it goes on: "scratch", "hidden", "zeros", "frozenBody" … */
  readonly kind: string;
  readonly accuracy: Spread;
  /** Accuracy less that of a network from scratch, over paired seeds; undefined of that network. */
  readonly gain: Estimate | undefined;
  /** Mean accuracy on the known genres, and mean recall of the new one. */
  readonly known: number;
  readonly recall: number;
}

/** The network that was trained on new tracks: accuracy on the known genres, and where only these may be answered. */
interface Memory {
  readonly known: number;
  readonly among: number;
}

/** The transfer. */
export interface TransferFacts {
  readonly seeds: number;
  /** For the table: scratch first, then copied starts and ways to go on by accuracy; of the copied heads, which differ
   * in one row of weights alone, the best. */
  readonly starts: readonly Way[];
  readonly onward: readonly Way[];
  /** Of the ways in the table: the most accurate but scratch, those established to stay behind scratch, and whether one
   * is established to end above it. */
  readonly best: Way | undefined;
  readonly behind: readonly string[];
  readonly someAbove: boolean;
  /** Of the copied start that is most accurate before any step; undefined where nothing looked on the way. */
  readonly head: HeadStart | undefined;
  /** Whether that head start is established. */
  readonly sooner: boolean;
  /** Trained on new tracks alone, and with the share (the most that was tried) of old ones; undefined where not asked. */
  readonly forgetting:
    | { readonly alone: Memory; readonly replay: Memory | undefined; readonly share: number }
    | undefined;
  /** The smallest share of new tracks that was tried, and what transfer gains over scratch there. */
  readonly few: { readonly share: number; readonly gain: Estimate } | undefined;
  /** What transfer gains over scratch in the network that reads titles and albums, too. */
  readonly withTexts: Estimate | undefined;
}

/** What a copied network has in hand. */
interface HeadStart {
  /** Its accuracy before any step, and scratch's. */
  readonly before: number;
  readonly scratchBefore: number;
  /** Share of scratch's steps that it takes to come within a point of scratch's best; undefined where none gets there. */
  readonly share: Estimate | undefined;
  /** Whether that share is established to be below one. */
  readonly verdict: Verdict;
  /** How many seeds get there, of how many. */
  readonly reached: number;
  readonly seeds: number;
}

/** What part 06 recorded; undefined where it has no network from scratch to compare with. */
export function transferFacts({ runs }: Pick<Evidence, "runs">): TransferFacts | undefined {
  const own = runs.filter(({ part }) => part === "06");
  const started = rankSettings(question(own, "start", ["start", "newClass"]));
  const scratch = started.find(({ settings }) => settings.start === "scratch");
  if (!scratch) return undefined;
  const way = (standing: SettingsStanding, kind: string) => wayOf(standing, kind, scratch);
  const copied = started.filter((standing) => standing !== scratch);
  const heads = copied.filter(({ settings }) => settings.start === "head");
  const on = ["headFirst", "layerRates", "frozenBatchNorm", "l2sp", "distillation", "learningRate"];
  const found = rankSettings(question(own, "onward", on));
  const onward = found.flatMap((standing) => {
    const kind = onwardOf(standing.settings, found);
    return kind ? [way(standing, kind)] : [];
  });
  const starts = copied.filter((standing) => !heads.includes(standing) || standing === heads[0])
    .map((standing) => way(standing, startOf(standing.settings)));
  const told = onward.filter(({ kind }) => TOLD.has(kind)), shown = [...starts, ...told];
  const judged = (wanted: string) => shown.filter(({ gain }) => verdict(gain!) === wanted);
  const head = headOf(scratch, heads);
  return {
    seeds: scratch.runs.length,
    starts: [{ ...way(scratch, "scratch"), gain: undefined }, ...starts],
    onward: told,
    best: shown.toSorted((a, b) => b.accuracy.mean - a.accuracy.mean)[0],
    behind: judged("below").map(({ kind }) => kind),
    someAbove: judged("above").length > 0,
    head,
    sooner: head?.verdict === "below",
    forgetting: forgetting(own),
    few: few(own),
    withTexts: withTexts(own),
  };
}

/** The ways to go on that the table lists; all others stand in the notebook. */
const TOLD: ReadonlySet<string> = new Set(["headFirst", "frozenBody", "l2sp", "distillation"]);

function wayOf(standing: SettingsStanding, kind: string, scratch: SettingsStanding): Way {
  const { accuracy, knownAccuracy, newRecall } = standing.scores;
  return {
    kind,
    accuracy,
    gain: overPairs(standing, scratch),
    known: knownAccuracy?.mean ?? NaN,
    recall: newRecall?.mean ?? NaN,
  };
}

const startOf = ({ start, newClass }: Settings): string =>
  start === "scratch" || start === "hidden" ? start : String(newClass);

/** How a way goes on, by the settings it changes; undefined for what is a variant of another (a frozen body whose
 * batch normalisation moves). */
function onwardOf(settings: Settings, all: readonly SettingsStanding[]): string | undefined {
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
  heads: readonly SettingsStanding[],
): HeadStart | undefined {
  const before = ({ scores }: SettingsStanding) => scores.startAccuracy?.mean ?? NaN;
  const best = heads.toSorted((a, b) => before(b) - before(a))[0];
  const against = scratch.runs[0].label?.variant;
  if (!best || Number.isNaN(before(best)) || !against) return undefined; // no looks on the way
  const both = [...scratch.runs, ...best.runs];
  const [{ ratio, low, high, reached, seeds }] = stepsToTarget(both, { against, within: .01 });
  return {
    before: before(best),
    scratchBefore: before(scratch),
    share: Number.isNaN(ratio) ? undefined : { value: ratio, low, high },
    verdict: verdict({ low: low - 1, high: high - 1 }),
    reached,
    seeds,
  };
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
  const memory = ({ scores: { knownAccuracy, amongKnown } }: SettingsStanding): Memory => ({
    known: knownAccuracy.mean,
    among: amongKnown.mean,
  });
  return { alone: memory(alone), share, replay: share > 0 ? memory(replay) : undefined };
}

function few(own: readonly Run[]): TransferFacts["few"] {
  const tried = rankSettings(question(own, "newShare", ["start", "newClass", "newShare"]));
  const share = Math.min(...tried.map(({ settings }) => Number(settings.newShare)));
  const gain = overScratch(tried.filter(({ settings }) => settings.newShare === share));
  return gain && { share, gain };
}

const withTexts = (own: readonly Run[]): Estimate | undefined =>
  overScratch(rankSettings(question(own, "withTexts", ["start", "newClass"])));

/** What the best network with copied weights gains over the one from scratch. */
function overScratch(tried: readonly SettingsStanding[]): Estimate | undefined {
  const scratch = tried.find(({ settings }) => settings.start === "scratch");
  const copied = tried.find(({ settings }) => settings.start !== "scratch");
  return scratch && copied && overPairs(copied, scratch);
}
