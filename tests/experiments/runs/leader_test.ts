import fc from "../../fast_check.ts";
import { makeRun, type Run, type Settings } from "../../../lib/experiments/runs/record.ts";
import { Leader } from "../../../lib/experiments/runs/leader.ts";
import { bestRun } from "../../../lib/experiments/runs/standings.ts";
import { assertEquals, assertFails } from "../../assert.ts";
import { smallRun } from "../small_run.ts";

function run(settings: Settings, seed: number, value: number | undefined): Run {
  if (value !== undefined) return smallRun(settings, { accuracy: value, logLoss: value }, seed);
  const { id: _, ...key } = smallRun(settings, {}, seed);
  return makeRun(key, { error: "loss is not finite", seconds: 1 });
}

Deno.test("whatever ends when, the leader is the best of a full ranking of what has ended", () => {
  const value = fc.oneof(
    fc.constantFrom(undefined, NaN, Infinity, -Infinity), // failed, or no number
    fc.integer({ min: -3, max: 3 }), // many equals
    fc.double({ noNaN: true, min: 0, max: 1 }),
  );
  const planned = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), value), { maxLength: 24 });
  fc.assert(fc.property(planned, fc.infiniteStream(fc.nat()), (planned, order) => {
    const runs = planned.map(([width, value], place) => run({ width }, place, value));
    const waiting = [...runs.keys()], ended: number[] = [];
    const leaders = ["accuracy", "logLoss"].map((score) => ({ score, leader: new Leader(score) }));
    while (waiting.length > 0) {
      const [place] = waiting.splice(order.next().value % waiting.length, 1);
      ended.push(place);
      const inOrder = ended.toSorted((a, b) => a - b).map((place) => runs[place]);
      for (const { score, leader } of leaders) {
        leader.add(runs[place], `${runs[place].settings.width}`, place);
        const ranked = numbered(inOrder, score).length > 0 ? bestRun(inOrder, score) : undefined;
        assertEquals(leader.best, ranked);
      }
    }
  }));
});

/** Runs of the settings that have a mean: a full ranking of none of these has no best. */
function numbered(runs: readonly Run[], score: string): Run[] {
  const done = runs.filter(({ status }) => status === "done");
  const hasMean = (width: unknown) => {
    const own = done.filter(({ settings }) => settings.width === width);
    return !Number.isNaN(own.reduce((sum, run) => sum + run.scores[score], 0));
  };
  return done.filter(({ settings }) => hasMean(settings.width));
}

Deno.test("a leader needs a score that has a direction, and runs that have the score", async () => {
  await assertFails(() => new Leader("made"), "made", "accuracy");
  await assertFails(
    () => new Leader("macroF1").add(smallRun({}, { accuracy: 1 }), "", 0),
    "macroF1",
    "accuracy",
  );
});
