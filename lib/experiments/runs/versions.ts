/** What a number was computed with: it stands in every run's record. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join, resolve, sep } from "node:path";
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

const PROJECT = fileURLToPath(new URL("../../..", import.meta.url));

/** The commit that is checked out in a folder; undefined where there is none. Read from git's own files, for the
 * kernel of a study may start no programs; where these are of another form (reftable), git is asked.
 *
 * @param folder the project's own when left out
 * @returns 40 hexadecimal digits
 */
export function commitOf(folder: string = PROJECT): string | undefined {
  try {
    const git = gitFolders(folder);
    return git && readHead(git) || askGit(folder);
  } catch {
    return undefined;
  }
}

/** The files and folders that {@linkcode commitOf} reads and that lie outside of the folder: those of a work tree
 * beside the main one, or of a clone that the folder is a part of. A program that may read the project alone must be
 * allowed these, too. None where the folder is a clone itself, or in no clone.
 *
 * @param folder the project's own when left out
 */
export function placesOfCommit(folder: string = PROJECT): string[] {
  const git = gitFolders(folder);
  if (!git) return [];
  const { dotGit, own, shared } = git, inside = resolve(folder) + sep;
  return [
    ...own === dotGit ? [] : [dotGit],
    ...[join(own, "HEAD"), join(own, "commondir")],
    ...[join(shared, "packed-refs"), join(shared, "refs")],
  ].filter((path) => !path.startsWith(inside));
}

interface GitFolders {
  /** The folder `.git`, or the file in its place. */
  readonly dotGit: string;
  /** Where HEAD is. */
  readonly own: string;
  /** Where branches are. */
  readonly shared: string;
}

const textOf = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // is not there, is a folder, or may not be read
  }
};

/** Where git keeps what is checked out in a folder. A work tree beside the main one has a file in place of the folder
 * `.git`, and its branches lie in the main one's; a folder within a clone has neither.
 * @see https://git-scm.com/docs/gitrepository-layout */
function gitFolders(folder: string): GitFolders | undefined {
  const dotGit = join(resolve(folder), ".git");
  const linked = /^gitdir: (.+)$/m.exec(textOf(dotGit))?.[1];
  const own = linked ? resolve(dotGit, "..", linked) : dotGit;
  if (textOf(join(own, "HEAD"))) {
    return { dotGit, own, shared: resolve(own, textOf(join(own, "commondir")).trim() || ".") };
  }
  const above = dirname(resolve(folder));
  return above === resolve(folder) ? undefined : gitFolders(above);
}

/** What HEAD stands for: a commit, or a branch's. */
function readHead({ own, shared }: GitFolders): string | undefined {
  const head = textOf(join(own, "HEAD")).trim(), branch = /^ref: (.+)$/.exec(head)?.[1];
  const loose = branch ? textOf(join(shared, branch)).trim() : head;
  const packed = textOf(join(shared, "packed-refs")).split("\n")
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
