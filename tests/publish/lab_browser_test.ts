import { join } from "node:path";
import { PROJECT_ROOT } from "../../lib/core/places.ts";
import { codeCells, readNotebook } from "../../lib/publish/notebook/document.ts";
import { SESSION_VARIABLES } from "../../lib/publish/session_variables.ts";
import { assert, assertEquals } from "../assert.ts";
import { chromium, jupyterLab } from "../needs.ts";
import { withBrowser } from "./browser.ts";
import { inJupyterLab, type LabPage } from "./jupyter_lab.ts";
import { notebookOf } from "./notebook/make.ts";

/** Takes long enough to be interrupted half-way, whatever the sample's trainings are cut to. */
const SEARCH = `const slow = await mlps.search("batch size", { batchSize: [2, 4, 8] }, {
  network: { epochs: EPOCHS },
  quick: { epochs: EPOCHS },
});
slow.length`;

type Step = (lab: LabPage) => Promise<void>;
const steps: [name: string, step: Step][] = [];
const step = (name: string, body: Step) => steps.push([name, body]);

step("opens without a question, and says nothing of news, updates or builds", async ({ page }) => {
  assertEquals(await page.locator(".jp-Dialog, .Toastify__toast").count(), 0);
});

step("runs the study's first cells, their first line's output included", async (lab) => {
  const [described] = await lab.run(0);
  assert(described.startsWith("Data: the synthetic sample"), described);
  assertEquals((await lab.run(1)).length, 1);
});

step("interrupts a search half-way; the next cell runs, and has its variables", async (lab) => {
  await lab.start(2, SEARCH.replaceAll("EPOCHS", "25"));
  await lab.shows(2, /^batch size: [1-5]\/6 · .*, about .* left · best accuracy/);
  await lab.command("notebook:interrupt-kernel");
  const [bar, error] = await lab.ended(2);
  assert(/^batch size: \d\/6 · in .*interrupted$/.test(bar), bar);
  assert(error.startsWith("error: Interrupted"), error);
  assertEquals(await lab.run(3, "split.train.length > 0"), ["true"]);
});

step(
  "takes finished trainings from the records; a changed setting is trained anew",
  async (lab) => {
    const [again, six] = await lab.run(2);
    assert(/^batch size: 6\/6 · in .*, \d from the records$/.test(again), again);
    assertEquals(six, "6");
    const [other] = await lab.run(2, SEARCH.replaceAll("EPOCHS", "1"));
    assert(/^batch size: 6\/6 · /.test(other) && !other.includes("records"), other);
  },
);

step("tells of a cell that does not parse, and of a rejection that nobody handles", async (lab) => {
  const [error] = await lab.run(3, "const q = ;");
  assert(/^error: SyntaxError: .*line 1, column 11/.test(error), error);
  const shown = await lab.run(3, 'Promise.reject(new Error("nobody listens"));\n1');
  assert(shown.includes("1") && shown.some((output) => /nobody listens/.test(output)), `${shown}`);
});

step("warns of a misspelt option below the cell, which has its result", async (lab) => {
  const shown = await lab.run(3, 'holdOut(tracks, { fractoin: .2 }, rng.fork("x")).train.length');
  assert(Number(shown[0]) > 0, `${shown}`);
  await lab.shows(3, /no option 'fractoin'; did you mean 'fraction'\?/);
});

step("completes options on Tab, and documents on Shift+Tab", async (lab) => {
  assertEquals(
    await lab.completes(3, "holdOut(tracks, { frac"),
    "holdOut(tracks, { fraction",
  );
  await lab.type(3, "holdOut");
  await lab.page.keyboard.press("Shift+Tab");
  const documented = lab.page.locator(".jp-Tooltip", { hasText: "aside for validation" });
  await documented.waitFor();
  await lab.page.keyboard.press("Escape");
});

step("restarts and runs all, trainings from the records", async (lab) => {
  await lab.run(3, "slow.length");
  await lab.command("notebook:restart-run-all");
  await lab.page.locator(".jp-Dialog .jp-mod-accept").click();
  await lab.counted([1, 2, 3, 4]);
  assert((await lab.outputs(2))[0].endsWith("6 from the records"));
});

Deno.test({
  name: "in JupyterLab, a reader",
  ignore: !chromium || !jupyterLab,
  sanitizeOps: false, // the browser's own
  sanitizeResources: false,
  async fn(t) {
    const path = join(PROJECT_ROOT, "notebooks", "spotify", "03_mlp.ipynb");
    const [first, second] = codeCells(await readNotebook(path)).map(({ source }) => source);
    const out = await Deno.makeTempDir(), env = { [SESSION_VARIABLES.out]: out };
    await withBrowser((browser) =>
      inJupyterLab(browser, notebookOf(first, second, "1", "1"), env, async (lab) => {
        for (const [name, body] of steps) await t.step(name, () => body(lab));
      })
    );
    await Deno.remove(out, { recursive: true });
  },
});
