import { Rng } from "../../../lib/core/rng.ts";
import { courseTracks, QUANTITIES } from "../../music.ts";
import { stackDatasets } from "../../../lib/data/stack.ts";
import { association } from "../../../lib/evaluation/statistics/association.ts";
import { chiSquared, contingency } from "../../../lib/evaluation/statistics/contingency.ts";
import { mutualInformation } from "../../../lib/evaluation/statistics/information.ts";
import { midranks } from "../../../lib/evaluation/statistics/midranks.ts";
import { anova, kruskalWallis } from "../../../lib/evaluation/statistics/variance.ts";
import { assert, assertAllClose, assertAlmostEquals, assertEquals } from "../../assert.ts";
import reference from "../../fixtures/stats.json" with { type: "json" };
import study from "../../fixtures/study.json" with { type: "json" };
import { courseFile } from "../../needs.ts";
import { toyTracks } from "../../experiments/toy_tracks.ts";

const { codes, columns } = study.groups;
const train = courseFile("train.csv");

Deno.test("analysis of variance and Kruskal-Wallis agree with SciPy, ties or not", () => {
  for (const { values, f, p, h, kruskalP, etaSquared } of Object.values(columns)) {
    const data = { values, codes, groups: 4 }, a = anova(data), k = kruskalWallis(data);
    assertAllClose(
      [a.f, a.p, a.etaSquared, k.h, k.p],
      [f, p, etaSquared, h, kruskalP],
      { relative: 1e-9, absolute: 0 },
    );
  }
});

Deno.test("mutual information agrees with scikit-learn, but for the noise that parts ties", () => {
  for (const [name, { values, mutualInformation: expected }] of Object.entries(columns)) {
    for (const neighbours of [3, 10] as const) {
      const data = { values, codes, groups: 4 };
      const found = mutualInformation(data, new Rng(1), { neighbours });
      assertAlmostEquals(found, expected[neighbours], name === "rounded" ? .03 : 1e-9);
    }
  }
});

Deno.test("mutual information sees a relation that means and ranks do not", () => {
  const { values, f } = columns.wavy;
  assert(f < 3);
  assert(mutualInformation({ values, codes, groups: 4 }, new Rng(1)) > .4);
});

Deno.test("chi-squared and Cramér's V of key and mode agree with SciPy", () => {
  for (const { table, chi2, p, dof, cramersV } of Object.values(reference.contingency)) {
    const found = chiSquared(table);
    assertAllClose([found.chiSquared, found.p, found.cramersV], [chi2, p, cramersV], {
      absolute: 0,
    });
    assertEquals(found.df, dof);
  }
});

Deno.test("a table of counts leaves missing values out, and independence gives nothing", () => {
  const found = contingency([7, NaN, 2, 7], [0, 1, 1, 0]);
  assertEquals(found, { rows: [2, 7], columns: [0, 1], counts: [[0, 1], [2, 0]] });
  const { chiSquared: statistic, cramersV, mutualInformation } = chiSquared([[2, 4], [3, 6]]);
  assertAllClose([statistic, cramersV, mutualInformation], [0, 0, 0]);
  assertAlmostEquals(chiSquared([[5, 0], [0, 5]]).cramersV, 1);
});

Deno.test("ranks of equal values are the mean of the ranks they cover", () => {
  assertEquals(midranks([3, -0, 0, 3, 3]), { ranks: Float64Array.of(4, 1.5, 1.5, 4, 4), ties: 30 });
});

Deno.test("the column that carries the genre comes first", () => {
  const found = association(toyTracks(300), new Rng(1));
  assertEquals(found.length, 14);
  assertEquals([found[0].column, found[1].column], ["danceability", "energy"]);
  assertEquals(
    found.filter((row) => row.cramersV !== undefined).map((row) => row.column).sort(),
    ["key", "mode"],
  );
});

Deno.test("repeats do not pass for knowledge of the genre", () => {
  const once = toyTracks(90), rows = [...Array(90).keys(), ...Array(90).keys()];
  const twice = stackDatasets([once, once]);
  const tempo = (of: ArrayLike<number>, tracks: typeof once) =>
    association(tracks, new Rng(1), { columns: { tempo: of } })[0].mutualInformation;
  const values = once.numbers("tempo");
  assertEquals(tempo(Float64Array.from(rows, (row) => values[row]), twice), tempo(values, once));
});

Deno.test("a constant column and one without values are measured as NaN and come last", () => {
  const tracks = toyTracks(60);
  const found = association(tracks, new Rng(1), {
    columns: {
      nothing: new Float64Array(60).fill(NaN),
      constant: new Float64Array(60).fill(2),
      danceability: tracks.numbers("danceability"),
    },
  });
  assertEquals(found.map((row) => row.column), ["danceability", "constant", "nothing"]);
  assertEquals([found[1].rows, found[1].kruskalH, found[1].etaSquared], [60, NaN, NaN]);
  assertEquals([found[2].rows, found[2].anovaF, found[2].mutualInformation], [0, NaN, NaN]);
});

Deno.test({
  name: "associations on the course's file agree with SciPy",
  ignore: !train,
  fn() {
    const found = association(courseTracks(), new Rng(1));
    const of = (name: string) => found.find((row) => row.column === name)!;
    for (const name of QUANTITIES) {
      const row = of(name),
        { anovaF, anovaP, kruskalH, kruskalP, etaSquared } = reference.byGenre[name];
      assertAllClose(
        [row.anovaF, row.anovaP, row.kruskalH, row.kruskalP, row.etaSquared],
        [anovaF, anovaP, kruskalH, kruskalP, etaSquared],
        { absolute: 0 },
      );
      if (kruskalP > 0) {
        assertAllClose([row.kruskalLog10P], [Math.log10(kruskalP)]);
      } else assert(row.kruskalLog10P < -300);
    }
    for (const name of ["key", "mode"] as const) {
      const { chi2, p, cramersV } = reference.contingency[name], row = of(name);
      assertAllClose([row.chiSquared!, row.chiSquaredP!, row.cramersV!], [chi2, p, cramersV], {
        absolute: 0,
      });
    }
  },
});
