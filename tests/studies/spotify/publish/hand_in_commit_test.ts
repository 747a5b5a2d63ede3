import { join } from "node:path";
import { assert, assertEquals } from "../../../assert.ts";
import { pack, withReady } from "./ready_study.ts";

async function commit(root: string, ...paths: string[]): Promise<void> {
  const as = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
  for (const args of [["init"], ["add", ...paths], [...as, "commit", "-m", "First"]]) {
    await new Deno.Command("git", { args, cwd: root, stdout: "null", stderr: "null" }).output();
  }
}

Deno.test("records of several commits, and changes that are not committed, are refused", async () => {
  await withReady(async (made) => {
    await commit(made.root, "lib", "notebooks", "deno.json");
    const [other] = (await pack(made)).faults;
    assert(
      /\d+ of \d+ records are of no commit, but commit \w{7} is checked out/.test(other),
      other,
    );
    await Deno.writeTextFile(join(made.root, "lib", "mod.ts"), "export const changed = 1;\n");
    const faults = (await pack(made)).faults.join("\n");
    assert(faults.includes("not committed: lib/mod.ts"), faults);
  });
});

Deno.test("a lock to which Deno added packages of JSR is the committed one; any other change is not", async () => {
  await withReady(async (made) => {
    const npm = { "papaparse@5.7.1": { integrity: "sha512-a" } };
    const specifiers = { "npm:papaparse@5.7.1": "5.7.1" }, lock = join(made.root, "deno.lock");
    const write = (content: unknown) => Deno.writeTextFile(lock, JSON.stringify(content));
    await write({ version: "5", specifiers, npm });
    await commit(made.root, "lib", "notebooks", "deno.json", "deno.lock");
    const refused = async () =>
      (await pack(made)).faults.filter((fault) => fault.includes("deno.lock"));
    const jsr = { "@std/csv@1.0.6": { integrity: "a" } };
    const more = { "jsr:@std/csv@1": "1.0.6", ...specifiers };
    await write({ version: "5", specifiers: more, jsr, npm });
    assertEquals(await refused(), []);
    await write({ version: "5", specifiers: more, jsr, npm: {} });
    assertEquals(await refused(), ["not committed: deno.lock"]);
    await Deno.writeTextFile(lock, "{");
    assertEquals(await refused(), ["not committed: deno.lock"]);
    await Deno.remove(lock);
    assertEquals(await refused(), ["not committed: deno.lock"]);
  });
});
