/** What the conclusion leaves for the article: records of what an average brings, what is taken for what, who answers. */
import type { Gain } from "../../evaluation/mod.ts";
import type { Recipe } from "./recipe.ts";
import type { Session } from "./session.ts";
import type { JudgedWay } from "./ways.ts";

/** Keeps what notebook 05 found beside the ways to split, which keep themselves.
 *
 * @param found.hardest the model whose answers are looked at, under the hardest way
 * @param found.gains what it has over others, by their names
 * @param found.recipe what answers tracks of unknown genre
 * @example
 * ```ts ignore
 * await recordConclusion(study, { hardest, gains, recipe });
 * ```
 */
export async function recordConclusion(
  session: Pick<Session, "record">,
  { hardest, gains, recipe: { tried, way } }: {
    readonly hardest: JudgedWay;
    readonly gains: readonly Gain[];
    readonly recipe: Pick<Recipe, "tried" | "way">;
  },
): Promise<void> {
  const keep = (
    name: string,
    scores: Readonly<Record<string, number>>,
    step: string,
    variant: string,
  ) => session.record("05", name, scores, { label: { step, variant } });
  const { way: asked, accuracy, tracks, interval: [low, high] } = hardest;
  const { classes, confusion } = hardest.evaluated[0];
  await keep("conclusion", { accuracy, low, high, tracks }, "conclusion", asked);
  for (const [k, truth] of classes.entries()) {
    const taken = Object.fromEntries(classes.map((other, j) => [other, confusion[k][j]]));
    await keep(`taken for: ${truth}`, taken, "taken for", truth);
  }
  for (const { name, value, interval: [gainLow, gainHigh] } of gains) {
    await keep(`gain ${name}`, { gain: value, gainLow, gainHigh }, "gain", name);
  }
  const [{ members, ...scores }] = tried;
  await keep(`recipe: ${way}`, { ...scores, sets: tried.length }, "recipe", members.join(" + "));
}
