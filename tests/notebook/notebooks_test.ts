import { join } from "node:path";
import { PROJECT_ROOT } from "../../lib/data/course.ts";
import { fileNamePart } from "../../lib/data/prediction.ts";
import { readTracks } from "../../lib/data/read.ts";
import { openRuns } from "../../lib/study/runs/runs.ts";
import { assert, assertEquals } from "../assert.ts";
import { courseFile } from "../needs.ts";

/** Runs the study into a folder of its own and hands that to `look`.
 *
 * @param options.prefix a program that runs the study, with its arguments */
async function study(
  args: string[],
  look: (out: string, stdout: string) => Promise<void>,
  { data = "data/sample", prefix = [] }: { data?: string; prefix?: readonly string[] } = {},
): Promise<void> {
  const out = await Deno.makeTempDir();
  const study = [Deno.execPath(), "task", "study", "--offline", "--out", out, "--data", data];
  const [program, ...rest] = [...prefix, ...study, ...args];
  try {
    const { code, stdout, stderr } = await new Deno.Command(program, {
      args: rest,
      cwd: PROJECT_ROOT,
      env: { NO_COLOR: "1" },
    }).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    assertEquals(code, 0, text(stdout) + text(stderr));
    await look(out, text(stdout));
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}

const cells = (path: string) => readTracks(path).table.cells;

Deno.test("the study runs on the sample and says where everything is", async () => {
  await study(["--nom", "Éva/..", "--quick"], async (out, stdout) => {
    const made = [...Deno.readDirSync(out)].map((entry) => entry.name);
    assert(made.includes(`${fileNamePart("Éva/..")}_prediction_base.csv`), `${made}`);
    const prediction = join(out, `${fileNamePart("Éva/..")}_prediction_base.csv`);
    assert(stdout.includes(prediction), stdout);

    const given = cells(join(PROJECT_ROOT, "data/sample/test.csv"));
    const predicted = cells(prediction);
    assertEquals(predicted.map((row) => row.slice(0, -1)), given);
    const genres = new Set(predicted.map((row) => row.at(-1)));
    assertEquals([...genres].sort(), ["latin", "pop", "r&b", "rap", "rock"]);

    const notebooks = [...Deno.readDirSync(join(PROJECT_ROOT, "notebooks"))]
      .map((entry) => entry.name).filter((name) => name.endsWith(".ipynb")).sort();
    assertEquals(
      [...Deno.readDirSync(join(out, "notebooks"))].map((entry) => entry.name).sort(),
      notebooks,
    );
    const runs = await openRuns(join(out, "runs")).all();
    assert(runs.length > 0 && runs.every((run) => run.status === "done"));
  });
});

/** Leaves a program one core, where the system has a command for that. */
const ONE_CORE = Deno.build.os === "linux" ? ["taskset", "-c", "0"] : [];

Deno.test("the same seed gives the same bytes, on one core too, another seed others; finished trainings are not done again", async () => {
  const options = ["--only", "03", "--quick", "--seed"];
  const bytes = (out: string) =>
    Deno.readTextFile(join(out, "NOM_prediction_base_probabilities.csv"));
  const trained = async (out: string) =>
    (await openRuns(join(out, "runs")).all({ part: "03" }))
      .filter(({ name }) => name !== "chosen network").map(({ id, created }) => `${id} ${created}`);
  await study([...options, "5"], async (out) => {
    const first = await bytes(out), runs = await trained(out);
    await study([...options, "5", "--out", out], async () => {
      assertEquals(await bytes(out), first);
      assertEquals(await trained(out), runs);
    });
    await study([...options, "5"], async (fresh) => assertEquals(await bytes(fresh), first), {
      prefix: ONE_CORE,
    });
    await study([...options, "6"], async (other) => assert(await bytes(other) !== first));
  });
});

Deno.test({
  name: "on the course's data a quick search reaches .59 on validation, with 5,357 predictions",
  ignore: !courseFile("train.csv"),
  async fn() {
    await study(["--only", "03", "--quick"], async (out) => {
      const [{ scores }] = await openRuns(join(out, "runs"))
        .all({ part: "03", name: "chosen network" });
      assert(scores.accuracy >= .59, `validation accuracy ${scores.accuracy}`);
      assertEquals(cells(join(out, "NOM_prediction_base.csv")).length, 5357);
    }, { data: Deno.env.get("COURSE_DATA") });
  },
});
