/** Grows some of a forest's trees; one runs per core. */
import { serve } from "../core/pool.ts";
import { Rng } from "../core/rng.ts";
import { type CartSettings, growTree, type Tree } from "./cart.ts";
import type { RankedTable } from "./ranks.ts";

/** The trees `first` … `last` − 1 of a forest. */
export interface ForestTask {
  readonly table: RankedTable;
  readonly codes: Int32Array;
  readonly classes: number;
  readonly bootstrap: boolean;
  readonly features: number;
  readonly settings: CartSettings;
  /** Tree `i` is grown by `new Rng(seed).fork(i)`, in whichever worker. */
  readonly seed: string;
  readonly first: number;
  readonly last: number;
}

function growSome(task: ForestTask): Tree[] {
  const { table, codes, classes, bootstrap, features, settings, seed, first, last } = task;
  const weights = new Int32Array(table.rows), trees: Tree[] = [], root = new Rng(seed);
  for (let i = first; i < last; i++) {
    const rng = root.fork(i);
    weights.fill(bootstrap ? 0 : 1);
    if (bootstrap) { for (let k = 0; k < table.rows; k++) weights[rng.int(table.rows)]++; }
    trees.push(growTree(table, codes, classes, weights, features, settings, rng));
  }
  return trees;
}

serve(
  growSome,
  (trees: Tree[]) => trees.flatMap((tree) => Object.values(tree).map((array) => array.buffer)),
);
