import { resolve } from "node:path";
import {
  namedFolders,
  type OptionName,
  readOptions,
  STUDY_OPTIONS,
} from "../../../lib/publish/commands/options.ts";
import { assertEquals, assertFails } from "../../assert.ts";

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
