import { matrix, takeRows } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { oneOfK } from "../../lib/core/target.ts";
import { numeric } from "../music.ts";
import { standard } from "../../lib/features/scale.ts";
import { gaussianBayes } from "../../lib/models/bayes.ts";
import { average, stack } from "../../lib/models/blend.ts";
import { type Classifier, onFeatures } from "../../lib/models/estimator.ts";
import { logistic } from "../../lib/models/logistic.ts";
import { majority } from "../../lib/models/majority.ts";
import { neighbours } from "../../lib/models/neighbours.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { smallTracks } from "../tracks.ts";
import { accuracy, assertInputError, clouds, contract } from "./contract.ts";

contract("average", () => average([gaussianBayes(), logistic()], { weights: [2, 1] }));
contract("stack", () => stack([gaussianBayes(), neighbours({ k: 5 })], logistic()));

const classes = ["pop", "rap", "rock"];

Deno.test("an average is the weighted mean of its members' probabilities", async () => {
  const { x, y } = clouds(classes, 90, { distance: 1 }), members = [gaussianBayes(), majority()];
  const blend = await average(members, { weights: [3, 1] }).fit(x, y, new Rng(1));
  const [a, b] = await Promise.all(
    members.map(async (m) => await (await m.fit(x, y, new Rng(1))).predictProba(x)),
  );
  const expected = a.data.map((value, at) => .75 * value + .25 * b.data[at]);
  assertAllClose((await blend.predictProba(x)).data, expected, { absolute: 1e-7 });
});

Deno.test("members may be fitted at once: to the same answers, and all begun before one has ended", async () => {
  const { x, y } = clouds(classes, 30, { distance: 1 }), members = [gaussianBayes(), majority()];
  let running = 0, most = 0;
  const watched = members.map((member) => ({
    ...member,
    async fit(...given: Parameters<Classifier["fit"]>) {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      return await member.fit(...given);
    },
  }));
  const answers = async (atOnce: boolean) =>
    (await (await average(watched, { atOnce }).fit(x, y, new Rng(1))).predictProba(x)).data;
  const one = await answers(false);
  assertEquals(most, 1);
  assertEquals(await answers(true), one);
  assertEquals(most, members.length);
});

/** Remembers every fit and prediction; its probabilities say whether it has seen a row before. */
function witness(): Classifier & { fits: number[][] } {
  const fits: number[][] = [];
  return {
    name: "witness",
    settings: {},
    fits,
    fit(x, y) {
      const own = Array.from({ length: x.rows }, (_, i) => x.data[i]);
      fits.push(own);
      return {
        predictProba(x) {
          const out = matrix(x.rows, y.classes);
          for (let i = 0; i < x.rows; i++) out.data[2 * i + (own.includes(x.data[i]) ? 1 : 0)] = 1;
          return out;
        },
      };
    },
  };
}

Deno.test("the meta classifier sees members only on rows they were not fitted on, in order", async () => {
  const x = matrix(20, ["id"], Float32Array.from({ length: 20 }, (_, i) => i));
  const y = { codes: Int32Array.from({ length: 20 }, (_, i) => i % 2), classes: ["a", "b"] };
  const member = witness();
  let seen: Float32Array | undefined, names: readonly string[] = [];
  const meta: Classifier = {
    ...majority(),
    fit(x, labels, rng) {
      [seen, names] = [x.data, x.names];
      assertEquals(oneOfK(labels, "a look").codes, y.codes);
      return majority().fit(x, labels, rng);
    },
  };
  await stack([member], meta, { folds: 5, scale: "probability" }).fit(x, y, new Rng(1));
  assertEquals(names, ["0 witness: a", "0 witness: b"]);
  for (let i = 0; i < 20; i++) assertEquals([seen![2 * i], seen![2 * i + 1]], [1, 0]);
  assertEquals(member.fits.map((rows) => rows.length).sort(), [16, 16, 16, 16, 16, 20]);
});

