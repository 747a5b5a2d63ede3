import { type Evidence, question, readEvidence } from "../../../../lib/publish/article/evidence.ts";
import { verdict } from "../../../../lib/publish/article/difference.ts";
import { baselineFacts } from "../../../../lib/studies/spotify/article/facts/baselines.ts";
import { dataFacts } from "../../../../lib/studies/spotify/article/facts/data.ts";
import { networkFacts } from "../../../../lib/studies/spotify/article/facts/networks.ts";
import { overPairs } from "../../../../lib/studies/spotify/article/facts/paired.ts";
import { predictors } from "../../../../lib/studies/spotify/article/facts/predictors.ts";
import { sourceFacts, SOURCES } from "../../../../lib/studies/spotify/article/facts/sources.ts";
import { stepFacts } from "../../../../lib/studies/spotify/article/facts/steps.ts";
import { textFacts } from "../../../../lib/studies/spotify/article/facts/text.ts";
import { sayIn } from "../../../../lib/publish/article/say.ts";
import words from "../../../../lib/studies/spotify/article/words.json" with { type: "json" };
import { transferFacts } from "../../../../lib/studies/spotify/article/facts/transfer.ts";
import { trickFacts } from "../../../../lib/studies/spotify/article/facts/tricks.ts";
import { makeRun, type Run, type Settings } from "../../../../lib/experiments/runs/record.ts";
import { assert, assertAlmostEquals, assertEquals } from "../../../assert.ts";
import { type MadeOptions, madeStudy } from "./made_study.ts";
import { study } from "./sample_once.ts";

