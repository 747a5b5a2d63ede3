/** What must be refused, and how it must be said. */
import { InputError } from "../../lib/core/errors.ts";
import { parseTracks, type Role } from "../music.ts";
import { assert, assertFails } from "../assert.ts";

/** Reading must fail with an InputError that says all this. */
export async function refused(
  content: string | Uint8Array,
  as: Role,
  ...parts: (string | RegExp)[]
) {
  const error = await assertFails(
    () => parseTracks(content, "bad.csv", { as }),
    "bad.csv",
    ...parts,
  );
  assert(error instanceof InputError, `expected an InputError, found ${error.stack}`);
}
