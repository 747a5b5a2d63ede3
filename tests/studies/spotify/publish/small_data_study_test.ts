import { join } from "node:path";
import { PROJECT_ROOT } from "../../../../lib/core/places.ts";
import { openRuns } from "../../../../lib/experiments/runs/runs.ts";
import { assert, assertEquals } from "../../../assert.ts";
import { cells, study } from "./study_run.ts";

/** The header, and so many of the sample's rows, evenly picked; of each value of `by` as many. */
async function someRows(file: string, count: number, by?: string): Promise<string> {
  const text = await Deno.readTextFile(join(PROJECT_ROOT, "data", "sample", file));
  const [header, ...lines] = text.trimEnd().split("\n");
  const names = header.split("\t"),
    whole = lines.filter((line) => !line.includes('"') && line.split("\t").length === names.length);
  const of = (line: string) => by ? line.split("\t")[names.indexOf(by)] : "";
  const groups = [...Map.groupBy(whole, of).values()];
  const each = count / groups.length;
  const picked = groups.flatMap((group) =>
    Array.from({ length: each }, (_, i) => group[Math.floor(i * group.length / each)])
  );
  return [header, ...picked].join("\n") + "\n";
}

/** 04 and 05 run on the sample in another test; of data this small they ask nothing that 02, 03 and 06 do not. */
const PARTS = ["01", "02", "03", "06"];

Deno.test("a hundred labelled rows are enough for the notebooks, and three tracks get their genres", async () => {
  const data = await Deno.makeTempDir();
  const write = (file: string, text: string) => Deno.writeTextFile(join(data, file), text);
  await write("train.csv", await someRows("train.csv", 100, "playlist_genre"));
  await write("test.csv", await someRows("test.csv", 3));
  await write("data_EDM_full.csv", await someRows("data_EDM_full.csv", 20));
  try {
    await study(["--nom", "FEW", "--quick", "--only", PARTS.join()], async (out) => {
      const given = cells(join(data, "test.csv"));
      for (const what of ["base", "edm"]) {
        const predicted = cells(join(out, `FEW_prediction_${what}.csv`));
        assertEquals(predicted.map((row) => row.slice(0, -1)), given, what);
      }
      const texts = ["01_stats", "02_baselines", "03_mlp"].map((name) =>
        Deno.readTextFileSync(join(out, "notebooks", `${name}.ipynb`))
      );
      for (
        const [i, said] of ["be told apart", "neighbourhoods of 100", "batches of 128, 1024"]
          .entries()
      ) {
        assert(new RegExp(`Left out: [^"]*${said}`).test(texts[i]), said);
      }
      const failed = (await openRuns(join(out, "runs")).all()).filter(({ status }) =>
        status === "failed"
      );
      assertEquals(failed.map(({ name, error }) => `${name}: ${error}`), []);
    }, { data });
  } finally {
    await Deno.remove(data, { recursive: true });
  }
});
