/** A clean clone of the project as it is now, for tests of what commands leave behind in it. */
import { join } from "node:path";
import { PROJECT_ROOT } from "../lib/core/places.ts";

/** A clone in a folder of its own. `await using` removes it. */
export interface Clone extends AsyncDisposable {
  readonly root: string;
  /** Runs Deno in it; both streams come back as one text. */
  deno(
    args: readonly string[],
    env?: Record<string, string>,
  ): Promise<{ code: number; said: string }>;
  /** What `git status` says: nothing where all is as it was committed. */
  status(): Promise<string>;
}

const TRACKED = [
  ...["lib", "notebooks", "tests", "README.md", "LICENSE", ".gitignore"],
  ...["data/README.md", "data/calibration.json", "data/generator", "data/sample"],
  ...["data/make_calibration.ts", "data/make_sample.ts"],
  ...["deno.json", "deno.lock", "package.json"],
];

/** Copies the project's files, changed ones included, and commits them. Packages come from Deno's cache at the first command.
 * @param change made to the files before the commit */
export async function cloneProject(
  change: (root: string) => Promise<void> = () => Promise.resolve(),
): Promise<Clone> {
  const root = await Deno.makeTempDir({ prefix: "clone-" });
  await Deno.mkdir(join(root, "data"));
  for (const name of TRACKED) await copy(join(PROJECT_ROOT, name), join(root, name));
  await change(root);
  const run = async (
    program: string,
    args: readonly string[],
    env: Record<string, string> = {},
  ) => {
    const { code, stdout, stderr } = await new Deno.Command(program, {
      args: [...args],
      cwd: root,
      env: { NO_COLOR: "1", COURSE_DATA: "", ...env },
    }).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    return { code, said: text(stdout) + text(stderr) };
  };
  await run("git", ["init", "--quiet"]);
  await run("git", ["add", "."]);
  await run("git", ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "All"]);
  return {
    root,
    deno: (args, env) => run(Deno.execPath(), args, env),
    status: async () => (await run("git", ["status", "--porcelain"])).said.trim(),
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}

async function copy(from: string, to: string): Promise<void> {
  if ((await Deno.stat(from)).isFile) return Deno.copyFile(from, to);
  await Deno.mkdir(to, { recursive: true });
  for await (const { name } of Deno.readDir(from)) await copy(join(from, name), join(to, name));
}
