/** Pieces of a sound that overlap: rows of hops, side by side. */
import { type Frames, placesOf } from "../../layers/frames.ts";
import type { GraphBuilder } from "../layer.ts";

export const frames: GraphBuilder = (layer, { g }, [x]) => {
  const { frameLength, hop } = layer as Frames, [examples, samples] = x.shape;
  const { frames, pieces, before, after } = placesOf({ frameLength, hop }, samples);
  const rows = frames + pieces - 1, flat = g.reshape(x, [examples, samples]);
  const around = g.op("Pad", [flat, g.ints([0, before, 0, after])], [examples, rows * hop]);
  const hops = g.reshape(around, [examples, rows, hop]);
  return {
    y: g.concat(Array.from({ length: pieces }, (_, i) => g.slice(hops, 1, i, i + frames)), 2),
    back(dy) {
      const parts = g.split(dy, Array.from({ length: pieces }, () => hop), 2);
      const placed = parts.map((part, i) =>
        g.op("Pad", [part, g.ints([0, i, 0, 0, pieces - 1 - i, 0])], hops.shape)
      );
      const sum = g.reshape(placed.reduce((a, b) => g.add(a, b)), around.shape);
      return [g.reshape(g.slice(sum, 1, before, before + samples), x.shape)];
    },
  };
};
