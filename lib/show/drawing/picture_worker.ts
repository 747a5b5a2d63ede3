/** Draws still pictures of figures on a worker of its own. */
import { serve } from "../../core/pool.ts";
import type { Spec } from "../spec.ts";
import { toPng } from "../static.ts";

serve(
  ({ spec, scale }: { spec: Spec; scale: number }) => toPng(spec, { scale }),
  (png) => [png.buffer as ArrayBuffer],
);
