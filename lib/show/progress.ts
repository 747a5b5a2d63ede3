/** How far a long computation is, redrawn in place: in Jupyter, in a terminal, and sparsely in a log. */
import { isJupyter } from "../core/jupyter.ts";
import process from "node:process";
import { InputError } from "../core/errors.ts";
import { jupyterSink, plainSink, type Sink, terminalSink } from "./sinks.ts";

export type { Moment, Sink } from "./sinks.ts";

/** A running bar. */
export interface Progress {
  /** `done` of the total is finished; `note` replaces the last one. */
  update(done: number, note?: string): void;
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

/** Starts a bar.
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
  const start = now();
  let done = 0, note = "", last = -Infinity, ended = false;
  let drawing = Promise.resolve();
  const draw = () => {
    last = now();
    const moment = { title, done, total, note, seconds: (last - start) / 1000, ended };
    // one after the other; a bar that cannot be drawn must not end the computation
    drawing = drawing.then(() => sink.draw(moment)).catch(() => {});
  };
  draw();
  return {
    update(count, text) {
      if (ended) return;
      done = count;
      note = text ?? note;
      if (now() - last >= sink.interval) draw();
    },
    end(text) {
      if (!ended) {
        ended = true;
        note = text ?? note;
        draw();
      }
      return drawing;
    },
  };
}
