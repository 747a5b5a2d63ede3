import { matrix } from "../../../lib/core/matrix.ts";
import { judgedUnder, type ModelCard } from "../../../lib/publish/cards/card.ts";
import { modelCard, writeModelCard } from "../../../lib/publish/cards/card.ts";
import { wilson } from "../../../lib/evaluation/statistics/shares.ts";
import { assert, assertEquals, assertFails } from "../../assert.ts";
import { madeEvaluated } from "../../experiments/made_evaluated.ts";

const card: ModelCard = {
  name: "toy",
  summary: "A toy.",
  data: "Made up.",
  trainingRows: 1234,
  judged: [{
    protocol: "at random",
    rows: 400,
    accuracy: .6475,
    macroF1: .6,
    logLoss: .9,
    calibrationError: .02,
  }],
  settings: { networks: 3 },
  seed: 7,
  seconds: 12.3,
  limits: ["Most often mixed up: pop and r&b."],
};

Deno.test("a card names data, rows, scores with their interval, settings, seed and limits", () => {
  const text = modelCard(card), [low, high] = wilson(259, 400);
  for (
    const part of [
      "# Model card: toy",
      "1,234 rows",
      `0.6475 (${low.toFixed(3)} – ${high.toFixed(3)})`,
      '"networks": 3',
      "Seed 7",
      "- Most often mixed up: pop and r&b.",
    ]
  ) assert(text.includes(part), `${part} in\n${text}`);
});

Deno.test("a long list among a card's settings fills its lines, and is the same list", () => {
  const columns = Array.from({ length: 40 }, (_, i) => `tag "${i}", [of] 40`);
  const settings = {
    columns,
    layers: [64, 32],
    nested: { rates: [.1, null, true, -1e-7], none: [] },
  };
  const [, json] = modelCard({ ...card, settings }).match(/```json\n(.*?)```/s)!;
  assertEquals(JSON.parse(json), settings);
  const lines = json.trimEnd().split("\n");
  assert(lines.length < 25 && lines.every((line) => line.length <= 100), json);
  assert(json.includes('  "layers": [64, 32],\n'), json);
});

Deno.test("a card is written beside the predictions, or not at all", async () => {
  const out = await Deno.makeTempDir();
  const path = await writeModelCard(card, { out, nom: "A/B", what: "base" });
  assertEquals(path, `${out}/A_B_model_card_base.md`);
  assertEquals(await Deno.readTextFile(path), modelCard(card));
  const json = await Deno.readTextFile(`${out}/A_B_model_card_base.json`);
  assertEquals(JSON.parse(json), { format: 1, ...card });
  assertEquals([...Deno.readDirSync(out)].length, 2);
  await assertFails(() => writeModelCard(card, { out, nom: "..", what: "base" }), "file name");
});

Deno.test("a card's line counts what was taken for what", () => {
  const truth = Int32Array.of(0, 0, 1);
  const probabilities = matrix(3, ["pop", "rap"], Float32Array.of(.9, .1, .4, .6, .2, .8));
  const line = judgedUnder("at random", madeEvaluated(truth, probabilities));
  assertEquals([line.rows, line.classes, line.confusion], [3, ["pop", "rap"], [[1, 1], [0, 1]]]);
  assertEquals(line.accuracy, 2 / 3);
});

Deno.test("a card of tags tells F1 with its intervals and what the ranking is worth", () => {
  const scores = {
    ...{ weightedF1: .55, weightedF1Low: .54, weightedF1High: .56 },
    ...{ macroF1: .43, macroF1Low: .41, macroF1High: .45 },
    ...{ meanAveragePrecision: .44, labelRankingAveragePrecision: .71, logLoss: .0768 },
  };
  const text = modelCard({
    ...card,
    judged: [{ protocol: "at random", rows: 400, tags: 248, ...scores }],
  });
  const line =
    "| at random | 400 | 0.5500 (0.540 – 0.560) | 0.4300 (0.410 – 0.450) | 0.4400 | 0.7100 | 0.0768 |";
  assert(text.includes(line) && text.includes("| weighted F1 (95 % interval) |"), text);
  assert(!text.includes("calibration error"));
});
