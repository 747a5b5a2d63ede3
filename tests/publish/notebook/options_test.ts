import { resolve } from "node:path";
import {
  namedFolders,
  type OptionName,
  readOptions,
  STUDY_OPTIONS,
} from "../../../lib/publish/commands/options.ts";
import { PROJECT_ROOT } from "../../../lib/core/places.ts";
import { assert, assertEquals, assertFails } from "../../assert.ts";

const command = <const N extends OptionName>(options: readonly N[]) => ({
  name: "try",
  does: "tries it",
  options,
});

Deno.test("every option has its value, or what it is when left out", () => {
  const asked = command([...STUDY_OPTIONS, "seed", "only", "port", "quick"]);
  assertEquals(readOptions(asked, []), {
    data: undefined,
    out: resolve("out"),
    nom: "NOM",
    debug: false,
    seed: 1,
    only: [],
    port: undefined,
    quick: false,
  });
  const line = ["--data=a b", "--out", "../x", "--nom", "a/b", "--seed", "7", "--only", "03, 05"];
  assertEquals(readOptions(asked, [...line, "--port", "80", "--quick"]), {
    data: "a b",
    out: resolve("../x"),
    nom: "a_b",
    debug: false,
    seed: 7,
    only: ["03", "05"],
    port: 80,
    quick: true,
  });
});

Deno.test("an unknown option, one without its value, and a value that cannot be are named", async () => {
  const asked = command(["out", "port", "seed", "quick"]);
  const fails = (args: string[], ...parts: string[]) =>
    assertFails(() => readOptions(asked, args), ...parts);
  await fails(["--data", "x"], "--data", "deno task try [options]    tries it", "--port N");
  await fails(["x"], "x", "--quick");
  await fails(["--out"], "--out");
  await fails(["--out", ""], "--out", "DIR");
  await fails(["--quick=yes"], "--quick");
  await fails(["--port", "80a"], "--port", "80a");
  await fails(["--seed", "soon"], "--seed", "soon");
});

Deno.test("a study's command has the study's folder, and tells of its files", async () => {
  const asked = command(["data", "out"]);
  const place = { variable: "BEDS", folder: "beds", called: "the beds", files: ["a.csv", "b.csv"] };
  const flowers = { id: "flowers", data: place };
  assertEquals(readOptions(asked, [], flowers), { data: undefined, out: resolve("out/flowers") });
  const parts = ["folder with a.csv and b.csv", "BEDS, then data/beds/", "out/flowers"];
  await assertFails(() => readOptions(asked, ["--nom"], flowers), ...parts);
});

Deno.test("folders are known by what any command line names, however else it fails", () => {
  assertEquals(namedFolders(["--what", "--out", "a,b", "x", "--data=d"]), {
    out: resolve("a,b"),
    data: "d",
  });
  assertEquals(namedFolders(["--out", ""]), { out: resolve("out/spotify"), data: undefined });
  assertEquals(namedFolders(["flowers", "--quick"]).out, resolve("out/flowers"));
  assertEquals(namedFolders(["all"]).out, resolve("out"));
});

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
