/** 10 log₁₀, and a floor below the loudest of each example, through which no gradient goes. */
import { DECIBELS, type Decibels, LEAST_POWER } from "../../layers/decibels.ts";
import type { GraphBuilder } from "../layer.ts";

export const decibels: GraphBuilder = (layer, { g }, [x]) => {
  const axes = x.shape.map((_, axis) => axis).slice(1);
  const power = g.max(x, LEAST_POWER), all = g.mul(g.map("Log", power), DECIBELS);
  const floor = g.sub(g.peak(all, axes, true), (layer as Decibels).topDb);
  return {
    y: g.max(all, floor),
    back(dy) {
      const isLower = g.greater(floor, all), isLeast = g.greater(LEAST_POWER, x);
      const slope = g.div(DECIBELS, power);
      return [g.where(isLower, 0, g.where(isLeast, 0, g.mul(dy, slope)))];
    },
  };
};
