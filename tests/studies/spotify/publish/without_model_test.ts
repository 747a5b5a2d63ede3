import { join } from "node:path";
import { PROJECT_ROOT } from "../../../../lib/core/places.ts";
import {
  DEFAULT_MODEL,
  lookForModel,
  OWN_MODELS,
} from "../../../../lib/features/text/model_files.ts";
import { confinement } from "../../../../lib/publish/kernel/confinement.ts";
import { guard } from "../../../../lib/publish/kernel/guard.ts";
import { runNotebook } from "../../../../lib/publish/notebook/run.ts";
import { openRuns } from "../../../../lib/experiments/runs/runs.ts";
import { assert, assertEquals } from "../../../assert.ts";
import { cloneProject } from "../../../clone.ts";
import { longTests } from "../../../needs.ts";
import { notebookOf, withNotebook } from "../../../publish/notebook/make.ts";
import { cells } from "./study_run.ts";

const LABELLED = 200, TO_PREDICT = 20;

/** The sample's first rows as a folder of one's own: the sample itself would always be run quickly. */
async function smallCourse(folder: string): Promise<void> {
  for (const [name, rows] of [["train.csv", LABELLED], ["test.csv", TO_PREDICT]] as const) {
    const text = await Deno.readTextFile(join(PROJECT_ROOT, "data", "sample", name));
    await Deno.writeTextFile(
      join(folder, name),
      text.split("\n").slice(0, rows + 1).join("\n") + "\n",
    );
  }
}

Deno.test({
  name:
    "without sentence model and network the full study of texts is completed, and says what it read",
  ignore: !longTests,
  async fn() {
    const folder = await Deno.makeTempDir(), out = join(folder, "out");
    await using clone = await cloneProject(); // which has no models/
    const busy = Deno.serve(
      { port: 0, hostname: "127.0.0.1", onListen() {} },
      () => new Response(null, { status: 503 }),
    );
    const hub = `http://127.0.0.1:${busy.addr.port}`;
    try {
      await smallCourse(folder);
      const { code, said } = await clone.deno(
        ["task", "study", "--only", "05", "--data", folder, "--out", out],
        {
          ...{ MODELS_DIR: "", HF_ENDPOINT: hub, HF_HUB_OFFLINE: "" },
          ...{ PIP_NO_INDEX: "1", PIP_FIND_LINKS: "", JSR_URL: `${hub}/` },
        },
      );
      assertEquals(code, 0, said);
      assertEquals(await clone.status(), "");
      for (const reason of [`The hub fails: ${hub}`, "answers 503", "pip", "hashed n-grams"]) {
        assert(said.includes(reason), said);
      }
      assertEquals(cells(join(out, "NOM_prediction_full.csv")).length, TO_PREDICT);
      const card = await Deno.readTextFile(join(out, "NOM_model_card_full.md"));
      assert(card.includes("hashed words") && !card.includes("those of Xenova"), card);
      const runs = await openRuns(join(out, "runs")).all({ part: "05" });
      const read = runs.filter((run) => JSON.stringify(run.settings).includes('"sentences"'));
      assert(read.length > 0);
      for (const { settings } of read) {
        assert(JSON.stringify(settings).includes("hashed n-grams"), JSON.stringify(settings));
      }
    } finally {
      await busy.shutdown();
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test({
  name:
    "in a study's confined kernel a model that may not be fetched is none to be had, and ends nothing",
  ignore: Deno.build.os === "windows" ||
    lookForModel(DEFAULT_MODEL, { folders: [OWN_MODELS] }).files !== undefined,
  async fn() {
    const door = new URL("../../../../lib/features/text/open_encoder.ts", import.meta.url).href;
    const notebook = notebookOf(
      `const { openEncoder } = await import(${JSON.stringify(door)});
      const encoder = await openEncoder({ say: (message) => console.log(message) });
      console.log(encoder.name);`,
    );
    await withNotebook(notebook, async (path, folder) => {
      const out = join(folder, "executed.ipynb");
      await using guarded =
        (await guard(confinement({ cwd: folder, out: folder, data: folder, offline: true })))!;
      const env = { MODELS_DIR: "", HF_HUB_OFFLINE: "", HF_ENDPOINT: "", ...guarded.env };
      const { failed } = await runNotebook(path, { out, env });
      const executed = await Deno.readTextFile(out);
      assertEquals(failed, undefined, executed);
      for (const part of ["fetching it into models", "is confined to", "hashed n-grams"]) {
        assert(executed.includes(part), executed);
      }
    }, { inProject: true });
  },
});
