/** Cosines of first and second halves, each example's own first. */
import { around, type Matching, NOBODY, TINY } from "../../layers/matching.ts";
import type { GraphBuilder } from "../layer.ts";

export const matching: GraphBuilder = (layer, { g }, [x]) => {
  const { candidates, temperature } = layer as Matching, [halves, width] = x.shape;
  const rows = halves / 2, own = around(rows, candidates), columns = own.length / rows;
  const length = g.map("Sqrt", g.add(g.sum(g.mul(x, x), [1], true), TINY)), unit = g.div(x, length);
  const [a, b] = g.split(g.reshape(unit, [rows, 2 * width]), [width, width], 1);
  const cosines = g.product(a, b, { transB: 1, alpha: 1 / temperature });
  const at = g.constant([...own], "int64", [rows, columns]);
  const found = g.op("GatherElements", [cosines, at], [rows, columns], { axis: 1 });
  const nobody = g.filled([rows, candidates - columns], NOBODY);
  return {
    y: columns < candidates ? g.concat([found, nobody], 1) : found,
    back(dy) {
      const d = columns < candidates ? g.slice(dy, 1, 0, columns) : dy,
        zeros = g.filled([rows, rows]);
      const dCosines = g.op("ScatterElements", [zeros, at, d], [rows, rows], { axis: 1 });
      const da = g.product(dCosines, b, { alpha: 1 / temperature });
      const db = g.product(dCosines, a, { transA: 1, alpha: 1 / temperature });
      const du = g.reshape(g.concat([da, db], 1), x.shape);
      const along = g.sum(g.mul(du, unit), [1], true); // a longer vector has the same cosines
      return [g.div(g.sub(du, g.mul(unit, along)), length)];
    },
  };
};
