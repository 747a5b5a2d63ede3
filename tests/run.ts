/** `deno task test`: checks beside every test; says which files took longest, and what was skipped for want of a
 * component. The last line is `N passed, N failed`. */
import { join } from "node:path";
import { checkAll } from "../lib/publish/notebook/check_all.ts";
import { writeExamples } from "./examples.ts";
import { needs } from "./needs.ts";
import { writeRooms } from "./rooms.ts";

/** A test in a report as JUnit's: its file and its seconds. */
const TESTCASE = /<testcase [^>]*classname="([^"]*)"[^>]* time="([\d.]+)"/g;

/** Isolates of tests at a time: browsers, kernels and servers are waited for a good part of the time. */
const JOBS = Math.ceil(1.5 * navigator.hardwareConcurrency);

/** The ten files whose tests took longest, on the clock, of a report as JUnit's. */
async function slowest(report: string): Promise<string> {
  const seconds: Record<string, number> = {};
  for (const [, file, took] of (await Deno.readTextFile(report)).matchAll(TESTCASE)) {
    seconds[file] = (seconds[file] ?? 0) + Number(took);
  }
  const ten = Object.entries(seconds).sort(([, a], [, b]) => b - a).slice(0, 10);
  const lines = ten.map(([file, took]) => `\n  ${Math.round(took)} s ${file}`);
  return `the files that took longest:${lines.join("")}`;
}

/** Runs `deno test` with its output shown as it comes, and returns its closing counts. */
async function runTests(): Promise<{ passed: number; failed: number; ignored: number }> {
  const made = await Deno.makeTempDir({ prefix: "tests-" }), report = join(made, "report.xml");
  const tests = join(made, "tests"), modules = [...writeRooms(tests), ...writeExamples(tests)];
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...["test", "-A", "--parallel", "--no-check", "--config=deno.json", "--lock=tests/deno.lock"],
      ...[`--junit-path=${report}`, ...Deno.args, ...modules],
    ],
    env: { NO_COLOR: "1", DENO_JOBS: String(JOBS) },
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let tail = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    await Deno.stdout.write(new TextEncoder().encode(text));
    tail = (tail + text).slice(-2000);
  }
  const { success } = await child.status;
  console.log(await slowest(report).catch(() => ""));
  await Deno.remove(made, { recursive: true });
  const count = (word: string) =>
    Number([...tail.matchAll(new RegExp(`(\\d+) ${word}`, "g"))].at(-1)?.[1] ?? 0);
  const counts = { passed: count("passed"), failed: count("failed"), ignored: count("ignored") };
  // A crash leaves no closing line, or one that claims success.
  if (!success && counts.failed === 0) counts.failed = 1;
  return counts;
}

// the checks have one core to themselves for a while; what they say stands below the tests
const said: string[] = [];
const [checks, tests] = await Promise.all([checkAll((text) => said.push(text)), runTests()]);
console.log(said.join("\n"));
for (const need of (await needs()).filter(({ present }) => !present)) {
  console.log(`skipped for want of ${need.name}: ${need.without}. To have it: ${need.get}.`);
}
const passed = tests.passed + checks.passed, failed = tests.failed + checks.failed;
console.log(
  `${passed} passed, ${failed} failed` + (tests.ignored ? `, ${tests.ignored} skipped` : ""),
);
Deno.exitCode = failed ? 1 : 0;
