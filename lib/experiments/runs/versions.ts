/** What a number was computed with: it stands in every run's record. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { cpus } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import config from "../../../deno.json" with { type: "json" };

/** Programs and machine. Only `study` and `code` decide whether a recorded run may be used again. */
export interface Versions {
  /** This project's own version, from deno.json. */
  readonly study: string;
  /** A hash of the modules that computed it (code.ts); none in records from before there was one. */
  readonly code?: string;
  /** The commit that is checked out; none where the project is no git clone. */
  readonly commit?: string;
  /** Deno's version. */
  readonly deno: string;
  /** Version of Deno's JavaScript engine. */
  readonly v8: string;
  /** TensorFlow.js' version in deno.json. */
  readonly tfjs: string;
  /** The processor's own name. */
  readonly cpu: string;
  /** How many cores this process may use. */
  readonly cores: number;
  /** The worker of a queue that computed it, by machine and process; none where this process did. */
  readonly worker?: string;
  /** How that worker rounds: a hash of small trainings (queue/release.ts). */
  readonly arithmetic?: string;
}

let known: Versions | undefined;

/** The commit that is checked out in a folder; undefined where there is none. Read from git's own files, for the
 * kernel of a study may start no programs; where these are of another form (reftable), git is asked.
 *
 * @param folder the project's own when left out
 * @returns 40 hexadecimal digits
 */
export function commitOf(
  folder: string = fileURLToPath(new URL("../../..", import.meta.url)),
): string | undefined {
  try {
    return readHead(join(folder, ".git")) ?? askGit(folder);
  } catch {
    return undefined;
  }
}

/** What HEAD stands for: a commit, or a branch's name. A work tree beside the main one has a file in place of the
 * folder `.git`, and its branches lie in the main one's.
 * @see https://git-scm.com/docs/gitrepository-layout */
function readHead(dotGit: string): string | undefined {
  if (!existsSync(dotGit)) return undefined; // a folder within a clone
  const text = (path: string) => existsSync(path) ? readFileSync(path, "utf8") : "";
  const linked = statSync(dotGit).isFile() && /^gitdir: (.+)$/m.exec(text(dotGit));
  const own = linked ? resolve(dotGit, "..", linked[1]) : dotGit;
  const shared = resolve(own, text(join(own, "commondir")).trim() || ".");
  const head = text(join(own, "HEAD")).trim(), branch = /^ref: (.+)$/.exec(head)?.[1];
  const loose = branch ? text(join(shared, branch)).trim() : head;
  const packed = text(join(shared, "packed-refs")).split("\n")
    .find((line) => line.endsWith(` ${branch}`));
  return [loose, packed?.slice(0, 40)].find((found) => found && /^[0-9a-f]{40}$/.test(found));
}

function askGit(folder: string): string {
  return execFileSync("git", ["rev-parse", "--verify", "HEAD"], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();
}

/** The versions in use.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
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
