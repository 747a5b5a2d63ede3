/** Many steps by one run of a graph: what plain trainings are made of, for there a call of ONNX Runtime costs more than
 * some of its operators. */
import type { OnnxRuntime, OnnxTensor } from "../../core/onnx_runtime.ts";
import type { Rng } from "../../core/rng.ts";
import type { Arena } from "../arena.ts";
import type { Batch } from "../batches.ts";
import type { Descent, Step } from "../descent.ts";
import type { Network } from "../network.ts";
import type { Parameters } from "../parameters.ts";
import type { TrainSettings } from "../settings.ts";
import { readGroup, writeGroup } from "./groups.ts";
import type { Sessions } from "./sessions.ts";
import { StepFeeds } from "./step_feeds.ts";
import { RATES, type TrainingGraph, trainingGraph } from "./training_graph.ts";
import { settingFeeds, takeResults, weightFeeds, weightNames } from "./weights.ts";

/** A run can be neither seen into nor stopped: it takes so long at most, or one step. Weights and moments are copied in and
 * out by every run, so that many of them may take longer: so many numbers, a millisecond more. */
const MOST_MS = 100, MOST_STEPS = 50, NUMBERS_PER_MS = 1 << 14;

/** Numbers that the batches of one run may take in memory. */
const NUMBERS = 1 << 22;

/** Where a descent stands. */
export interface Ground {
  readonly network: Network;
  readonly parameters: Parameters;
  readonly arena: Arena;
  readonly runtime: OnnxRuntime;
  readonly sessions: Sessions;
  /** Seeds of dropout, one for each step. */
  readonly rng: Rng;
}

/** What the settings ask for that stands between a gradient and the optimiser, and is not written into graphs. */
export const needsStepwise = ({ statistics, l2sp }: TrainSettings): boolean =>
  statistics || l2sp !== 0;

/** @param size examples of all batches but, maybe, an epoch's last
 * @param perEpoch how many there are, after which weights are looked at: no run is longer */
export function graphDescent(
  { network, parameters, arena, runtime, sessions, rng }: Ground,
  settings: TrainSettings,
  size: number,
  perEpoch: number,
): Descent {
  const { fixed, constants } = weightNames(parameters);
  const graphs = new Map<number, Promise<Ready>>();
  const readyFor = async ({ size, soft, form }: Batch): Promise<Ready> => {
    const plan = { network, parameters, soft, form }, own = size === most ? room : 1;
    const made = trainingGraph(plan, settings, size, own === 1);
    if (typeof made === "string") throw new Error(made); // it could be written before
    const session = await sessions.of(made);
    const feeds = new StepFeeds(made.slots, own);
    return { ...made, session, feeds, fed: settingFeeds(made.settings, runtime) };
  };
  const most = size,
    room = Math.max(
      1,
      Math.min(
        MOST_STEPS,
        perEpoch,
        Math.floor(NUMBERS / (size * (network.width + 2 * network.classes))),
      ),
    );
  let count = Math.min(room, 4), t = 0, moments: Record<string, OnnxTensor> | undefined;
  const still = weightFeeds(fixed, arena, runtime);

  return {
    get most() {
      return count;
    },
    async steps(take, rates) {
      const first = take();
      if (!graphs.has(first.size)) graphs.set(first.size, readyFor(first));
      const ready = await graphs.get(first.size)!, made: Step[] = [];
      // an epoch's last batch may be of another size: it is left for a run of its own
      let batch: Batch | undefined = first, rest: Batch | undefined, n = 0;
      while (batch) {
        ready.feeds.put(n++, batch, rng.uint32(), arena);
        batch = n < rates.length ? take() : undefined;
        if (batch && batch.size !== first.size) [rest, batch] = [batch, undefined];
      }
      made.push(...await run(ready, first.size, rates.slice(0, n)));
      const isFine = made.every(({ loss }) => Number.isFinite(loss));
      if (rest && isFine) made.push(...await this.steps(() => rest, rates.slice(n)));
      return made;
    },
  };

  async function run(ready: Ready, size: number, rates: readonly number[]): Promise<Step[]> {
    const { groups, rule, session, feeds, fed } = ready, steps = rates.length;
    const { tensor } = runtime, start = performance.now();
    moments ??= Object.fromEntries(
      groups.flatMap(({ length }, i) =>
        Array.from(
          { length: rule.moments },
          (_, k) => [`m${k}.${i}`, tensor(new Float32Array(length), [length])] as const,
        )
      ),
    );
    const told = rates.map((rate, i) => [rate, ...rule.numbers(t + i + 1)]);
    const found = await session.run({
      ...still,
      ...fed,
      ...moments,
      ...weightFeeds(constants, arena, runtime),
      ...feeds.tensors(runtime, steps),
      ...Object.fromEntries(
        groups.map((group, i) => [`w${i}`, tensor(readGroup(group, arena), [group.length])]),
      ),
      ...Object.fromEntries(
        told[0].map((_, k) => [
          RATES[k],
          tensor(Float32Array.from(told, (numbers) => numbers[k]), [steps]),
        ]),
      ),
    });
    const column = (name: string) => found[name].data as Float32Array;
    const made = rates.map((_, i): Step => ({
      size,
      loss: column("loss")[i],
      accuracy: column("accuracy")[i],
      norm: column("norm")[i],
    }));
    if (!made.every(({ loss }) => Number.isFinite(loss))) return made;
    t += steps;
    groups.forEach((group, i) => writeGroup(group, column(`nextw${i}`), arena));
    takeResults(found, "next", constants, arena, ({ at }) => at);
    moments = Object.fromEntries(Object.keys(moments).map((name) => [name, found[`next${name}`]]));
    const ms = (performance.now() - start) / steps;
    const longest = MOST_MS + groups.reduce((sum, { length }) => sum + length, 0) / NUMBERS_PER_MS;
    count = Math.max(1, Math.min(room, 2 * count, Math.floor(longest / ms)));
    return made;
  }
}

type Ready = TrainingGraph & {
  readonly session: Awaited<ReturnType<Sessions["of"]>>;
  readonly feeds: StepFeeds;
  readonly fed: Readonly<Record<string, OnnxTensor>>;
};
