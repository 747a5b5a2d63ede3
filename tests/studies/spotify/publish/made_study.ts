/** An out folder as a study leaves it, made up: records, kept predictions and a card, without any training. */
import { writeAtomically } from "../../../../lib/core/atomic.ts";
import { type Matrix, matrix } from "../../../../lib/core/matrix.ts";
import { Rng } from "../../../../lib/core/rng.ts";
import { MLP_DEFAULTS } from "../../../../lib/nn/mlp.ts";
import { TRAIN_DEFAULTS } from "../../../../lib/nn/settings.ts";
import { CHAINS } from "../../../../lib/studies/spotify/article/facts/steps.ts";
import { SOURCES } from "../../../../lib/studies/spotify/article/facts/sources.ts";
import { TEXT_MODELS } from "../../../../lib/studies/spotify/article/facts/text.ts";
import { QUESTIONS } from "../../../../lib/studies/spotify/article/facts/networks.ts";
import { ablation } from "../../../../lib/experiments/search/ablation.ts";
import { judgedUnder, type ModelCard, writeModelCard } from "../../../../lib/publish/cards/card.ts";
import { scores } from "../../../../lib/evaluation/metrics/metrics.ts";
import { makeRun, type Outcome, type RunKey } from "../../../../lib/experiments/runs/record.ts";
import { openRuns, type RunStore } from "../../../../lib/experiments/runs/runs.ts";
import { madeEvaluated } from "../../../experiments/made_evaluated.ts";

/** What a made-up study is like. */
export interface MadeOptions {
  readonly fingerprint?: string;
  readonly seed?: number;
  readonly nom?: string;
  /** Parts of the study to make: all by default. */
  readonly parts?: readonly string[];
  /** What titles are said to have been read with. */
  readonly encoder?: { readonly name: string; readonly precision: string };
  /** Names of a model, a genre and a column, to be typeset. */
  readonly odd?: string;
}

const ROWS = 1000, GENRES = ["pop", "rap", "rock"], SEEDS = [1, 2, 3];
const NETWORK = { ...MLP_DEFAULTS, ...TRAIN_DEFAULTS, rows: null, epochs: 4 };

/** Writes the records of a study into `out`. */
export async function madeStudy(out: string, options: MadeOptions = {}): Promise<void> {
  const { fingerprint = "0123456789abcdef", seed = 1, nom = "NOM" } = options;
  const { parts = ["01", "02", "03", "04", "05", "06"], odd, encoder } = options;
  const runs = openRuns(`${out}/runs`, { fingerprint, seed }), rng = new Rng(seed);
  const data = { fingerprint, rows: ROWS };
  const save = (key: Omit<RunKey, "seed"> & { seed?: number }, outcome: Partial<Outcome>) =>
    runs.save(makeRun({ seed, ...key }, { seconds: 1, scores: {}, ...outcome } as Outcome));
  const make: Record<string, () => Promise<void>> = {
    "01": () => described(save, data, odd),
    "02": () => classical(save, data, rng.fork("02"), odd),
    "03": () => networks(save, rng.fork("03")),
    "04": () => tricksAndSteps(save, data, runs, out, nom, rng.fork("04")),
    "05": () => texts(runs, data, out, nom, rng.fork("05"), encoder),
    "06": () => transfer(save, rng.fork("06")),
  };
  for (const part of parts) await make[part]();
}

type Save = (
  key: Omit<RunKey, "seed"> & { seed?: number },
  outcome: Partial<Outcome>,
) => Promise<void>;

function described(save: Save, data: RunKey["data"], odd = "pop"): Promise<void> {
  const known = {
    mostFrequent: .4,
    ceiling: .95,
    ceilingAudio: .94,
    twins: .2,
    twinsInTest: .21,
    driftAuc: .5,
    driftAucLow: .48,
    driftAucHigh: .52,
    testRows: 250,
    edmRows: 200,
    [`rows ${odd}`]: 400,
    "rows rap": 300,
    "rows rock": 300,
  };
  const columns = ["year", "tempo", "energy", "speechiness", "key", "mode", "liveness"];
  const tells = Object.fromEntries(columns.map((name, i) => [`tells ${name}`, .2 - i / 40]));
  const about = { part: "01", name: "what the data allow", settings: {}, split: null };
  return save({ ...about, data }, { scores: { ...known, ...tells } });
}

