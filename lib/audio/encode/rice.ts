/** Numbers that are mostly small in few bits: Rice's code, in parts that have a parameter each. */
import type { BitWriter } from "./bits.ts";

/** How a block is cut into 2 to the power of `partitionOrder` parts, and each part's parameter. */
export interface RicePlan {
  readonly partitionOrder: number;
  readonly parameters: readonly number[];
  /** About how many bits the numbers take. */
  readonly bits: number;
}

const MOST_PARAMETER = 14, MOST_ORDER = 6;

/** Positive numbers even, negative ones odd: 0, −1, 1, −2 … as 0, 1, 2, 3 … */
const folded = (value: number): number => value < 0 ? -2 * value - 1 : 2 * value;

/** The plan that takes the fewest bits.
 * @param order how many samples of the block stand before these numbers: its first part holds as many fewer */
export function planRice(residual: Int32Array, order: number): RicePlan {
  const block = residual.length + order;
  let finest = 0;
  while (finest < MOST_ORDER && block % 2 ** (finest + 1) === 0 && block >> (finest + 1) > order) {
    finest++;
  }
  let sums = new Float64Array(2 ** finest);
  const size = block >> finest;
  for (let i = 0; i < residual.length; i++) {
    sums[Math.floor((i + order) / size)] += folded(residual[i]);
  }
  let best: RicePlan | undefined;
  for (let partitionOrder = finest; partitionOrder >= 0; partitionOrder--) {
    let bits = 6;
    const parameters = Array.from(sums, (sum, part) => {
      const count = (block >> partitionOrder) - (part === 0 ? order : 0);
      const parameter = Math.min(
        MOST_PARAMETER,
        Math.max(0, Math.floor(Math.log2(sum / count * Math.LN2 + 1e-9) + 1)),
      );
      bits += 4 + count * (1 + parameter) +
        Math.max(0, sum - count * (2 ** parameter - 1) / 2) / 2 ** parameter;
      return parameter;
    });
    if (!best || bits < best.bits) best = { partitionOrder, parameters, bits };
    sums = Float64Array.from({ length: sums.length / 2 }, (_, i) => sums[2 * i] + sums[2 * i + 1]);
  }
  return best!;
}

/** Writes the numbers as planned. */
export function writeRice(
  writer: BitWriter,
  residual: Int32Array,
  order: number,
  { partitionOrder, parameters }: RicePlan,
): void {
  writer.write(0, 2); // parameters of four bits
  writer.write(partitionOrder, 4);
  const size = (residual.length + order) >> partitionOrder;
  let from = 0;
  parameters.forEach((parameter, part) => {
    const to = (part + 1) * size - order, scale = 2 ** parameter;
    writer.write(parameter, 4);
    for (; from < to; from++) {
      const value = folded(residual[from]);
      writer.unary(Math.floor(value / scale));
      writer.write(value % scale, parameter);
    }
  });
}