Deno.test("by default the meta classifier sees logarithms, none below log 1e-3", async () => {
  const { x, y } = clouds(["pop", "rap"], 40, { distance: 20 });
  const look: Classifier = {
    ...majority(),
    fit(x, y, rng) {
      const { codes } = oneOfK(y, "a look");
      for (let i = 0; i < x.rows; i++) {
        assertAllClose([x.data[2 * i + codes[i]]], [0], { absolute: 1e-6 });
        assertAllClose([x.data[2 * i + 1 - codes[i]]], [Math.log(1e-3)], { relative: 1e-6 });
      }
      return majority().fit(x, y, rng);
    },
  };
  await stack([gaussianBayes()], look).fit(x, y, new Rng(1));
});

Deno.test("out-of-fold probabilities stand in the rows' own order", async () => {
  // Without noise a member's out-of-fold probability tells each row's class, if the rows agree.
  const { x, y } = clouds(classes, 60, { distance: 20 });
  const echo: Classifier = {
    ...majority(),
    fit(x, y, rng) {
      assertEquals(accuracy({ ...x, names: classes }, oneOfK(y, "an echo")), 1);
      return majority().fit(x, y, rng);
    },
  };
  await stack([gaussianBayes()], echo).fit(x, y, new Rng(1));
});

Deno.test("a stack learns which member to trust", async () => {
  const { x, y } = clouds(classes, 240, { distance: 2 }), rng = new Rng(3);
  const query = clouds(classes, 240, { distance: 2, seed: 5 });
  const noise: Classifier = { // confident nonsense
    name: "noise",
    settings: {},
    fit: (_x, y) => ({
      predictProba(x) {
        const out = matrix(x.rows, y.classes);
        for (let i = 0; i < x.rows; i++) out.data[3 * i + rng.int(3)] = 1;
        return out;
      },
    }),
  };
  const members = [noise, noise, gaussianBayes()],
    predict = async (model: Classifier) =>
      accuracy(await (await model.fit(x, y, new Rng(1))).predictProba(query.x), query.y);
  const alone = await predict(gaussianBayes()), stacked = await predict(stack(members, logistic()));
  const averaged = await predict(average(members));
  assert(stacked > alone - .03 && stacked > averaged + .1, `${alone} ${stacked} ${averaged}`);
});

Deno.test("estimators blend as classifiers do, each with features of its own", async () => {
  const rng = new Rng(2);
  const tracks = smallTracks(
    Array.from({ length: 80 }, (_, i) => ({
      tempo: 120 + (i % 2) * 30 + 10 * rng.normal(),
      energy: .5 + .2 * (i % 2) + .1 * rng.normal(),
      genre: i % 2 ? "rock" : "pop",
    })),
  );
  const members = [
    onFeatures(numeric({ quantities: ["tempo"] }), standard(), logistic()),
    onFeatures(numeric({ quantities: ["energy"] }), standard(), gaussianBayes()),
  ];
  const train = Int32Array.from({ length: 60 }, (_, i) => i);
  const test = Int32Array.from({ length: 20 }, (_, i) => 60 + i);
  for (const model of [average(members), stack(members, logistic(), { folds: 3 })]) {
    const fitted = await model.fit(tracks, train, new Rng(1));
    assertEquals(fitted.classes, ["pop", "rock"]);
    const p = await fitted.predictProba(tracks, test);
    assertEquals([p.rows, p.names], [20, ["pop", "rock"]]);
    const codes = test.map((row) => row % 2);
    assert(accuracy(p, { codes, classes: ["pop", "rock"] }) > .8);
    assertEquals(JSON.parse(JSON.stringify(model.settings)), model.settings);
  }
});

Deno.test("blends that make no sense are refused", async () => {
  const { x, y } = clouds(classes, 9);
  await assertFails(() => average([] as Classifier[]), "at least one member");
  await assertFails(() => stack([] as Classifier[], logistic()), "at least one member");
  await assertFails(() => average([majority()], { weights: [1, 2] }), "one weight per member");
  await assertFails(() => average([majority()], { weights: [0] }), "some above 0");
  // deno-lint-ignore no-explicit-any
  await assertFails(() => stack([majority()], majority(), { scale: "odds" as any }), "odds");
  await assertInputError(
    () => stack([majority()], majority(), { folds: 10 }).fit(x, y, new Rng(1)),
    "10 folds and 9 rows",
  );
  await assertInputError(
    () => stack([majority()], majority()).fit(takeRows(x, [0]), y, new Rng(1)),
  );
});
