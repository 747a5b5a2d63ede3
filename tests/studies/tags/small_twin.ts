/** 300 tracks of the twin, in three parts, and what their own scores answer. */
import { Rng } from "../../../lib/core/rng.ts";
import { ownScores, partsOf, tagsOf, twin, twinData } from "../../../lib/studies/tags/mod.ts";

export const drawn = twin({ rows: 300 }), data = twinData(drawn, "track");
export const { categories, tags: names } = drawn.world;
export const places = Object.fromEntries(
  categories.flatMap(({ name, class: of, tags }) =>
    tags.map((tag) => [names[tag], { class: of, category: name }])
  ),
);
export const parts = partsOf(data, new Rng(1));

/** The own scores of both parts. */
export async function own() {
  const fitted = await ownScores().fit(data, parts.learn, new Rng(1));
  const part = async (rows: Int32Array) => ({
    y: tagsOf(data, rows),
    p: await fitted.predictProba(data, rows),
  });
  return { name: "own", tune: await part(parts.tune), judge: await part(parts.judge) };
}
