/** JupyterLab in a browser, worked as a reader works it. */
import { join } from "node:path";
import { PROJECT_ROOT } from "../../lib/core/places.ts";
import { findLab } from "../../lib/publish/commands/find_lab.ts";
import { installKernel } from "../../lib/publish/commands/install.ts";
import { labArguments } from "../../lib/publish/commands/lab.ts";
import type { Notebook } from "../../lib/publish/notebook/document.ts";
import type { Browser, Page } from "./browser.ts";

/** A free port of this machine; the system hands out another one next time. */
function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** Starts `deno task lab`'s JupyterLab on a copy of a notebook, opens that, and ends all of it afterwards.
 *
 * @param env for JupyterLab and its kernels */
export async function inJupyterLab(
  browser: Browser,
  notebook: Notebook,
  env: Record<string, string>,
  use: (lab: LabPage) => Promise<void>,
): Promise<void> {
  // beside tests/, for imports go from the notebook's folder; its name begins without a dot, which JupyterLab hides
  const folder = await Deno.makeTempDir({ dir: join(PROJECT_ROOT, "tests"), prefix: "lab-" });
  const own = await Deno.makeTempDir({ prefix: "lab-" });
  await installKernel(join(own, "data"));
  await Deno.writeTextFile(join(folder, "trial.ipynb"), JSON.stringify(notebook));
  const { lab: [program, ...first] } = await findLab(), port = freePort();
  const address = `http://localhost:${port}/lab/tree/tests/${folder.split(/[\\/]/).at(-1)}`;
  const args = labArguments("spotify", [
    ...[`--port=${port}`, "--no-browser", "--allow-root", "--IdentityProvider.token="],
    "--LabApp.expose_app_in_browser=True",
  ]);
  const process = new Deno.Command(program, {
    ...{ args: [...first, ...args], cwd: PROJECT_ROOT, stdout: "null", stderr: "null" },
    env: {
      JUPYTER_DATA_DIR: join(own, "data"),
      JUPYTER_CONFIG_DIR: join(own, "config"),
      JUPYTER_RUNTIME_DIR: join(own, "runtime"),
      ...env,
    },
  }).spawn();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    const lab = new LabPage(page);
    await lab.open(`${address}/trial.ipynb?reset`, notebook.cells.length);
    await use(lab);
    await lab.shutDown();
  } finally {
    process.kill("SIGTERM");
    await process.status;
    for (const path of [folder, own]) await Deno.remove(path, { recursive: true });
  }
}

/** The notebook in the window's middle, in the page's own words. */
const PANEL = "jupyterapp.shell.currentWidget";

/** A notebook that is open. */
export class LabPage {
  constructor(readonly page: Page) {
    page.setDefaultTimeout(120_000);
  }

  /** Opens it, and waits until its cells and its kernel are there. */
  async open(address: string, cells: number): Promise<void> {
    for (let left = 120;; left--) {
      const failed = await this.page.goto(address).then(() => false, () => true);
      if (!failed) break;
      if (left === 0) throw new Error("JupyterLab does not answer");
      await this.page.waitForTimeout(500);
    }
    await this.page.waitForFunction(
      `window.jupyterapp?.shell.currentWidget?.content?.widgets?.length === ${cells}`,
    );
    const kernel = `${PANEL}.context.sessionContext.session?.kernel`;
    await this.page.waitForFunction(`${kernel}?.status === "idle"`);
  }

  /** What a cell shows, an output each: its text, or `error: NAME: MESSAGE`. */
  async outputs(cell: number): Promise<string[]> {
    return await this.page.evaluate(
      `${PANEL}.content.widgets[${cell}].model.outputs.toJSON().map((output) =>
        output.output_type === "error" ? "error: " + output.ename + ": " + output.evalue
          : [output.text ?? output.data["text/plain"]].flat().join(""))`,
    );
  }

  /** Starts a cell; what the code is changed to, it is before. */
  async start(cell: number, code?: string): Promise<void> {
    const change = `${PANEL}.content.widgets[${cell}].model.sharedModel.setSource(`;
    await this.page.evaluate(`{
      ${code === undefined ? "" : `${change}${JSON.stringify(code)});`}
      ${PANEL}.content.deselectAll();
      ${PANEL}.content.activeCellIndex = ${cell};
      window.cellEnded = false;
      const end = () => { window.cellEnded = true; };
      void jupyterapp.commands.execute("notebook:run-cell").then(end, end);
    }`);
  }

  /** Waits for the end of the cell that was started last, and tells what it shows. */
  async ended(cell: number): Promise<string[]> {
    await this.page.waitForFunction("window.cellEnded");
    return await this.outputs(cell);
  }

  /** Runs a cell to its end. */
  async run(cell: number, code?: string): Promise<string[]> {
    await this.start(cell, code);
    return await this.ended(cell);
  }

  /** Waits until a cell shows something that fits. */
  async shows(cell: number, pattern: RegExp, seconds = 120): Promise<string> {
    for (const end = performance.now() + seconds * 1000; performance.now() < end;) {
      const found = (await this.outputs(cell)).find((output) => pattern.test(output));
      if (found !== undefined) return found;
      await this.page.waitForTimeout(30);
    }
    throw new Error(`cell ${cell} never showed ${pattern}: ${await this.outputs(cell)}`);
  }

  /** One of JupyterLab's own commands, such as "notebook:interrupt-kernel"; does not wait for its end. */
  async command(name: string): Promise<void> {
    await this.page.evaluate(`void jupyterapp.commands.execute("${name}")`);
  }

  /** Types into a cell as a person does. */
  async type(cell: number, code: string): Promise<void> {
    await this.page.evaluate(`{
      ${PANEL}.content.activeCellIndex = ${cell};
      ${PANEL}.content.activeCell.model.sharedModel.setSource("");
      ${PANEL}.content.mode = "edit";
      ${PANEL}.content.activeCell.editor.focus();
    }`);
    await this.page.keyboard.type(code, { delay: 10 });
  }

  /** What a cell's code becomes when Tab is pressed behind what was typed, and Enter where several are proposed. A
   * busy machine may need another try: JupyterLab waits a second for proposals. */
  async completes(cell: number, typed: string): Promise<string> {
    const source = `${PANEL}.content.widgets[${cell}].model.sharedModel.getSource()`;
    for (let tries = 0; tries < 20; tries++) {
      await this.type(cell, typed);
      await this.page.keyboard.press("Tab");
      await this.page.waitForTimeout(1500);
      if (await this.page.locator(".jp-Completer:visible").count()) {
        await this.page.keyboard.press("Enter");
      }
      const code: string = await this.page.evaluate(source);
      if (code !== typed) return code;
    }
    return typed;
  }

  /** Waits until these numbers stand beside the cells, and no cell runs any more. */
  async counted(numbers: number[]): Promise<void> {
    await this.page.waitForFunction(
      `${PANEL}.context.sessionContext.session?.kernel?.status === "idle" &&
        JSON.stringify(${PANEL}.content.widgets.map(({ model }) => model.executionCount)) === "${
        JSON.stringify(numbers)
      }"`,
    );
  }

  /** Ends the notebook's kernel. */
  async shutDown(): Promise<void> {
    await this.page.evaluate(`${PANEL}.context.sessionContext.shutdown()`);
  }
}
