/** What a heatmap makes of values that name their own rows and columns. */
import type { HeatmapOptions } from "./heatmap.ts";
import type { Matrix } from "../../core/matrix.ts";
import type { Correlations } from "../../evaluation/statistics/correlations.ts";
import type { Profiles } from "../../evaluation/statistics/profile.ts";

/** A value that a heatmap can draw as it is. */
export type Heat = Matrix | Correlations | Profiles;

/** Its numbers and names, and how they are best shown. */
export function inNumbers(of: Heat): Omit<HeatmapOptions, "title"> {
  if ("deviations" in of) {
    const { deviations: z, columns: y, classes: x } = of;
    return { z, x, y, unit: "standard deviations", diverging: true, digits: 2 };
  }
  if ("values" in of) {
    const { values: z, names, method } = of;
    return {
      ...{ z, x: names, y: names, diverging: true, range: [-1, 1] },
      unit: method === "spearman" ? "Spearman's ρ" : "Pearson's r",
      digits: names.length <= 20 ? 2 : false,
      height: Math.min(1000, 220 + 34 * names.length),
    };
  }
  const { data, rows, names: x } = of, d = x.length;
  const z = Array.from({ length: rows }, (_, i) => data.subarray(i * d, (i + 1) * d));
  return { z, x, y: z.map((_, i) => i + 1), unit: "" };
}
