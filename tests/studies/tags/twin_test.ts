import { matrix } from "../../../lib/core/matrix.ts";
import { multilabelScores } from "../../../lib/evaluation/metrics/multilabel.ts";
import { tagScores } from "../../../lib/evaluation/metrics/tags.ts";
import { bestThresholds, sayTags } from "../../../lib/models/thresholds.ts";
import { twin } from "../../../lib/studies/tags/twin/twin.ts";
import { assert, assertEquals } from "../../assert.ts";

const rows = 4000, made = twin({ rows }), { world, scores, tags } = made;
const q = world.tags.length, width = q + world.categories.length;
const own = (of = made) => {
  const table = matrix(of.rows, world.tags);
  for (let i = 0; i < of.rows; i++) {
    table.data.set(of.scores.subarray(i * width, i * width + q), i * q);
  }
  return table;
};

const assertBetween = (value: number, low: number, high: number) =>
  assert(low <= value && value <= high, `${value} is not between ${low} and ${high}`);

Deno.test("the twin has 248 tags in 41 categories of three classes, no name twice", () => {
  assertEquals([q, new Set(world.tags).size, world.categories.length], [248, 248, 41]);
  const count = (name: string) =>
    world.categories.filter((category) => category.class === name).flatMap(({ tags }) => tags)
      .length;
  assertEquals(["Genre", "Instrument", "Mood"].map(count), [90, 112, 46]);
});

Deno.test("the same seed draws the same tracks to the byte, another one others of the same tags", () => {
  const again = twin({ rows: 50 }), other = twin({ rows: 50, seed: 2 });
  assertEquals(again.scores, scores.slice(0, 50 * width));
  assertEquals(again.tags, tags.slice(0, 50 * q));
  assertEquals(other.world.rate, world.rate);
  assert(other.scores.some((score, at) => score !== again.scores[at]));
});

Deno.test("every tag is as common as its law says, about nine of them on a track", () => {
  const z = world.tags.map((_, tag) => {
    let count = 0;
    for (let at = tag; at < tags.length; at += q) count += tags[at];
    const expected = world.rate[tag] * rows;
    return (count - expected) / Math.sqrt(expected);
  });
  assertBetween(tags.reduce((sum, tag) => sum + tag, 0) / rows, 8, 10);
  assertBetween(z.reduce((sum, value) => sum + value, 0) / q, -.5, .5);
  assert(z.every((value) => Math.abs(value) < 6), `${Math.max(...z)}`);
});

Deno.test("the scores are nearly calibrated, and worth what a catalogue's own system is worth", () => {
  const y = { classes: world.tags, tags }, p = own(), cuts = bestThresholds(y, p, "f1");
  const said = matrix(rows, world.tags, Float32Array.from(sayTags(p, cuts)));
  const atHalf = tagScores(y, p), truth = matrix(rows, world.tags, Float32Array.from(tags));
  assertBetween(atHalf.logLoss, .075, .085);
  assertBetween(atHalf.weightedF1, .44, .49); // .46 of the real one
  assertBetween(multilabelScores(truth, said, .5).weightedF1, .53, .58); // .54
  const mean = p.data.reduce((sum, value) => sum + value, 0) / rows;
  assertBetween(mean / (tags.reduce((sum, tag) => sum + tag, 0) / rows), .9, 1.1);
});

Deno.test("another catalogue is tagged more sparsely and heard worse", () => {
  const there = twin({ rows: 1000, shift: -.9, error: 1.3 });
  const density = (all: Uint8Array) => all.reduce((sum, tag) => sum + tag, 0) / all.length;
  assertBetween(density(there.tags) / density(tags), .4, .75);
  const y = (of: typeof made) => ({ classes: world.tags, tags: of.tags });
  const cuts = bestThresholds(y(made), own(), "f1"),
    f1 = (of: typeof made) => {
      const said = matrix(of.rows, world.tags, Float32Array.from(sayTags(own(of), cuts)));
      return tagScores(y(of), said).weightedF1;
    };
  assert(f1(there) < f1(made) - .05, `${f1(there)} ${f1(made)}`); // .54 → .45 of the real ones
});

Deno.test("a category scores at least as high as a tag of its own mostly does", () => {
  let above = 0, all = 0;
  for (let i = 0; i < rows; i += 40) {
    for (const [c, { tags: own }] of world.categories.entries()) {
      const most = Math.max(...own.map((tag) => scores[i * width + tag]));
      above += Number(scores[i * width + q + c] > most - .1);
      all++;
    }
  }
  assertBetween(above / all, .9, 1);
});