async function classical(save: Save, data: RunKey["data"], rng: Rng, odd?: string): Promise<void> {
  const models = ["stack", "boosting", "forest", "logistic", "majority", ...(odd ? [odd] : [])];
  for (const [m, name] of models.entries()) {
    for (const split of [{ folds: 5 }, { folds: 5, group: "audio" }]) {
      const folds = Array.from({ length: 5 }, () => .6 - .03 * m + .01 * rng.normal());
      const accuracy = folds.reduce((sum, value) => sum + value, 0) / 5;
      const label = name === "stack" && { label: { step: "blend", variant: "stack" } };
      const key = { part: "02", name, settings: {}, split, data: { ...data, rows: 800 }, ...label };
      await save(key, {
        scores: {
          accuracy,
          ...{ accuracyLow: accuracy - .01, accuracyHigh: accuracy + .01, macroF1: accuracy },
          logLoss: 1 + m / 10,
          ...Object.fromEntries(folds.map((value, k) => [`accuracyFold${k + 1}`, value])),
        },
      });
    }
  }
  for (const name of ["logistic", "forest"]) {
    const split = { holdOut: .2, genres: 6 };
    const label = { step: "six" }, size = { ...data, rows: 960 };
    const about = { part: "02", name, settings: {}, split, data: size, label };
    await save(about, { scores: { accuracy: .5, macroF1: .5 } });
  }
}

/** A training's scores and curve; the larger the network, the more it learns by heart. */
function trained(accuracy: number, gap: number): Partial<Outcome> {
  const epochs = [1, 2, 3, 4];
  return {
    scores: {
      ...{ accuracy, trainAccuracy: accuracy + gap, gap, logLoss: 1.2 - accuracy / 10 },
      ...{ bestEpoch: 2, parameters: 100, knownAccuracy: accuracy, amongKnown: accuracy },
      ...{ newRecall: .5, startAccuracy: .2, trainingSeconds: 1 },
    },
    curve: {
      loss: epochs.map((e) => 1.6 - e * (.1 + gap)),
      validationLoss: epochs.map((e) => 1.6 - .1 * e + gap * (e - 1) ** 2 / 4),
      "eval: step": [0, 10, 20, 40],
      "eval: accuracy": [.2, .4, .5, accuracy],
      "eval: seconds": [0, 1, 2, 4],
    },
  };
}

const OWN = { fingerprint: "inputs", rows: 800, made: { features: { year: true }, scaling: [] } };

/** Every setting with every seed, the first the best. */
async function searched(
  save: Save,
  name: string,
  listed: readonly Record<string, unknown>[],
  rng: Rng,
  options: {
    labels?: (i: number) => RunKey["label"];
    part?: string;
    seeds?: readonly number[];
    data?: (i: number) => RunKey["data"];
  } = {},
): Promise<void> {
  const { part = "03", seeds = SEEDS, data = () => OWN, labels } = options;
  for (const [i, settings] of listed.entries()) {
    for (const seed of seeds) {
      const all = { ...NETWORK, ...settings }, label = labels?.(i) ?? { step: name };
      const key = { part, name, settings: all, split: null, seed, label };
      const gap = .01 + .2 * i / listed.length;
      await save({ ...key, data: data(i) }, trained(.6 - .01 * i + .003 * rng.normal(), gap));
    }
  }
}

async function networks(save: Save, rng: Rng): Promise<void> {
  const ask = (name: string, ...listed: Record<string, unknown>[]) =>
    searched(save, name, listed, rng.fork(name));
  await ask("fates", { layers: [1] }, { layers: [32] }, { layers: [256, 256] });
  await ask("batchSize", { batchSize: 64 }, { batchSize: 16 }, { batchSize: 512 });
  await ask("layers", { layers: [64] }, { layers: [8] }, { layers: [64, 64] });
  await ask("optimiser, learningRate", { learningRate: .01 }, { optimiser: "sgd" });
  await ask("schedule, learningRate", { schedule: "cosine" }, { schedule: "oneCycle" });
  await ask("activation, initialisation", { initialisation: "he" }, { activation: "tanh" });
  await ask("embedding", { embedding: { kind: "periodic", sigma: .3 } }, { embedding: "none" });
  const data = (i: number) => ({ ...OWN, fingerprint: `inputs ${i}` });
  await searched(save, "inputs", [{}], rng, { data });
  await searched(save, "inputs", [{}], rng, { data: () => ({ ...OWN, fingerprint: "others" }) });
  await ask("published grid", { dropout: .3 }, { dropout: .7 });
  await ask("published grid", { dropout: .3, epochs: 99 }); // the best once more, for longer
  const chosen = { layers: [64, 32], learningRate: .0032, dropout: .1 };
  await ask("search", chosen, { layers: [256] });
  await ask("random hold-out", chosen);
  const about = {
    part: "03",
    name: "chosen network",
    split: null,
    data: OWN,
    label: { step: "chosen" },
  };
  await save({ ...about, settings: { ...NETWORK, ...chosen } }, trained(.6, .02));
  if (Object.keys(QUESTIONS).length !== 7) throw new Error("a question that is not made here");
}

