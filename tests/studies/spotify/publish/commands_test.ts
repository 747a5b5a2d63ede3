/** Commands as a person starts them. */
import { PROJECT_ROOT } from "../../../../lib/core/places.ts";
import { STUDY_OPTIONS } from "../../../../lib/publish/commands/options.ts";
import { assert, assertEquals } from "../../../assert.ts";

const said = async (program: string, ...args: string[]) => {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", program, ...args],
    cwd: PROJECT_ROOT,
    env: { NO_COLOR: "1" },
  }).output();
  return { code, said: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
};

Deno.test("study, present, report and hand-in take the same folders and name", async () => {
  const nowhere = "/nowhere/at/all", line = ["--data", nowhere, "--out", nowhere, "--nom", "A"];
  await Promise.all(["study", "present", "report", "hand_in"].map(async (name) => {
    const program = `lib/publish/commands/${name}.ts`,
      { said: help } = await said(program, "--help");
    for (const option of STUDY_OPTIONS) assert(help.includes(`\n  --${option}`), help);
    const { code, said: error } = await said(program, ...line);
    assertEquals(code, 1);
    assert(error.includes(nowhere) && !error.includes("Unknown option"), error);
  }));
});

Deno.test("a study that is not there is refused with those that are", async () => {
  await Promise.all(["study", "present", "report", "hand_in", "doctor"].map(async (name) => {
    const { code, said: error } = await said(
      `lib/publish/commands/${name}.ts`,
      "tulips",
      "--debug",
    );
    assertEquals(code, 1);
    assert(/no such study; found "tulips"; expected one of .*spotify/.test(error), error);
  }));
});

Deno.test("no command takes an option in silence that it does not know", async () => {
  const programs = ["model", "install", "doctor", "report"];
  await Promise.all(programs.map(async (name) => {
    const { code, said: error } = await said(`lib/publish/commands/${name}.ts`, "--flot32");
    assertEquals(code, 1, error);
    assert(error.includes("--flot32") && error.includes("deno task "), error);
    assert(!error.includes("fault of this program"), error);
  }));
});
