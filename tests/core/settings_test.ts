import { InputError } from "../../lib/core/errors.ts";
import {
  checkSetting,
  checkSettings,
  pick,
  type Rule,
  withDefaults,
} from "../../lib/core/settings.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";

/** Which of the values the rule refuses. */
const refused = (rule: Rule, values: readonly unknown[]) =>
  values.filter((value) => {
    try {
      checkSetting("it", value, rule);
      return false;
    } catch (error) {
      assert(error instanceof InputError);
      return true;
    }
  });

Deno.test("a number within its range passes, its ends as the rule says", () => {
  const around = [-Infinity, -1, 0, .5, 1, 2, Infinity, NaN];
  assertEquals(refused({ least: 0, most: 1 }, around), [-Infinity, -1, 2, Infinity, NaN]);
  assertEquals(refused({ above: 0, below: 1 }, around), [-Infinity, -1, 0, 1, 2, Infinity, NaN]);
  assertEquals(refused({ least: 1, whole: true }, around), [-Infinity, -1, 0, .5, Infinity, NaN]);
  assertEquals(refused({ above: 0 }, around), [-Infinity, -1, 0, Infinity, NaN]);
  assertEquals(refused({ least: 0, most: Infinity }, around), [-Infinity, -1, NaN]);
});

Deno.test("what is no number passes only where the rule names it", () => {
  const others = ["1", true, null, undefined, [1], "scale"];
  assertEquals(refused({ least: 0 }, others), others);
  assertEquals(refused({ least: 0, or: ["scale", null] }, others), ["1", true, undefined, [1]]);
  assertEquals(refused(["scale", "1"], others), [true, null, undefined, [1]]);
});

Deno.test("a message tells the setting, what was found and all that may be", async () => {
  const says = (rule: Rule, expected: string) =>
    assertFails(
      () => checkSetting("the setting c", "odd", rule),
      `found "odd"; expected ${expected}`,
    );
  await says({ above: 0 }, "a number above 0");
  await says({ above: 0, most: 1 }, "a number above 0 and at most 1");
  await says({ least: 0, below: 1 }, "a number from 0 and below 1");
  await says({ least: 1, most: 9, whole: true, or: [null] }, "a whole number from 1 to 9 or null");
  await says({ least: 1, whole: true, or: ["sqrt", "all"] }, "a whole number from 1, sqrt or all");
  await says(["adam", "adamw", "sgd"], "adam, adamw or sgd");
  const settings = { c: 1, kernel: "poly" }, rules = { kernel: ["rbf"] };
  await assertFails(() => checkSettings(settings, rules), "the setting kernel has no such choice");
  await assertFails(() => checkSettings(settings, rules, "svm"), "svm({ kernel })", "expected rbf");
});

Deno.test("settings are taken over their defaults, undefined ones left out, and apart again", () => {
  const all = withDefaults({ epochs: 50, rate: .1 }, { epochs: 3, rate: undefined });
  assertEquals(all, { epochs: 3, rate: .1 });
  assertEquals(pick({ rate: 0 }, all), { rate: .1 });
});
