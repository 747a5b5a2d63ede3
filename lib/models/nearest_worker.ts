/** The nearest rows of one part of the queries, on a worker of its own. */
import type { Matrix } from "../core/matrix.ts";
import { serve } from "../core/pool.ts";
import { nearest } from "./nearest.ts";

serve(({ train, part, k }: { train: Matrix; part: Matrix; k: number }) => nearest(train, part, k));
