/** Intervals of figures on sounds. */
import { Rng } from "../../../lib/core/rng.ts";
import { Evaluated } from "../../../lib/evaluation/evaluated.ts";
import { countsOf, overArtists } from "../../../lib/studies/sound/mod.ts";
import { matrix } from "../../../lib/core/matrix.ts";
import { assert, assertAlmostEquals, assertEquals } from "../../assert.ts";
import { smallTracks } from "../../tracks.ts";

Deno.test("an interval over artists is wide where an artist's sounds are right or wrong together", () => {
  const rows = Int32Array.from({ length: 40 }, (_, row) => row);
  const data = (artists: number) => ({
    ...smallTracks(Array.from(rows, () => ({}))),
    groups: () => rows.map((row) => row % artists),
  });
  const target = { classes: ["a", "b"], codes: new Int32Array(40) };
  const p = matrix(
    40,
    target.classes,
    Float32Array.from(
      { length: 80 },
      (_, at) => Number((Math.floor(at / 2) % 4 < 2) === (at % 2 === 0)),
    ),
  ); // of every fourth artist's sounds half
  const judged = (artists: number) => {
    const answers = [{ probabilities: p, folds: [], seconds: 0 }] as never;
    const parts = {
      name: "model",
      settings: {},
      data: data(artists),
      rows,
      target,
      splits: [],
      answers,
    };
    return overArtists(new Evaluated(parts), data(artists), "", new Rng(1));
  };
  const [together, apart] = [judged(4), judged(40)];
  assertAlmostEquals(together.value, .5);
  assertAlmostEquals(apart.value, .5);
  const width = ({ interval: [low, high] }: typeof apart) => high - low;
  assert(width(together) > 2 * width(apart), `${together.interval} and ${apart.interval}`);
  assert(apart.interval[0] < .5 && apart.interval[1] > .5);
});

Deno.test("clips are counted by what was heard of them, the most frequent first", () => {
  const heard = ["slow", "fast", "fast", "fast"].map((tempo) => ({ tempo }));
  assertEquals(countsOf(heard, "tempo"), [
    { tempo: "fast", clips: 3, share: .75 },
    { tempo: "slow", clips: 1, share: .25 },
  ]);
});
