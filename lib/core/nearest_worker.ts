/** The nearest rows of one part of the queries, on a worker of its own. */
import type { Matrix } from "./matrix.ts";
import { serve } from "./pool.ts";
import { nearest } from "./nearest.ts";

serve(({ train, part, k }: { train: Matrix; part: Matrix; k: number }) => nearest(train, part, k));
