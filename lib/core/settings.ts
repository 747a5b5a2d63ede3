/** Settings: plain objects with every default visible, unknown names and values that make no sense refused. */
import { InputError } from "./errors.ts";

/** `settings` over `defaults`.
 * @throws {InputError} on a name that `defaults` has not, listing those it has
 * @example
 * ```ts
 * import { assertEquals, assertFails } from "../../tests/assert.ts";
 * const defaults = { layers: [64], dropout: 0 };
 * assertEquals(withDefaults(defaults, { dropout: .2 }), { layers: [64], dropout: .2 });
 * await assertFails(() => withDefaults(defaults, { droput: .2 } as object), "droput", "layers, dropout");
 * ```
 */
export function withDefaults<Settings extends object>(
  defaults: Readonly<Settings>,
  settings: Partial<Settings>,
): Settings {
  for (const name of Object.keys(settings)) {
    if (!(name in defaults)) {
      throw new InputError("no such setting", {
        found: name,
        expected: `one of ${Object.keys(defaults).join(", ")}`,
      });
    }
  }
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(given) } as Settings;
}

/** Those of the settings that `names` has.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(pick({ epochs: 50 }, { epochs: 3, layers: [64] }), { epochs: 3 });
 * ```
 */
export function pick<Part extends object>(names: Readonly<Part>, settings: Part): Part {
  return Object.fromEntries(
    Object.keys(names).map((name) => [name, settings[name as keyof Part]]),
  ) as Part;
}