/** The evidence of a made-up study; its folder is gone afterwards. */
async function withEvidence<T>(
  options: MadeOptions,
  use: (evidence: Evidence, out: string) => T | Promise<T>,
): Promise<T> {
  const out = await Deno.makeTempDir();
  try {
    await madeStudy(out, options);
    return await use(await readEvidence(study, { out, nom: "NOM" }), out);
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}

const run = (settings: Settings, seed: number, accuracy: number, created = "2026-01-01"): Run => ({
  ...makeRun(
    {
      ...{ part: "03", name: "q", label: { step: "q" } },
      settings,
      seed,
      data: { fingerprint: "x", rows: 9 },
      split: null,
    },
    { scores: { accuracy }, seconds: 1 },
  ),
  created,
});

Deno.test("of a question asked twice, the longer trainings count, else the later ones", () => {
  const short = [1, 2].map((x) => run({ x, epochs: 2 }, 1, .5, "2026-02-02"));
  const long = [1, 2].map((x) => run({ x, epochs: 30 }, 1, .6, "2026-01-01"));
  assertEquals(question([...short, ...long], "q", ["x"]), long);
  const later = [1, 2].map((x) => run({ x, epochs: 30, other: 1 }, 1, .7, "2026-03-03"));
  assertEquals(question([...long, ...later], "q", ["x"]), later);
  const newer = [1, 2].map((x) => run({ x, epochs: 30, invented: 0 }, 1, .7, "2026-03-03"));
  assertEquals(question([...long, ...newer], "q", ["x", "invented"]), newer); // no mix of versions
  assertEquals(question([{ ...long[0], status: "failed" }], "q", ["x"]), []);
  assertEquals(question(long, "another", ["x"]), []);
});

Deno.test("settings are compared over the seeds that both have", () => {
  const a = [1, 2, 3].map((seed) => run({}, seed, .6 + seed / 100));
  const b = [1, 2, 9].map((seed) => run({}, seed, .5 + seed / 100));
  assertAlmostEquals(overPairs({ runs: a }, { runs: b }).value, .1);
  const { value, low } = overPairs({ runs: a.slice(0, 1) }, { runs: b });
  assertAlmostEquals(value, .1);
  assertEquals([low, overPairs({ runs: a }, { runs: [] }).value], [NaN, NaN]);
  assertEquals(overPairs({ runs: [{ ...a[0], status: "failed" }] }, { runs: b }).value, NaN);
});

Deno.test("the data's facts are what part 01 recorded, and what it lacks is missing", async () => {
  await withEvidence({ parts: ["01"] }, (evidence) => {
    const facts = dataFacts(evidence)!;
    assertEquals([facts.rows, facts.testRows, facts.genres.length], [1000, 250, 3]);
    assertEquals([facts.commonest, facts.rarest!.share, facts.even], [
      ...[{ genre: "pop", share: .4 }, .3, true],
    ]);
    assertEquals([facts.tells[0].column, facts.tells.at(-1)!.column], ["year", "liveness"]);
    assertEquals(dataFacts({ runs: [] }), undefined);
    const old = { ...evidence.runs[0], scores: { ceiling: .9 } };
    assertEquals(dataFacts({ runs: [old] })!.testRows, undefined);
    assertEquals(dataFacts({ runs: [old] })!.twins, NaN);
    assertEquals(dataFacts({ runs: [old] })!.drift, undefined);
  });
});

Deno.test("baselines are compared fold by fold, and not at all where folds are not recorded", async () => {
  await withEvidence({ parts: ["02"] }, (evidence) => {
    const facts = baselineFacts(evidence)!;
    assertEquals([facts.best.model, facts.single.model, facts.folds], ["stack", "boosting", 5]);
    assertEquals([facts.lead!.a, facts.lead!.b], ["stack", "boosting"]);
    assertEquals([facts.singleLead!.a, facts.singleLead!.b], ["boosting", "forest"]);
    assert(facts.singleLead!.low < facts.singleLead!.value);
    const bare = evidence.runs.map((run) => {
      const known = Object.entries(run.scores).filter(([name]) => !/Fold/.test(name));
      return { ...run, scores: Object.fromEntries(known) };
    });
    const { lead } = baselineFacts({ ...evidence, runs: bare })!;
    assertEquals(verdict(lead!), "unknown");
    assertAlmostEquals(lead!.value, facts.lead!.value);
    assertEquals(baselineFacts({ ...evidence, fingerprint: "another" }), undefined);
    assertEquals(facts.six.map(({ rows }) => rows), [240, 240]);
  });
});

Deno.test("networks: small to large, questions in order, the search's winner with all its seeds", async () => {
  await withEvidence({ parts: ["01", "03"] }, (evidence) => {
    const facts = networkFacts(evidence)!;
    assertEquals(facts.fates.map(({ layers }) => layers), [[1], [32], [256, 256]]);
    assertEquals(facts.answers.map(({ tried }) => tried), [3, 3, 2, 2, 2, 2, 2]);
    assertEquals([facts.grid!.settings, facts.chosen!.settings, facts.seeds], [2, 2, 3]);
    assertEquals(facts.chosen!.network.learningRate, .0032);
    assert(facts.chosen!.accuracy.sd > 0 && facts.elsewhere!.sd > 0); // all seeds of both
    const inputs = facts.answers.find(({ question }) => question === "inputs")!;
    assert(inputs.accuracy.sd > 0 && verdict(inputs.lead) !== "unknown");
    assertEquals(inputs.best, ["year"]);
    assertEquals(networkFacts({ runs: [] }), undefined);
  });
});

Deno.test("the tricks of an ablation are known by their labels", async () => {
  await withEvidence({ parts: ["01", "04"] }, (evidence) => {
    const facts = trickFacts(evidence)!;
    assertEquals([facts.tricks, facts.seeds, facts.epochs], [4, 3, 4]);
    const names = facts.worth.map(({ trick }) => trick).sort();
    assertEquals(names, ["clipNorm", "dropout", "optimiser, weightDecay", "patience, restoreBest"]);
    const alone = facts.worth.map(({ alone }) => alone!.value);
    assertEquals(alone, alone.toSorted((a, b) => b - a)); // the best first
    assert(facts.worth.every(({ among }) => verdict(among!) !== "unknown"));
    // an ablation that was stopped half-way says nothing
    const ablation = evidence.runs.filter(({ label }) => label?.step === "ablation");
    assertEquals(trickFacts({ runs: ablation.slice(1) }), undefined);
  });
});

Deno.test("steps gain over the one before, on the same rows, and without these no interval", async () => {
  await withEvidence({ parts: ["01", "04"] }, async (evidence) => {
    const facts = (await stepFacts(evidence))!;
    assertEquals([facts.trees.length, facts.networks.length], [5, 7]);
    assertEquals(facts.trees[0].gain, undefined);
    const [first, second] = facts.networks;
    assertAlmostEquals(second.gain!.value, second.accuracy - first.accuracy);
    assert(second.gain!.low < second.gain!.value && second.gain!.value < second.gain!.high);
    assert(facts.networkLead && verdict(facts.networkLead) !== "unknown");
    const gone = (await stepFacts({ ...evidence, folder: "/nowhere" }))!;
    assertEquals(verdict(gone.networks[1].gain!), "unknown");
    assertAlmostEquals(gone.networks[1].gain!.value, second.gain!.value);
  });
});

Deno.test("texts: the encoder is found however deep, and full and base predictor are held apart", async () => {
  await withEvidence({}, async (evidence) => {
    const facts = (await textFacts(evidence))!;
    assertEquals([facts.alone.length, facts.fused.length], [3, 6]);
    const [sound, early] = facts.fused;
    assertEquals([sound.key, sound.gain], ["fusions: sound", undefined]);
    assertAlmostEquals(early.gain!.value, early.accuracy.mean - sound.accuracy.mean, 1e-9);
    assert(early.gain!.low < early.gain!.value && early.accuracy.sd > 0);
    assertEquals(verdict(facts.albums!), "above");
    assertEquals(facts.encoder, { name: "all-MiniLM-L6-v2", hashed: false });
    assertEquals(verdict(predictors(evidence).fullOverBase!), "open"); // equals, but for chance
    const bare = { ...evidence, cards: {}, runs: [] };
    assertEquals(await textFacts(bare), undefined);
  });
});

Deno.test("texts: a model that is called otherwise is the same model; without a label it is none", async () => {
  await withEvidence({}, async (evidence) => {
    const renamed = evidence.runs.map((run) => ({ ...run, name: `renamed ${run.name}` }));
    const facts = (await textFacts({ ...evidence, runs: renamed }))!;
    const { name, ...known } = facts.fused[1], before = (await textFacts(evidence))!.fused[1];
    assertEquals({ ...known, name: before.name }, before);
    const say = sayIn("en", { texts: words.texts });
    assertEquals(say.name("texts", known.key, name), "early: one network");
    assertEquals(say.name("texts", "fusions: later", "a & b"), "a \\& b");
    const bare = evidence.runs.map(({ label: _, ...run }) => run);
    assertEquals((await textFacts({ ...evidence, runs: bare }))!.fused, []);
  });
});

Deno.test("texts: without a card, the vectors are those of the records made last", async () => {
  await withEvidence({}, async (evidence) => {
    const read = (model: string, created: string): Run => ({
      ...evidence.runs.find(({ label }) => label?.variant === "bothVectors")!,
      settings: { features: { name: "sentences", of: "both", model } },
      created,
    });
    const hashed = read("hashed n-grams", "2999-01-02"), vectors = read("a/model", "2999-01-01");
    for (const runs of [[hashed, vectors], [vectors, hashed]]) {
      const facts = await textFacts({ ...evidence, cards: {}, runs: [...evidence.runs, ...runs] });
      assertEquals(facts!.encoder, { name: "hashed n-grams", hashed: true });
    }
  });
});

Deno.test("sources: each against those before it, on both hold-outs; none where one lacks its predictions", async () => {
  await withEvidence({ parts: ["01", "05"] }, async (evidence) => {
    const facts = (await sourceFacts(evidence))!;
    assertEquals(facts.added.map(({ source }) => source), SOURCES.slice(1));
    assert(
      facts.added.every(({ gain, apart }) => gain.low < gain.value && apart.value < apart.high),
    );
    const established = facts.added.filter(({ gain }) => verdict(gain) === "above");
    assertEquals(facts.gained, established.map(({ source }) => source));
    assert(facts.gained.length > 0 && facts.gained.length > facts.gainedApart.length);
    assertEquals(await sourceFacts({ ...evidence, folder: "/nowhere" }), undefined);
    const some = evidence.runs.filter(({ label }) => label?.variant !== "n-grams");
    assertEquals(await sourceFacts({ ...evidence, runs: some }), undefined);
  });
});

Deno.test("transfer: every way against scratch, seed by seed; none without scratch", async () => {
  await withEvidence({ parts: ["01", "06"] }, (evidence) => {
    const facts = transferFacts(evidence)!;
    assertEquals(facts.starts.map(({ kind }) => kind), ["scratch", "zeros", "hidden"]);
    assertEquals(facts.onward.map(({ kind }) => kind), ["headFirst", "frozenBody"]);
    assertEquals([facts.seeds, facts.few!.share, facts.forgetting!.share], [3, .01, .1]);
    assertEquals(verdict(facts.withTexts!), "above");
    assertAlmostEquals(facts.head!.before, .2);
    assertEquals(facts.head!.seeds, 3);
    const without = evidence.runs.filter(({ settings }) => settings.start !== "scratch");
    assertEquals(transferFacts({ runs: without }), undefined);
  });
});
