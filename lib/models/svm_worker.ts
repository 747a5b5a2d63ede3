/** One pair of classes at a time, on a worker of its own. */
import { serve } from "../core/pool.ts";
import { solveBinary } from "./smo.ts";

serve(solveBinary);
