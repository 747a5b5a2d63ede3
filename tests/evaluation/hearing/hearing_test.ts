/** Scores of hearing are mir_eval's. */
import { beatScore, onsetScore, trimBeats } from "../../../lib/evaluation/hearing/events.ts";
import {
  type ChordComparison,
  chordScore,
  compareChords,
} from "../../../lib/evaluation/hearing/chords.ts";
import { continuity } from "../../../lib/evaluation/hearing/continuity.ts";
import { assertAlmostEquals, assertEquals, assertFails } from "../../assert.ts";
import { more } from "../../audio/sounds.ts";

const { beats, chords } = more.mirEval;

for (const [name, answer] of Object.entries<typeof beats.answers[string]>(beats.answers)) {
  Deno.test(`beats, "${name}": F-measure, CMLc, CMLt, AMLc and AMLt are mir_eval's`, () => {
    const reference = trimBeats(beats.reference), found = trimBeats(answer.beats);
    const { scores } = answer;
    assertAlmostEquals(beatScore(reference, found).fMeasure, scores["F-measure"], 1e-6);
    const { cmlC, cmlT, amlC, amlT } = continuity(reference, found);
    assertAlmostEquals(cmlC, scores["Correct Metric Level Continuous"], 1e-6);
    assertAlmostEquals(cmlT, scores["Correct Metric Level Total"], 1e-6);
    assertAlmostEquals(amlC, scores["Any Metric Level Continuous"], 1e-6);
    assertAlmostEquals(amlT, scores["Any Metric Level Total"], 1e-6);
  });
}

for (const [name, answer] of Object.entries<typeof chords.answers[string]>(chords.answers)) {
  Deno.test(`chords, "${name}": agreement of roots, thirds, triads, major and minor, sevenths is mir_eval's`, () => {
    for (
      const comparison of ["root", "thirds", "triads", "majmin", "sevenths"] as ChordComparison[]
    ) {
      const found = chords.reference.map((label: string, i: number) =>
        compareChords(label, answer.labels[i], comparison) ?? -1
      );
      assertEquals(found, answer.scores[comparison]);
    }
  });
}

Deno.test("an event is matched once, and matching gives the most pairs", () => {
  assertEquals(onsetScore([1, 1.04], [1.02]), { fMeasure: 2 / 3, precision: 1, recall: .5 });
  // 1.00 could take 1.04, which 1.08 needs
  assertEquals(onsetScore([1, 1.08], [.97, 1.04]).recall, 1);
  assertEquals(onsetScore([], [1]).fMeasure, 0);
});

Deno.test("times that do not ascend, and chords of no length, are refused", async () => {
  await assertFails(
    () => beatScore([2, 1], [1]),
    "true moments: times in seconds, ascending",
    "row 2",
  );
  await assertFails(() => continuity([1, 2], [1, NaN]), "found NaN");
  const none = [{ start: 1, end: 1, label: "N" }];
  await assertFails(() => chordScore(none, none), "segments of chords, ascending");
});

Deno.test("chords are weighed by time; what is left out of a comparison weighs nothing", () => {
  const truth = [
    { start: 0, end: 2, label: "C:maj" },
    { start: 2, end: 3, label: "B:dim" },
    { start: 3, end: 4, label: "A:min" },
  ];
  const found = [{ start: 0, end: 3.5, label: "C:maj" }];
  assertAlmostEquals(chordScore(truth, found, "majmin"), 2 / 3);
  assertAlmostEquals(chordScore(truth, found, "triads"), .5);
});
