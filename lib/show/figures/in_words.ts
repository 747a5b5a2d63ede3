/** Settings that are objects, as words: what axes and tables can show. */
import { settingText } from "./settings.ts";

/** The same runs with every setting that is an object as a text: `{ kind: "periodic", sigma: .3 }` becomes
 * "periodic, sigma 0.3". For figures and tables, not for records.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const run = { settings: { embedding: { kind: "periodic", sigma: .3 }, layers: [64] } };
 * assertEquals(inWords([run])[0].settings, { embedding: "periodic, sigma 0.3", layers: [64] });
 * ```
 */
export function inWords<Run extends { readonly settings: Readonly<Record<string, unknown>> }>(
  runs: readonly Run[],
): Run[] {
  return runs.map((run) => ({
    ...run,
    settings: Object.fromEntries(
      Object.entries(run.settings).map(([name, value]) => [name, words(value)]),
    ),
  }));
}

function words(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const { kind, ...others } = value as Record<string, unknown>;
  const sorted = Object.entries(others).sort(([a], [b]) => a < b ? -1 : 1); // records sort them, too
  return [...kind === undefined ? [] : [["kind", kind] as const], ...sorted]
    .map(([name, part]) => name === "kind" ? settingText(part) : `${name} ${settingText(part)}`)
    .join(", ");
}
