/** The still pictures of a notebook's figures, drawn beside its cells: the kernel hands on what is to be drawn and goes
 * on with the next cell, while a worker of ours draws. */
import { Buffer } from "node:buffer";
import { Pool } from "../../core/pool.ts";
import { codeOf } from "../../experiments/runs/code.ts";
import { figureBundle, PICTURE_SCALE, UNDRAWN } from "../../show/figure.ts";
import { type Spec, staticSize } from "../../show/spec.ts";
import { cutBundle } from "./cut.ts";
import { pictureSize } from "../kernel/picture_size.ts";
import type { Notebook, Output } from "./document.ts";

const WORKER = new URL("../../show/drawing/picture_worker.ts", import.meta.url);
const PLOTLY = "application/vnd.plotly.v1+json";

/** Draws one picture after the other, in the order asked; of one notebook, or of several in turn. A figure that an earlier
 * execution has shown is not drawn again. */
export class StillPictures implements Disposable {
  /** Stands in an executed notebook's metadata: what drew its pictures. */
  readonly drawnBy = codeOf(WORKER);
  readonly #pool = new Pool(WORKER, { size: 1 });
  /** By figure and width. */
  readonly #known = new Map<string, Uint8Array>();
  readonly #drawn = new Map<Spec, Promise<Uint8Array | undefined>>();
  #abandoned = false;

  /** Takes the pictures of an executed notebook over, where the same code drew them. */
  know({ cells, metadata }: Notebook): void {
    if (metadata.drawnBy !== this.drawnBy) return;
    for (const output of cells.flatMap(({ outputs = [] }) => outputs)) {
      const { [PLOTLY]: figure, "image/png": png } = "data" in output ? output.data : {};
      if (!figure || typeof png !== "string") continue;
      const bytes = Buffer.from(png, "base64"), width = bytes.readUInt32BE(16); // of a PNG's header
      this.#known.set(keyOf(figure, Math.round(width / PICTURE_SCALE)), bytes);
    }
  }

  /** Begins to draw the figures among a cell's outputs. */
  begin(outputs: readonly Output[]): void {
    for (const output of outputs) {
      const spec = undrawn(output);
      if (!spec || this.#drawn.has(spec)) continue;
      const drawn = this.#draw(spec).catch((error) => {
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
      output.metadata = pictureSize(output.data);
    }
  }

  #draw(spec: Spec): Promise<Uint8Array> {
    const { [PLOTLY]: figure } = figureBundle(spec, undefined, "");
    const known = this.#known.get(keyOf(figure, Math.round(staticSize(spec.layout).width)));
    return known
      ? Promise.resolve(known)
      : this.#pool.run<Uint8Array>({ spec, scale: PICTURE_SCALE });
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

/** The interactive figure has no width of its own, but the picture has. */
const keyOf = (figure: unknown, width: number) => `${width} ${JSON.stringify(figure)}`;
