/** Whether records, data and code belong together. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { commitOf } from "../../experiments/runs/versions.ts";
import type { Evidence } from "../article/evidence.ts";
import { commandLine, type Given } from "../commands/command_line.ts";
import type { DataPlace, OpenedData } from "../study.ts";

type Opened = Pick<OpenedData, "fingerprint" | "dir" | "origin">;

/** What does not belong together; none where everything is of one commit and one data set.
 *
 * @param options.root the project's folder
 * @param options.given to hand-in, for the commands that mend it
 * @param options.data where the study's files may lie, for what to do */
export function provenanceFaults(
  { runs, fingerprint, synthetic }: Evidence,
  opened: Opened,
  { root, given, data }: { root: string; given: Given; data: DataPlace },
): string[] {
  return [
    ...dataFaults({ fingerprint, synthetic }, opened, { given, data }),
    ...commitFaults(runs, root, commandLine("study --fresh", given)),
    ...uncommitted(root),
  ];
}

function dataFaults(
  { fingerprint, synthetic }: Pick<Evidence, "fingerprint" | "synthetic">,
  opened: Opened,
  { given, data }: { given: Given; data: DataPlace },
): string[] {
  const same = fingerprint === opened.fingerprint, study = commandLine("study", given);
  if (synthetic) {
    const what = `the records are of the synthetic sample, not of ${data.called}`;
    if (!same) return [`${what}; run ${study}`];
    const onData = commandLine("study", { ...given, data: "DIR" });
    return [`${what}; run ${onData}, where DIR holds ${data.files.join(" and ")}`];
  }
  if (same) return [];
  const or = opened.origin === "sample" ? "" : `, or run ${study}`;
  return [
    `the records are of the data ${fingerprint}; ${opened.dir} is ${opened.fingerprint}; ` +
    `name the records' own data with --data${or}`,
  ];
}

/** Records must be of the commit that is checked out. A project that is no git clone has none, nor have its records. */
function commitFaults(runs: Evidence["runs"], root: string, study: string): string[] {
  const head = commitOf(root), others = runs.filter(({ versions }) => versions.commit !== head);
  if (others.length === 0) return [];
  const commits = [...new Set(others.map(({ versions }) => short(versions.commit)))].sort();
  return [
    `${others.length} of ${runs.length} records are of ${commits.join(", ")}, but ${short(head)} ` +
    `is checked out; run ${study}`,
  ];
}

const short = (commit: string | undefined) => commit ? `commit ${commit.slice(0, 7)}` : "no commit";

/** What the records are made by. */
const CODE = ["lib", "notebooks", "deno.json", "deno.lock"];

/** Files of the code that differ from the commit. */
function uncommitted(root: string): string[] {
  if (commitOf(root) === undefined) return [];
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  let files: string[];
  try {
    files = git("--no-optional-locks", "status", "--porcelain", "--", ...CODE)
      .split("\n").filter(Boolean).filter((line) =>
        !/^ M (.*\/)?deno\.lock$/.test(line) ||
        !sameButForJsr(
          git("show", "HEAD:./deno.lock"),
          readFileSync(join(root, "deno.lock"), "utf8"),
        )
      ).map((line) => line.slice(3));
  } catch (error) {
    return [`git cannot tell whether all is committed: ${(error as Error).message.trim()}`];
  }
  if (files.length === 0) return [];
  const shown = files.slice(0, 5).join(", "), more = files.length - 5;
  return [`not committed: ${shown}${more > 0 ? ` and ${more} more` : ""}`];
}

/** Deno adds what it fetched from JSR, such as for a cell of one's own, to the lock; nothing here is made by that. */
function sameButForJsr(committed: string, lock: string): boolean {
  const others = (text: string) => {
    const { jsr: _, specifiers, ...rest } = JSON.parse(text);
    const names = Object.entries(specifiers ?? {}).filter(([name]) => !name.startsWith("jsr:"));
    return { ...rest, specifiers: Object.fromEntries(names) };
  };
  try {
    return isDeepStrictEqual(others(committed), others(lock));
  } catch {
    return false; // no JSON: somebody's edit
  }
}
