/** Networks with a tower for each block of columns, as a kind of network. */
import {
  fusionMlp,
  JOIN_DEFAULTS,
  type JoinSettings,
  type TowerPlan,
  towerSettings,
} from "../fusion.ts";
import { denseCost, type NetworkKind } from "./kind.ts";

/** How towers are joined, and the towers by name, each with the number of its columns. */
export interface FusionPlan extends JoinSettings {
  /** By name, in the order of their columns. */
  towers: Readonly<Record<string, TowerPlan>>;
}

/** See `fusionMlp`; a piecewise-linear embedding must bring its edges. */
export const fusion: NetworkKind<FusionPlan> = {
  name: "fusion",
  defaults: Object.freeze({ ...JOIN_DEFAULTS, towers: {} }),
  build: ({ towers = {}, ...plan }, rng) => fusionMlp({ ...plan, towers }, rng),
  cost({ classes, towers = {}, ...given }) {
    const join = { ...JOIN_DEFAULTS, ...given };
    const ends = Object.values(towers).map(({ columns, from: _, ...own }) => {
      const sizes = [columns, ...towerSettings(own, join).layers];
      return { width: sizes.at(-1)!, cost: denseCost(sizes) };
    });
    const side = ends.reduce((sum, { width }) => sum + width, 0);
    const first = join.join === "gated" ? ends[0]?.width ?? 0 : side;
    const gate = join.join === "gated" ? side * (side - (ends.at(-1)?.width ?? 0)) : 0;
    return ends.reduce((sum, { cost }) => sum + cost, 0) + gate +
      join.members * denseCost([first, ...join.head, classes]);
  },
};
