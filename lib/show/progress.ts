/** How far a long computation is, redrawn in place: in Jupyter, in a terminal, and sparsely in a log. */
import { isJupyter } from "../core/jupyter.ts";
import process from "node:process";
import { InputError } from "../core/errors.ts";
import { untilInterrupted } from "../core/interrupt.ts";
import { Pace } from "./pace.ts";
import { jupyterSink, plainSink, type Sink, terminalSink } from "./sinks.ts";

export type { Moment, Sink } from "./sinks.ts";

/** A running bar. */
export interface Progress {
  /** Whether the last state has been drawn: nothing more is. */
  readonly ended: boolean;
  /** `done` of the total is finished; `note` replaces the last one.
   *
   * @param secondsLeft where that is known better than by the pace of the steps so far; NaN where it is not */
  update(done: number, note?: string, secondsLeft?: number): void;
  /** Draws the last state. Await it in a notebook's cell to be sure that it is shown. */
  end(note?: string): Promise<void>;
}

/** The sink that suits where this runs. */
function sinkHere(): Sink {
  if (isJupyter()) return jupyterSink(Deno.jupyter.broadcast);
  for (const stream of [process.stdout, process.stderr]) {
    if (stream.isTTY) return terminalSink(stream);
  }
  return plainSink((line) => console.error(line));
}

/** Starts a bar. It ends by itself when the reader interrupts the notebook's cell.
 *
 * @param title what is being done
 * @param total how many steps there are
 * @param options.sink where to draw; chosen by itself when left out
 * @param options.now clock in milliseconds
 * @throws {InputError} when the total is not a number from 0
 * @example
 * ```ts
 * const bar = progress("folds", 5, { sink: { interval: 0, draw() {} } });
 * for (let fold = 1; fold <= 5; fold++) bar.update(fold, `fold ${fold}`);
 * await bar.end("done");
 * ```
 */
export function progress(
  title: string,
  total: number,
  { sink = sinkHere(), now = () => performance.now() } = {},
): Progress {
  if (!(total >= 0 && Number.isFinite(total))) {
    throw new InputError("a progress bar's total", { found: total, expected: "a number from 0" });
  }
  const start = now(), pace = new Pace();
  let done = 0, note = "", left = NaN, last = -Infinity, ended = false;
  let drawing = Promise.resolve();
  const draw = () => {
    last = now();
    const seconds = (last - start) / 1000, { perSecond } = pace;
    const secondsLeft = Number.isFinite(left)
      ? left
      : perSecond && Math.max(0, total - done) / perSecond;
    const moment = { title, done, total, note, seconds, perSecond, secondsLeft, ended };
    // one after the other; a bar that cannot be drawn must not end the computation
    drawing = drawing.then(() => sink.draw(moment)).catch(() => {});
  };
  const end = (text = note) => {
    if (!ended) {
      ended = true;
      note = text;
      signal.removeEventListener("abort", interrupted);
      draw();
    }
    return drawing;
  };
  const interrupted = () => void end(note ? `${note}, interrupted` : "interrupted");
  const signal = untilInterrupted();
  signal.addEventListener("abort", interrupted);
  draw();
  return {
    get ended() {
      return ended;
    },
    update(count, text, secondsLeft = NaN) {
      if (ended) return;
      done = count;
      note = text ?? note;
      left = secondsLeft;
      pace.add(done, (now() - start) / 1000);
      if (now() - last >= sink.interval) draw();
    },
    end,
  };
}

/** A bar for each thing that is computed of many rows, for functions that call back; none where all of it is there
 * within a second, as what is kept from an earlier run is.
 *
 * @returns call it after each row: how many are done, of how many, and what is done with them
 * @example
 * ```ts
 * const onProgress = progressBars();
 * for (let row = 1; row <= 80; row++) onProgress(row, 80, "described");
 * ```
 */
export function progressBars(
  options?: Parameters<typeof progress>[2],
): (done: number, total: number, what: string) => void {
  const { now = () => performance.now() } = options ?? {};
  let bar: Progress | undefined, began = 0;
  return (done, total, what) => {
    if (done === 1) began = now();
    if (!bar && (now() - began < 1000 || done === total)) return;
    bar ??= progress(what, total, options);
    bar.update(done);
    if (done < total) return;
    void bar.end();
    bar = undefined;
  };
}
