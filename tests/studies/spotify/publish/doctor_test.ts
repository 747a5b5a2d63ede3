import { join } from "node:path";
import { PROJECT_ROOT } from "../../../../lib/core/places.ts";
import { study } from "../../../../lib/studies/spotify/study.ts";
import { describeFindings, examine } from "../../../../lib/publish/commands/doctor.ts";
import { assert, assertEquals } from "../../../assert.ts";

Deno.test("the doctor looks at all that the study can use, and tells the Deno that runs", async () => {
  const findings = await examine(study), names = findings.map(({ name }) => name);
  assertEquals(new Set(names).size, names.length);
  for (const name of ["Deno", "the course's files", "the sentence model", "TeX", "Chromium"]) {
    assert(names.includes(name), name);
  }
  for (const { without, get } of findings) assert(without.length > 10 && get.length > 5);
  const deno = findings.find(({ name }) => name === "Deno")!;
  assert((deno.found ?? deno.without).includes(Deno.version.deno));
});

Deno.test("what is missing comes with its cost and the way to it, what is here with its place", () => {
  const thing = { without: "no pictures", get: "buy a camera" };
  const text = describeFindings([
    { name: "eyes", found: "two", ...thing },
    { name: "camera", found: undefined, ...thing },
  ]);
  assertEquals(
    text,
    "+ eyes    two\n- camera  missing: no pictures\n          to have it: buy a camera",
  );
});

Deno.test("the doctor fits on a screen, and works with nothing on the PATH", async () => {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "lib/publish/commands/start.ts", "doctor"],
    cwd: PROJECT_ROOT,
    env: { PATH: join(PROJECT_ROOT, "lib"), NO_COLOR: "1", COURSE_DATA: "", MODELS_DIR: "" },
  }).output();
  const text = new TextDecoder().decode(stdout);
  assertEquals(code, 0, new TextDecoder().decode(stderr));
  assert(text.split("\n").length <= 24, text);
  assert(/- TeX +missing/.test(text) && /- JupyterLab +missing/.test(text), text);
});
