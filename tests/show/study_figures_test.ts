import { InputError } from "../../lib/core/errors.ts";
import { matrix } from "../../lib/core/matrix.ts";
import { ValidationCurve } from "../../lib/evaluation/score_curve.ts";
import { dependenceCurves } from "../../lib/show/figures/dependence.ts";
import { scoreCurves } from "../../lib/show/figures/score_curves.ts";
import { classColours } from "../../lib/show/theme.ts";
import { assert, assertEquals } from "../assert.ts";

const at = (value: number, validation: number, training: number) => ({
  value,
  scores: { accuracy: validation },
  trainingScores: { accuracy: training },
});

/** Runs something that must be refused. */
function refused(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error("nothing was refused");
}

Deno.test("a setting over many magnitudes is drawn logarithmically, a ring at its best value", () => {
  const { data, layout } = scoreCurves([
    { name: "svm: c", points: [at(.1, .5, .5), at(2, .6, .7), at(32, .55, .9)], best: () => 2 },
    { name: "tree: maxDepth", points: [at(2, .4, .4), at(4, .45, .5)], best: () => 4 },
  ]);
  const axis = (key: string) => layout[key] as { type?: string; tickvals: number[] };
  assertEquals([axis("xaxis").type, axis("xaxis2").type], ["log", undefined]);
  assertEquals(axis("xaxis2").tickvals, [2, 4]);
  const rings = data.filter(({ name }) => name === "best validation");
  assertEquals(rings.map(({ x }) => x), [[2], [4]]);
  assertEquals(data.filter(({ showlegend }) => showlegend).length, 3);
  const none = { name: "tree: maxDepth", points: [] };
  assert(refused(() => scoreCurves([none])).includes("tree: maxDepth"));
});

Deno.test("partial dependence keeps the genres' colours and gives all panels the same heights", () => {
  const one = (column: string, top: number) => ({
    column,
    values: [0, 1, 2],
    probabilities: matrix(3, ["rap", "rock"], Float32Array.of(.5, .5, .25, .75, 1 - top, top)),
  });
  const { data, layout } = dependenceCurves([one("energy", .75), one("tempo", .875)]);
  const colours = data.map(({ line }) => (line as { color: string }).color);
  assertEquals(colours, [...classColours(["rap", "rock"]), ...classColours(["rap", "rock"])]);
  assertEquals(data[3].y, [.5, .75, .875]);
  const range = (key: string) => (layout[key] as { range: number[] }).range;
  assertEquals(range("yaxis"), range("yaxis2"));
  assert(range("yaxis")[1] >= .875);
  refused(() => dependenceCurves([]));
});

Deno.test("a curve over rows is the mean over repeats within their lowest and highest, without a ring", () => {
  const points = [at(90, .75, 1), at(10, .25, 1), at(10, .5, 1)];
  const { data } = scoreCurves([{ name: "tree", points }]);
  const line = data.find(({ name, fill }) => name === "validation" && !fill)!;
  assertEquals([line.x, line.y], [[10, 90], [.375, .75]]);
  const band = data.filter(({ fill }) => fill === "toself")[1];
  assertEquals(band.y, [.5, .75, .75, .25]);
  assertEquals(data.length, 4);
});

Deno.test("a validation curve is asked for its best value, which the ring is around", () => {
  const points = [at(2, .5, .5), at(8, .75, 1)].map((point) => ({
    ...point,
    ...{ repeat: 0, seconds: { fit: 1, predict: 1 } },
  }));
  const { data } = scoreCurves([new ValidationCurve("tree: maxDepth", points, "accuracy")]);
  assertEquals([data.at(-1)!.x, data.at(-1)!.y], [[8], [.75]]);
});

Deno.test("a curve of many values is a line without dots, of any score, with or without training", () => {
  const points = Array.from(
    { length: 50 },
    (_, i) => ({ value: i + 1, scores: { logLoss: 2 - i / 50 } }),
  );
  const curve = { name: "boosting: rounds", points, best: () => 50 };
  const { data, layout } = scoreCurves([curve], { score: "logLoss" });
  assertEquals(data.map(({ name, mode }) => `${name} ${mode}`), [
    "validation lines",
    "best validation markers",
  ]);
  const { tickvals, type } = layout.xaxis as Record<string, unknown>;
  assertEquals([tickvals, type], [undefined, undefined]);
});
