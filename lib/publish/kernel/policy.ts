/** What a confined program may touch: a list, and the answer to every question that the list decides. */
import { realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, resolve, sep } from "node:path";

/** What is allowed; everything else is refused. */
export interface Policy {
  /** Where the program starts: what paths that it reads are relative to. */
  readonly cwd: string;
  /** Folders (and files) that may be read, with all that is in them. */
  readonly read: readonly string[];
  /** Folders of the user's data that may be read, with all that is in them and all that their links lead to. */
  readonly data: readonly string[];
  /** Folders that may be written to, with all that is in them; they may be read as well. */
  readonly write: readonly string[];
  /** Hosts that may be reached; `*.example.org` stands for every host below. */
  readonly net: readonly string[];
  /** Folders from which native libraries may be loaded. */
  readonly ffi: readonly string[];
}

/** A question of Deno's: may this be done? */
export interface Question {
  readonly permission: string;
  /** Path, `host:port`, name of a variable …; null or absent where everything of that kind is asked for. */
  readonly value?: string | null;
}

/** Why something is refused, or undefined where it is allowed. Variables of the environment and facts of the machine
 * may be read, for nothing that is not allowed here can carry them away. A path to write to must be absolute: a
 * program may have gone to another folder meanwhile.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const policy = { cwd: "/", read: ["/models"], data: ["/data"], write: ["/out"], net: ["127.0.0.1"], ffi: [] };
 * assertEquals(refusal(policy, { permission: "write", value: "/out/a.csv" }), undefined);
 * assertEquals(refusal(policy, { permission: "write", value: "/out/../a" }), "writing is confined to /out");
 * ```
 */
export function refusal(policy: Policy, { permission, value }: Question): string | undefined {
  const { cwd, read, data, write, net, ffi } = policy;
  switch (permission) {
    case "env":
    case "sys":
      return undefined;
    case "read": {
      const path = value && resolve(cwd, value);
      // a program that may not write there has made no link there
      return isNamedIn(data, path) || within([...read, ...write], path)
        ? undefined
        : confined("reading", read, data, write);
    }
    case "write":
      return within(write, value) ? undefined : confined("writing", write);
    case "ffi":
      return within(ffi, value) ? undefined : confined("loading native libraries", ffi);
    case "net":
    case "import":
      return reaches(net, value) ? undefined : confined("the network", net);
    default:
      return `${permission} is not allowed here`;
  }
}

const confined = (what: string, ...lists: (readonly string[])[]) =>
  `${what} is confined to ${lists.flat().join(", ") || "nothing"}`;

/** Does the path lie in one of the folders, also when its symbolic links are followed? What lies in none by its name
 * is not looked at, for the guard itself may not be allowed to. */
function within(folders: readonly string[], path: string | null | undefined): boolean {
  if (!path || !isAbsolute(path)) return false;
  if (folders.includes(path)) return true;
  const given = folders.map((folder) => resolve(folder)), real = given.map(realPath);
  if (!isNamedIn([...given, ...real], path)) return false;
  return isNamedIn(real, realPath(resolve(path)));
}

/** Does the path, as it is written, lie in one of the folders? */
function isNamedIn(folders: readonly string[], path: string | null | undefined): boolean {
  if (!path || !isAbsolute(path)) return false;
  const named = resolve(path);
  return folders.map((folder) => resolve(folder)).some((folder) =>
    named === folder || named.startsWith(folder.endsWith(sep) ? folder : folder + sep)
  );
}

/** The path with its symbolic links followed as far as it exists and may be looked at. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), basename(path));
  }
}

function reaches(hosts: readonly string[], address: string | null | undefined): boolean {
  const host = address?.replace(/:\d+$/, "").toLowerCase();
  if (!host) return false;
  return hosts.some((allowed) =>
    allowed.startsWith("*.") ? host.endsWith(allowed.slice(1)) : host === allowed
  );
}
