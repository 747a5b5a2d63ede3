/** Searches and judgements with their progress bars. */
import type { ExperimentEvent } from "../experiments/experiment.ts";
import type { RunnerStatus } from "../experiments/runners/runner.ts";
import type { SearchProgress } from "../experiments/search/search.ts";
import { otherCode } from "../experiments/runs/reuse.ts";
import { scoreOf } from "../experiments/runs/standings.ts";
import { metricOf } from "../evaluation/metrics/registry.ts";
import { type Progress, progress } from "./progress.ts";

/** What a search needs to be seen: its name, and a bar that begins with its first message and ends with its last.
 *
 * @param name of the search, and what stands before the bar
 * @param start how a bar is started
 * @example
 * ```ts ignore
 * const runs = await search(space, runner, { part: "03", ...watched("batch size") });
 * ```
 */
export function watched(
  name: string,
  start: typeof progress = progress,
): { name: string; onProgress: (progress: SearchProgress) => void } {
  let bar: Progress | undefined;
  return {
    name,
    onProgress(told) {
      const { done, total, running, reused, failed, best, score = "accuracy", outdated = 0 } = told;
      const { workers } = told;
      bar = going(bar, done) ?? start(name, total);
      const notes = [
        best && `best ${metricOf(score).label} ${scoreOf(best, score).toFixed(4)}`,
        reused > 0 && `${reused} from the records`,
        outdated > 0 && otherCode(outdated),
        failed > 0 && `${failed} failed`,
        workers && `${running} in the queue of ${workersText(workers)}`,
        workers?.trouble,
      ].filter(Boolean).join(", ");
      bar.update(done, notes, told.secondsLeft);
      if (running === 0 && done === total) void bar.end();
    },
  };
}

const workersText = ({ workers, slots }: RunnerStatus) =>
  `${workers} ${workers === 1 ? "worker" : "workers"}, ${slots} at a time`;

/** The bar, unless it was interrupted and the same begins again. */
const going = (bar: Progress | undefined, done: number) =>
  bar?.ended && done === 0 ? undefined : bar;

/** What an evaluation needs to be seen: a bar that ends with the last fit.
 *
 * @param title what stands before the bar
 * @example
 * ```ts ignore
 * const judged = await evaluate(models, tracks, split, rng, watchedFits("text alone"));
 * ```
 */
export function watchedFits(
  title: string,
  start: typeof progress = progress,
): { onFit: (done: number, note: string, total: number) => void } {
  let bar: Progress | undefined;
  return {
    onFit(done, note, total) {
      bar = going(bar, done) ?? start(title, total);
      bar.update(done, note);
      if (done === total) void bar.end();
    },
  };
}

/** Shows an experiment's events: a bar for each search and each evaluation, which ends with its last message.
 *
 * @param start how a bar is started
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const bars: string[] = [];
 * const show = shown((title, total) => {
 *   bars.push(`${title}, ${total}`);
 *   return { ended: false, update() {}, end: () => Promise.resolve() };
 * });
 * for (const done of [0, 1, 2]) show({ kind: "evaluation", name: "models", done, total: 2, note: "" });
 * assertEquals(bars, ["models, 2"]);
 * ```
 */
export function shown(start: typeof progress = progress): (event: ExperimentEvent) => void {
  const searches = new Map<string, ReturnType<typeof watched>["onProgress"]>();
  const evaluations = new Map<string, ReturnType<typeof watchedFits>["onFit"]>();
  return (event) => {
    const { name } = event;
    if (event.kind === "search") {
      const tell = searches.get(name) ?? watched(name, start).onProgress, { progress } = event;
      tell(progress);
      if (progress.running === 0 && progress.done === progress.total) searches.delete(name);
      else searches.set(name, tell);
    } else {
      const tell = evaluations.get(name) ?? watchedFits(name, start).onFit;
      tell(event.done, event.note, event.total);
      if (event.done === event.total) evaluations.delete(name);
      else evaluations.set(name, tell);
    }
  };
}
