/** The still pictures of a notebook's figures, drawn beside its cells: the kernel hands on what is to be drawn and goes
 * on with the next cell, while a worker of ours draws. */
import { Pool } from "../../core/pool.ts";
import { figureBundle, PICTURE_SCALE, UNDRAWN } from "../../show/figure.ts";
import type { Spec } from "../../show/spec.ts";
import { cutBundle } from "./cut.ts";
import type { Output } from "./document.ts";

const WORKER = new URL("../../show/drawing/picture_worker.ts", import.meta.url);

/** Draws one picture after the other, in the order asked; of one notebook, or of several in turn. */
export class StillPictures implements Disposable {
  readonly #pool = new Pool(WORKER, { size: 1 });
  readonly #drawn = new Map<Spec, Promise<Uint8Array | undefined>>();
  #abandoned = false;

  /** Begins to draw the figures among a cell's outputs. */
  begin(outputs: readonly Output[]): void {
    for (const output of outputs) {
      const spec = undrawn(output);
      if (!spec || this.#drawn.has(spec)) continue;
      const drawn = this.#pool.run<Uint8Array>({ spec, scale: PICTURE_SCALE }).catch((error) => {
        if (!this.#abandoned) throw error;
      });
      drawn.catch(() => {}); // whoever finishes is told
      this.#drawn.set(spec, drawn as Promise<Uint8Array | undefined>);
    }
  }

  /** Gives the figures among a cell's outputs their pictures, as soon as they are drawn.
   * @throws {Error} Plotly's own message when it cannot draw a figure, which then has no picture */
  async finish(outputs: readonly Output[]): Promise<void> {
    this.begin(outputs);
    for (const output of outputs) {
      const spec = undrawn(output);
      if (!spec || !("data" in output)) continue;
      const text = String(output.data["text/plain"]);
      output.data = cutBundle(figureBundle(spec, undefined, text));
      const png = await this.#drawn.get(spec);
      this.#drawn.delete(spec);
      output.data = cutBundle(figureBundle(spec, png, text));
    }
  }

  /** Draws no more: what is not drawn yet has no picture. */
  abandon(): void {
    this.#abandoned = true;
    this.#pool.close();
  }

  /** Ends the worker. */
  [Symbol.dispose](): void {
    this.abandon();
  }
}

const undrawn = (output: Output): Spec | undefined =>
  "data" in output ? output.data[UNDRAWN] as Spec | undefined : undefined;
