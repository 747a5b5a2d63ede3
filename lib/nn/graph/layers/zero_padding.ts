/** Zeros around a picture. */
import type { GraphBuilder } from "../layer.ts";

export const zeroPadding: GraphBuilder = (layer, { g }, [x]) => {
  const { padding, dataFormat } = layer.getConfig() as unknown as {
    padding: readonly (readonly number[])[];
    dataFormat?: string;
  };
  if (dataFormat === "channelsFirst") return "padding with channels first";
  const [rows, columns] = padding, [, height, width] = x.shape;
  const pads = g.ints([0, rows[0], columns[0], 0, 0, rows[1], columns[1], 0]);
  const shape = [...x.shape];
  shape[1] += rows[0] + rows[1];
  shape[2] += columns[0] + columns[1];
  return {
    y: g.op("Pad", [x, pads], shape),
    back(dy) {
      const inside = g.slice(dy, 1, rows[0], rows[0] + height);
      return [g.slice(inside, 2, columns[0], columns[0] + width)];
    },
  };
};
