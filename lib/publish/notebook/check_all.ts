/** `deno task check`: format, lint and types of everything, notebook cells included. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import config from "../../../deno.json" with { type: "json" };
import { PROJECT_ROOT } from "../../core/places.ts";
import { checkNotebooks, describeProblem, type Problem } from "./check.ts";
import { notebooksFolder, notebooksOf } from "./notebooks.ts";

/** How many of the checks passed and failed. */
interface CheckCounts {
  readonly passed: number;
  readonly failed: number;
}

/** Bytes of what a program says that are shown: of a large file that is not formatted, it says all. */
const MOST = 100_000;

async function deno(...args: string[]): Promise<string | undefined> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    cwd: PROJECT_ROOT,
    env: { NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes.subarray(0, MOST));
  return success ? undefined : text(stdout) + text(stderr);
}

/** The notebooks of every study, and its README. */
const notebooks = (): string[] =>
  [...Deno.readDirSync(join(PROJECT_ROOT, "notebooks"))]
    .filter((entry) => entry.isDirectory).map(({ name }) => notebooksFolder(PROJECT_ROOT, name))
    .sort().flatMap((folder) =>
      [...notebooksOf(folder), "README.md"].map((name) => join(folder, name))
    ).filter((path) => existsSync(path));

/** Runs every check, saying one line each and what is wrong below it. */
export async function checkAll(say: (text: string) => void = console.log): Promise<CheckCounts> {
  // one program: what notebooks import from lib/ is typed once
  const paths = notebooks(), folders = ["--lock=tests/deno.lock", "lib", "tests", "data"];
  let problems: Promise<Problem[]> | undefined;
  const found = () => problems ??= checkNotebooks(paths, folders);
  const isNotebooks = ({ file }: Problem) => paths.includes(file);
  const told = (some: Problem[]) => some.map(describeProblem).join("\n") || undefined;
  const checks: [string, () => Promise<string | undefined>][] = [
    // notebooks are left to the last check: `fmt --check` finds fault with every one it sees for the first time
    [
      "everything is formatted",
      () =>
        deno(
          "fmt",
          "--check",
          `--ignore=${["notebooks/**/*.ipynb", ...config.fmt.exclude]}`, // or deno.json's own would not hold
        ),
    ],
    ["lint finds nothing", () => deno("lint")],
    ["types fit", async () => told((await found()).filter((problem) => !isNotebooks(problem)))],
    [
      "notebook cells are formatted, linted and typed, and hold no output; READMEs' are typed",
      async () => told((await found()).filter(isNotebooks)),
    ],
  ];
  let failed = 0;
  for (const [name, check] of checks) {
    const problem = await check();
    if (problem) failed++;
    say(`${name} ... ${problem ? `FAILED\n${problem}` : "ok"}`);
  }
  return { passed: checks.length - failed, failed };
}

if (import.meta.main) Deno.exitCode = (await checkAll()).failed ? 1 : 0;
