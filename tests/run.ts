/** `deno task test`: checks, then every test; says what was skipped for want of a component.
 * The last line is `N passed, N failed`. */
import { checkAll } from "../lib/publish/notebook/check_all.ts";
import { writeExamples } from "./examples.ts";
import { needs } from "./needs.ts";

/** Files of tests at a time: browsers, kernels and servers are waited for a good part of the time. */
const JOBS = Math.ceil(1.5 * navigator.hardwareConcurrency);

/** Runs `deno test` with its output shown as it comes, and returns its closing counts. */
async function runTests(): Promise<{ passed: number; failed: number; ignored: number }> {
  const examples = await Deno.makeTempDir({ prefix: "examples-" });
  writeExamples(examples);
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...["test", "-A", "--parallel", "--no-check", "--config=deno.json", "--lock=tests/deno.lock"],
      ...[...Deno.args, examples, "tests"],
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
  await Deno.remove(examples, { recursive: true });
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
for (const need of needs.filter((need) => !need.present)) {
  console.log(`skipped for want of ${need.name}: ${need.without}. To have it: ${need.get}.`);
}
const passed = tests.passed + checks.passed, failed = tests.failed + checks.failed;
console.log(
  `${passed} passed, ${failed} failed` + (tests.ignored ? `, ${tests.ignored} skipped` : ""),
);
Deno.exitCode = failed ? 1 : 0;
