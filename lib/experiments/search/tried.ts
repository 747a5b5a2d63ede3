/** What a notebook asks to be tried, as a space of settings. */
import { fitting } from "../../evaluation/fitting.ts";
import type { MlpClassifierSettings } from "../../nn/classifier.ts";
import { fewValues, type Quick } from "../quick.ts";
import type { Settings } from "../runs/record.ts";
import { combinations, grid, listed, type Space } from "./space.ts";

/** Values by a setting's name. A multilayer perceptron's settings are named, for who completes them; other networks
 * have others. */
export type SettingValues =
  & { readonly [name in keyof MlpClassifierSettings]?: readonly unknown[] }
  & Readonly<Record<string, readonly unknown[]>>;

/** Values of settings, of which every combination is tried; settings by the name of their way; a list of settings; or
 * a space. */
export type Tried =
  | SettingValues
  | Readonly<Record<string, Settings>>
  | readonly Settings[]
  | Space;

/** The space, and what it varies: the names of a grid's settings, such as "batchSize" or "schedule, learningRate".
 *
 * @param rows how many there are to learn from: larger batches are left out, and said
 * @param quick the most that a quick study tries
 * @param across values of settings that go, in every combination, with each of the settings tried; not with a space
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { Rng } from "../../core/rng.ts";
 * const { space, varied } = spaceOf({ scratch: { start: "scratch" }, copied: {} }, 100);
 * assertEquals(space.plan(new Rng(1)).ready()[0].label, { variant: "scratch" });
 * assertEquals([varied, spaceOf({ layers: [[64], [32]] }, 100).varied], [undefined, "layers"]);
 * ```
 */
export function spaceOf(
  tried: Tried,
  rows: number,
  quick?: Quick,
  across: Readonly<Record<string, readonly unknown[]>> = {},
): { readonly space: Space; readonly varied?: string } {
  if (isSpace(tried)) return { space: within((quick && tried.fewer?.(quick)) ?? tried, rows) };
  const few = (values: readonly unknown[]) => quick ? fewValues(values, quick.values) : values;
  const entries = Object.entries(tried), besides = Object.entries(across);
  const byName = entries.length > 0 && entries.every(([, own]) => isSettings(own));
  if (Array.isArray(tried) || byName) {
    const each = combinations(
      Object.fromEntries(besides.map(([name, values]) => [name, few(values)])),
    );
    const settings = entries.flatMap(([, own]) =>
      each.map((more) => ({ ...own as Settings, ...more }))
    );
    const labels = entries.flatMap(([variant]) => each.map(() => ({ variant })));
    return { space: listed(settings, Array.isArray(tried) ? undefined : labels) };
  }
  const values = [...entries, ...besides].map(([name, own]) => {
    const some = few(own as readonly unknown[]);
    return [name, name === "batchSize" ? fitting("batches", some as number[], rows) : some];
  });
  const names = values.map(([name]) => name).join(", ");
  return { space: grid(Object.fromEntries(values)), ...(names && { varied: names }) };
}

/** The same space, whose batches are at most all rows. */
function within(space: Space, rows: number): Space {
  const large = ({ batchSize }: Settings) => Number(batchSize ?? 0) > rows;
  const fit = (own: Settings) => large(own) ? { ...own, batchSize: rows } : own;
  return {
    plan(rng) {
      const plan = space.plan(rng);
      return {
        get total() {
          return plan.total;
        },
        ready: () =>
          plan.ready().map((each) =>
            large(each.settings) ? { ...each, settings: fit(each.settings) } : each
          ),
        report: (candidate, score, runs) => plan.report(candidate, score, runs),
        upcoming: () => plan.upcoming().map(fit),
      };
    },
  };
}

const isSpace = (tried: Tried): tried is Space => typeof (tried as Space).plan === "function";

const isSettings = (own: unknown): own is Settings =>
  typeof own === "object" && own !== null && !Array.isArray(own);
