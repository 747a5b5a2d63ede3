/** What a number was computed with: it stands in every run's record. */
import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import config from "../../deno.json" with { type: "json" };

/** Programs and machine. Only `study` decides whether a recorded run may be used again. */
export interface Versions {
  /** This project's own version, from deno.json. */
  readonly study: string;
  /** The commit that is checked out; none where the project is no git clone. */
  readonly commit?: string;
  readonly deno: string;
  readonly v8: string;
  readonly tfjs: string;
  /** The processor's own name, and how many cores this process may use. */
  readonly cpu: string;
  readonly cores: number;
}

let known: Versions | undefined;

/** The commit that is checked out in a folder; undefined where there is none, or no git.
 *
 * @param folder the project's own when left out
 * @returns 40 hexadecimal digits
 */
export function commitOf(
  folder: string | URL = new URL("../../", import.meta.url),
): string | undefined {
  try {
    return execFileSync("git", ["rev-parse", "--verify", "HEAD"], {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return undefined;
  }
}

/** The versions in use.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(versions().deno, Deno.version.deno);
 * ```
 */
export function versions(): Versions {
  const commit = known ? known.commit : commitOf();
  return known ??= {
    study: config.version,
    ...(commit && { commit }),
    deno: Deno.version.deno,
    v8: Deno.version.v8,
    tfjs: config.imports["@tensorflow/tfjs"].split("@").at(-1)!,
    cpu: cpus()[0]?.model ?? "unknown",
    cores: navigator.hardwareConcurrency,
  };
}
