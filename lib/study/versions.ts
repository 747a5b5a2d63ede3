/** What a number was computed with: it stands in every run's record. */
import { cpus } from "node:os";
import config from "../../deno.json" with { type: "json" };

/** Programs and machine. Only `study` decides whether a recorded run may be used again. */
export interface Versions {
  /** This project's own version, from deno.json. */
  readonly study: string;
  readonly deno: string;
  readonly v8: string;
  readonly tfjs: string;
  /** The processor's own name, and how many cores this process may use. */
  readonly cpu: string;
  readonly cores: number;
}

let known: Versions | undefined;

/** The versions in use.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(versions().deno, Deno.version.deno);
 * ```
 */
export function versions(): Versions {
  return known ??= {
    study: config.version,
    deno: Deno.version.deno,
    v8: Deno.version.v8,
    tfjs: config.imports["@tensorflow/tfjs"].split("@").at(-1)!,
    cpu: cpus()[0]?.model ?? "unknown",
    cores: navigator.hardwareConcurrency,
  };
}
