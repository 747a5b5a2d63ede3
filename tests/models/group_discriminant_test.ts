import { argmax } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { allRows, classesOf, type Dataset, dataset } from "../../lib/data/mod.ts";
import { numeric, standard } from "../../lib/features/mod.ts";
import { linearDiscriminant } from "../../lib/models/discriminant.ts";
import { groupDiscriminant } from "../../lib/models/group_discriminant.ts";
import { onFeatures } from "../../lib/models/estimator.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";

/** Songs of two kinds by bands: `pulse` tells the kind, a little; `room` tells the band, exactly. */
function songs(
  bands: readonly (readonly [kind: string, room: number, songs: number])[],
  seed = 1,
): Dataset {
  const rng = new Rng(seed);
  const rows = bands.flatMap(([kind, room, count], band) =>
    Array.from({ length: count }, () => ({
      ...{ kind, band: String(band), room: room + .1 * rng.normal() },
      pulse: (kind === "wild" ? 1 : -1) + .8 * rng.normal(),
    }))
  );
  const column = (name: "room" | "pulse") => Float64Array.from(rows, (row) => row[name]);
  return dataset({
    ...{ file: "songs", rows: rows.length, fingerprint: "0", incomplete: [] },
    numbers: { pulse: column("pulse"), room: column("room") },
    texts: { kind: rows.map(({ kind }) => kind) },
    schema: {
      ...{ row: "song", task: "kind", keys: {}, caption: [], leaks: [] },
      columns: { pulse: { kind: "number" }, room: { kind: "number" }, kind: { kind: "class" } },
      groups: { band: { text: "band" } },
    },
    table: {
      ...{ delimiter: ",", newline: "\n", bom: false, header: ["band"] },
      cells: rows.map(({ band }) => [band]),
    },
  });
}

const numbers = [numeric(), standard()] as const;
const known = songs([["wild", 4, 60], ["wild", -3, 8], ["calm", -4, 60], ["calm", 3, 8]]);
const unknown = songs([["wild", -4, 100], ["calm", 4, 100]], 2);

Deno.test("of bands never met it tells the kind where a plain discriminant tells the room", async () => {
  const right = async (model: ReturnType<typeof groupDiscriminant>) => {
    const fitted = await model.fit(known, allRows(known), new Rng(1));
    const answers = argmax(await fitted.predictProba(unknown, allRows(unknown)));
    const { codes } = classesOf(unknown, allRows(unknown));
    return answers.filter((code, i) => code === codes[i]).length / codes.length;
  };
  const plain = await right(onFeatures([...numbers], linearDiscriminant()));
  const across = await right(groupDiscriminant([...numbers], { group: "band" }));
  assert(plain < .3 && across > .7, `${plain} and ${across}`);
});

Deno.test("where every row is a group of its own it is the plain discriminant", async () => {
  const alone = { ...known, groups: () => allRows(known) };
  const across = groupDiscriminant([...numbers], { group: "band", between: 1, shrinkage: .4 });
  const plain = onFeatures([...numbers], linearDiscriminant({ shrinkage: .4 }));
  const [a, b] = await Promise.all([across, plain].map(async (model) => {
    const fitted = await model.fit(alone, allRows(alone), new Rng(1));
    return await fitted.predictProba(alone, allRows(alone));
  }));
  assertAllClose(a.data, b.data, { absolute: 1e-5 });
  assertEquals(a.names, ["calm", "wild"]);
});

Deno.test("settings out of range, an unknown group and rows of one kind are refused", async () => {
  await assertFails(
    () => groupDiscriminant([...numbers], { group: "band", shrinkage: 2 }),
    "shrinkage",
  );
  const fit = (group: string, rows: Int32Array) =>
    groupDiscriminant([...numbers], { group }).fit(known, rows, new Rng(1));
  await assertFails(() => fit("label", allRows(known)), "no label is known", "band");
  await assertFails(() => fit("band", allRows(known).slice(0, 60)), "groupDiscriminant");
});
