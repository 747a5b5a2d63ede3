/** Rows of which a network's mask would hide everything. */
import { InputError } from "../core/errors.ts";
import { type Inputs, rowSize } from "./inputs.ts";
import type { Network } from "./network.ts";

/** A network that passes over steps of zeros alone finds nothing in a row of zeros.
 *
 * @param which of which rows: "training"
 * @throws {InputError} on the first such row, if the network has a mask */
export function checkMasks({ model }: Network, x: Inputs, which: string): void {
  const mask = model.layers.find((layer) => layer.getClassName() === "PaddingMask");
  if (!mask) return;
  const size = rowSize(x);
  for (let row = 0; row < x.rows; row++) {
    let at = row * size;
    while (at < (row + 1) * size && x.data[at] === 0) at++;
    if (at < (row + 1) * size) continue;
    throw new InputError(
      `the mask hides every step of ${which} row ${row} (from 0): its numbers are zeros alone`,
      { found: `${size} zeros`, expected: `a step that is not filling, or masking: false` },
    );
  }
}