async function tricksAndSteps(
  save: Save,
  data: RunKey["data"],
  runs: RunStore,
  out: string,
  nom: string,
  rng: Rng,
): Promise<void> {
  const tricks = {
    dropout: { dropout: .3 },
    stopping: { patience: 8, restoreBest: true },
    decay: { optimiser: "adamw", weightDecay: .05 },
    clipping: { clipNorm: 1 },
  };
  const plan = ablation(tricks).plan(rng.fork("ablation")).ready();
  const settings = plan.map((each) => ({ restoreBest: false, ...each.settings }));
  const labels = (i: number) => ({ step: "ablation", ...plan[i].label });
  await searched(save, "ablation", settings, rng, { part: "04", labels });
  const truth = Int32Array.from({ length: 200 }, () => rng.int(3));
  const judged = { rows: 800, fingerprint: data.fingerprint };
  for (const [step, chain] of Object.entries(CHAINS)) {
    for (const [i, variant] of chain.entries()) {
      const name = `${step}, ${variant}`, label = { step, variant }, split = { holdOut: .2 };
      const kept = guesses(truth, .5 + .02 * i, rng.fork(name));
      const key = { part: "04", name, label, settings: {}, seed: 1, split, data: judged };
      await keep(runs, key, truth, kept);
    }
  }
  await writeModelCard(madeCard(truth, rng), { out, nom, what: "base" });
}

/** Records a prediction and keeps what it said, as `evaluate` does. */
async function keep(
  runs: RunStore,
  key: RunKey,
  truth: Int32Array,
  kept: Matrix,
): Promise<void> {
  const run = makeRun(key, { scores: { ...scores(truth, kept) }, seconds: 1 });
  await runs.save(run);
  const path = `${runs.folder}/probabilities/${run.id}`;
  await writeAtomically(`${path}.f32`, new Uint8Array(kept.data.buffer as ArrayBuffer));
  const told = { classes: GENRES, truth: Array.from(truth) };
  await writeAtomically(`${path}.truth.json`, JSON.stringify(told));
}

/** Probabilities that are right about a share of the rows. */
function guesses(truth: Int32Array, share: number, rng: Rng) {
  const found = matrix(truth.length, GENRES, new Float32Array(3 * truth.length).fill(.1));
  truth.forEach((code, i) => {
    found.data[3 * i + (rng.uniform() < share ? code : (code + 1) % 3)] = .8;
  });
  return found;
}

function madeCard(truth: Int32Array, rng: Rng): ModelCard {
  const probabilities = guesses(truth, .66, rng.fork("card"));
  const model = madeEvaluated(truth, probabilities);
  return {
    ...{
      name: "made",
      summary: "Made up.",
      data: "None.",
      trainingRows: ROWS,
      seed: 1,
      seconds: 2,
    },
    judged: ["at random", "same audio together"].map((way) => judgedUnder(way, model)),
    settings: { networks: 3, boosted: 2, networkShare: .8 },
    limits: ["It is made up."],
  };
}

async function texts(
  runs: RunStore,
  data: RunKey["data"],
  out: string,
  nom: string,
  rng: Rng,
  encoder = { name: "Xenova/all-MiniLM-L6-v2", precision: "quantised" },
): Promise<void> {
  const truth = Int32Array.from({ length: 200 }, () => rng.int(3));
  const settings = { features: { name: "sentences", of: "title", model: encoder.name } };
  const judged = { part: "05", settings, data: { ...data, rows: 800 } };
  const split = { holdOut: .2 }, apart = { ...split, group: "album" };
  const steps = { ...TEXT_MODELS, ladder: SOURCES, apart: SOURCES };
  const rises: Record<string, number> = { albumsApart: .2, ladder: .07, apart: .05 };
  for (const [step, variants] of Object.entries(steps)) {
    for (const [i, variant] of variants.entries()) {
      for (const seed of SEEDS) {
        const name = `${step}, ${variant}`, label = { step, variant };
        const said = guesses(truth, .4 + (rises[step] ?? .02) * i, rng.fork(`${name} ${seed}`));
        const at = /apart/i.test(step) ? apart : split;
        await keep(runs, { ...judged, name, label, seed, split: at }, truth, said);
      }
    }
  }
  const card = madeCard(truth, rng);
  await writeModelCard({ ...card, settings: { ...card.settings, encoder } }, {
    out,
    nom,
    what: "full",
  });
}

async function transfer(save: Save, rng: Rng): Promise<void> {
  const base = { start: "head", newClass: "zeros", newShare: 1, oldShare: 1, headFirst: 0 };
  const data = () => ({ ...OWN, fingerprint: "six", rows: 960 });
  const ask = (step: string, ...ways: Record<string, unknown>[]) => {
    const settings = ways.map((way) => ({ ...base, ...way }));
    const labels = (i: number) => ({ step, variant: settings[i].start });
    return searched(save, step, settings, rng.fork(`six ${step}`), { part: "06", data, labels });
  };
  await ask("start", {}, { start: "hidden" }, { start: "scratch" });
  await ask("onward", {}, { headFirst: 3 }, { layerRates: { "*": 0, logits: 1 } });
  await ask("forgetting", { oldShare: .1 }, { oldShare: 0, oneClass: true });
  await ask("newShare", { newShare: .01 }, { newShare: .01, start: "scratch" });
  await ask("withTexts", {}, { start: "scratch" });
}
