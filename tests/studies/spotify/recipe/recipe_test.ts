import { baseRecipe, fullRecipe } from "../../../../lib/studies/spotify/recipe/recipe.ts";
import { memberWeights } from "../../../../lib/studies/spotify/recipe/members.ts";
import { matrix } from "../../../../lib/core/matrix.ts";
import { Rng } from "../../../../lib/core/rng.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../../../assert.ts";
import { toyEncoder } from "../../../features/toy_encoder.ts";
import { toyTracks } from "../../../experiments/toy_tracks.ts";
import { madeEvaluated } from "../../../experiments/made_evaluated.ts";

const say = (name: string, ...data: number[]) =>
  madeEvaluated([0, 1], matrix(2, ["pop", "rap"], Float32Array.from(data)), { name });
const nets = [say("network 1", 1, 0, 0, 1), say("network 2", .5, .5, .5, .5)];
const trees = [say("trees 1", 0, 1, 1, 0)];
const vectors = { ...toyEncoder(), store: false as const };
const recipe = baseRecipe({ quick: false }, { networks: 2, boosted: 1, networkShare: .5 });

Deno.test("mixes weigh networks and trees by their share, and either alone has all of it", () => {
  const mixes = recipe.mixes([...nets, ...trees], [.6, .9]);
  const named = Object.fromEntries(mixes.map((mix) => [mix.name, mix]));
  assertEquals(Object.keys(named), [
    "networks: 1",
    "networks: 2",
    "trees: 1",
    "networks: 1, trees: 1, networks' share 0.5",
    "networks: 2, trees: 1, networks' share 0.6",
    "networks: 2, trees: 1, networks' share 0.9",
  ]);
  const [one, two, tree, pair, less, more] = mixes.map(({ probabilities }) => probabilities.data);
  assertAllClose(one, [1, 0, 0, 1]);
  assertAllClose(two, [.75, .25, .25, .75]);
  assertAllClose(tree, [0, 1, 1, 0]);
  assertAllClose(pair, [.5, .5, .5, .5]);
  assertAllClose(less, [.45, .55, .55, .45]);
  assertAllClose(more, [.675, .325, .325, .675]);
  assertEquals([mixes[4].scores.accuracy, mixes[5].scores.accuracy], [0, 1]);
});

Deno.test("a mix's settings say what it is made of, and make its predictor", () => {
  const mix = recipe.mixes([...nets, ...trees], [.6]).at(-1)!;
  assertEquals(mix.settings, { networks: 2, boosted: 1, networkShare: .6 });
  const { settings } = recipe.predictor(mix.settings);
  assertEquals(memberWeights(settings as unknown as typeof recipe.settings), [.3, .3, .4]);
  assertEquals({ ...recipe.settings, networkShare: .6 }, settings);
});

Deno.test("a recipe has as many seats as it has members, in the order in which mixes take them", () => {
  assertEquals(Object.keys(recipe.members()), ["network 1", "network 2", "trees 1"]);
  const { network, trees } = recipe.kinds();
  const [first, , last] = Object.values(recipe.members());
  assertEquals([first.settings, last.settings], [network.settings, trees.settings]);
});

Deno.test("a quick study has few members, trained briefly, unless it is told otherwise", () => {
  const quick = { quick: true }, { settings } = baseRecipe(quick);
  assertEquals([settings.networks, settings.boosted, settings.network.epochs], [2, 1, 6]);
  assertEquals(baseRecipe(quick, { networks: 1 }).settings.networks, 1);
  const { settings: full } = fullRecipe(toyEncoder(), { ...quick, rng: new Rng(1) });
  assertEquals([full.networks, full.boosting.rounds, full.networkShare], [2, 30, .7]);
});

Deno.test("what the full recipe looks at is made once, whoever asks, and a source is asked for by its name", async () => {
  const small = { evidence: { k: 5, folds: 3 }, text: { k: 5, opinionFolds: 3 } };
  const full = fullRecipe(vectors, { quick: true, rng: new Rng(1) }, small);
  const { sources: { sound, text } } = full, tracks = toyTracks(60), rows = tracks.complete;
  assertEquals([sound.length, text.length], [3, 4]);
  const columns = async (names?: readonly string[], seed = 1) =>
    (await full.features(names).fit(tracks, rows, new Rng(seed))).train;
  const heard = await columns(sound), read = await columns(text, 2), all = await columns();
  assertEquals(all.names, [...heard.names, ...read.names]);
  assertAllClose(all.data.slice(0, heard.names.length), heard.data.slice(0, heard.names.length));
  assertEquals((await columns(text, 3)).data, read.data); // not drawn anew
  await assertFails(() => full.features(["smell"]), "smell");
});

Deno.test("the spaces of the full recipe are those in which its nearest tracks are looked for", async () => {
  const { spaces } = fullRecipe(vectors, { quick: true, rng: new Rng(1) }),
    tracks = toyTracks(9);
  const { train: x } = await spaces.title.fit(tracks, tracks.complete, new Rng(1));
  assert(x.names.every((name) => name.startsWith("title ")));
  const { train: sound } = await spaces.sound.fit(tracks, tracks.complete, new Rng(1));
  assert(sound.names.includes("tempo") && sound.names.includes("year"));
});
