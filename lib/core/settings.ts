/** Settings: plain objects with every default visible; unknown names and values out of bounds are refused. */
import { InputError } from "./errors.ts";

/** A model's or a search's settings: one flat object of plain data. */
export type Settings = Readonly<Record<string, unknown>>;

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
 * const all = { epochs: 3, layers: [64] };
 * assertEquals(pick({ epochs: 50 }, all), { epochs: 3 });
 * ```
 */
export function pick<Part extends object>(names: Readonly<Part>, settings: NoInfer<Part>): Part {
  return Object.fromEntries(
    Object.keys(names).map((name) => [name, settings[name as keyof Part]]),
  ) as Part;
}

/** Which numbers make sense. Infinity does only where `most` allows it. */
export interface Bounds {
  /** The number is greater. */
  readonly above?: number;
  /** The number is this or greater. */
  readonly least?: number;
  /** The number is smaller. */
  readonly below?: number;
  /** The number is this or smaller. */
  readonly most?: number;
  /** Whole numbers only. */
  readonly whole?: boolean;
  /** What may stand instead of a number, such as null. */
  readonly or?: readonly unknown[];
}

/** What a setting may be: a number within bounds, or one of a list. */
export type Rule = Bounds | readonly unknown[];

/** Refuses a value that breaks a rule.
 *
 * @param what names the setting in the message
 * @throws {InputError} when the value is out of range, or not in the list
 * @example
 * ```ts
 * import { assertFails } from "../../tests/assert.ts";
 * checkSetting("the setting epochs", 50, { least: 1, whole: true });
 * const go = () => checkSetting("the setting dropout", 1, { least: 0, below: 1 });
 * await assertFails(go, "the setting dropout is out of range; found 1; expected a number from 0 and below 1");
 * ```
 */
export function checkSetting(what: string, value: unknown, rule: Rule): void {
  if (isList(rule)) {
    if (rule.includes(value)) return;
    throw new InputError(`${what} has no such choice`, { found: value, expected: oneOf(rule) });
  }
  const { or = [] } = rule;
  if (or.includes(value) || isWithin(value, rule)) return;
  const expected = oneOf([inWords(rule), ...or]);
  throw new InputError(`${what} is out of range`, { found: value, expected });
}

/** Checks all settings that have a rule.
 *
 * @param of whose settings they are, for the message: `svm({ c })`; left out: "the setting c"
 * @throws {InputError} on the first that breaks its rule
 * @example
 * ```ts
 * import { assertFails } from "../../tests/assert.ts";
 * const rules = { c: { above: 0 }, kernel: ["rbf", "linear"] };
 * checkSettings({ c: 2, kernel: "rbf" }, rules);
 * await assertFails(() => checkSettings({ c: 0, kernel: "rbf" }, rules, "svm"), "svm({ c }) is out of range");
 * await assertFails(() => checkSettings({ c: 2, kernel: "poly" }, rules), "poly", "rbf or linear");
 * ```
 */
export function checkSettings<Settings extends object>(
  settings: Settings,
  rules: { readonly [Name in keyof Settings]?: Rule },
  of?: string,
): void {
  for (const [name, rule] of Object.entries(rules) as [keyof Settings & string, Rule][]) {
    checkSetting(of ? `${of}({ ${name} })` : `the setting ${name}`, settings[name], rule);
  }
}

const isList = (rule: Rule): rule is readonly unknown[] => Array.isArray(rule);

function isWithin(value: unknown, bounds: Bounds): boolean {
  const { above = -Infinity, least = -Infinity, below = Infinity, most, whole = false } = bounds;
  return typeof value === "number" && value > above && value >= least &&
    (most === undefined ? value < below : value <= most) && (!whole || Number.isInteger(value));
}

function inWords({ above, least, below, most, whole }: Bounds): string {
  const from = least === undefined ? `above ${above}` : `from ${least}`;
  const end = most !== undefined && most < Infinity
    ? `${least === undefined ? " and at most" : " to"} ${most}`
    : below !== undefined
    ? ` and below ${below}`
    : "";
  return `a ${whole ? "whole " : ""}number ${from}${end}`;
}

/** "a, b or c" */
const oneOf = (list: readonly unknown[]): string =>
  list.length < 2 ? String(list[0]) : `${list.slice(0, -1).join(", ")} or ${list.at(-1)}`;
