/** A fitted one-vs-one machine: the decision value of every pair of classes for any row. */
import { pairsOf } from "./coupling.ts";
import { startKernel } from "../core/kernels/load.ts";
import {
  blocked,
  type KernelFunction,
  kernelRow,
  SVM_KERNEL,
  type SvmFunctions,
} from "./svm_kernel.ts";

/** What one pair of classes learnt: `beta` of the first class's rows, then of the second's. */
interface PairSolution {
  readonly beta: Float64Array;
  readonly bias: number;
}

/** The support vectors of all pairs, class by class, and what each weighs in each pair. */
interface Machine {
  /** How many training rows matter to any pair. */
  readonly supportVectors: number;
  /** @param x n × d values → n × pairs decision values; above 0 is for the first of the pair */
  decide(x: Float32Array): Float64Array;
}

/** Puts the solutions of all pairs together. A row's kernel values are computed once for all of them.
 *
 * @param groups per class, its training rows (count × d)
 * @param solutions in the order of {@link pairsOf} */
export function assemble(
  groups: readonly Float32Array[],
  d: number,
  solutions: readonly PairSolution[],
  kernelFunction: KernelFunction,
): Machine {
  const pairs = pairsOf(groups.length);
  // Per class, the rows with a weight anywhere; each class is filled up to a multiple of eight with
  // weightless rows, so that the kernel's loops can start at any class.
  const chosen = groups.map((group, c) => {
    const weighs = new Uint8Array(group.length / d);
    pairs.forEach(([a, b], p) => {
      if (a !== c && b !== c) return;
      const from = a === c ? 0 : groups[a].length / d;
      for (let i = 0; i < weighs.length; i++) if (solutions[p].beta[from + i] !== 0) weighs[i] = 1;
    });
    return Int32Array.from(weighs.keys()).filter((i) => weighs[i]);
  });
  const sizes = chosen.map((rows) => 8 * Math.ceil(rows.length / 8)), starts: number[] = [];
  const total = sizes.reduce((at, size) => (starts.push(at), at + size), 0);

  const weights = 2 * (groups.length - 1) * total; // an upper bound of all pairs' lengths together
  const kernel = startKernel<SvmFunctions>(SVM_KERNEL, 4 * (total * (d + 1) + weights + d) + 4096);
  const table = new Float32Array(total * d);
  chosen.forEach((rows, c) =>
    rows.forEach((row, at) =>
      table.set(groups[c].subarray(row * d, (row + 1) * d), (starts[c] + at) * d)
    )
  );
  const x = blocked(kernel, table, d), query = kernel.float32(d), values = kernel.float32(total);
  const halves = pairs.map(([a, b], p) =>
    [a, b].map((c) => {
      const beta = kernel.float32(sizes[c]), from = c === a ? 0 : groups[a].length / d;
      chosen[c].forEach((row, at) => beta[at] = solutions[p].beta[from + row]);
      return { size: sizes[c], at: values.byteOffset + 4 * starts[c], beta: beta.byteOffset };
    })
  );
  return {
    supportVectors: chosen.reduce((sum, rows) => sum + rows.length, 0),
    decide(rows) {
      const n = rows.length / d, out = new Float64Array(n * pairs.length);
      for (let i = 0; i < n; i++) {
        query.set(rows.subarray(i * d, (i + 1) * d));
        kernelRow(kernel, kernelFunction, x, query, values.byteOffset);
        for (let p = 0; p < pairs.length; p++) {
          let sum = solutions[p].bias;
          for (const half of halves[p]) sum += kernel.call.dot(half.size, half.at, half.beta);
          out[i * pairs.length + p] = sum;
        }
      }
      return out;
    },
  };
}
