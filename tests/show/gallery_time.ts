/** Figures along time, for the gallery, on sounds small enough to be read. */
import type { Frames } from "../../lib/audio/sound.ts";
import { timeline } from "../../lib/show/figures.ts";

export const frames = (rows: number, names: readonly string[]): Frames => ({
  ...{ rows, names, shape: [names.length], rate: 1000, hopLength: 250 },
  data: Float32Array.from({ length: rows * names.length }, (_, i) => Math.sin(i) * i / 4),
});
const tone = (rows: number) => ({
  samples: Float32Array.from({ length: rows }, (_, i) => Math.sin(i / 3) * i / rows),
  rate: 40,
});

export const timelines = {
  all: () =>
    timeline([
      { heading: "Wave", wave: tone(41), moments: { clicks: [.25, .75] } },
      {
        ...{ heading: "Bands", picture: frames(5, ["a", "b", "c"]), unit: "dB" },
        ...{ hz: [100, 400, 900], moments: { clicks: [.25], beats: [0, .5, 1, 7] } },
      },
      { heading: "Classes", picture: frames(5, ["C", "D"]), unit: "", range: [0, 1] },
      { heading: "Sizes", picture: frames(5, ["a", "b"]), unit: "deviations", standardised: true },
      { heading: "Onsets", curves: { mean: frames(5, ["x"]), more: frames(4, ["x"]) }, unit: "dB" },
      {
        heading: "Chords",
        segments: {
          truth: [{ start: 0, end: 1, label: "C:maj" }],
          found: [{ start: -1, end: .5, label: "C:maj" }, { start: .5, end: 2, label: "A:min" }],
        },
      },
    ], { title: "A second", to: 1 }),
  few: () => timeline([{ heading: "Samples", wave: tone(9) }], { title: "Few", from: .1, to: .2 }),
};
