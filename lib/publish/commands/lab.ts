/** `deno task lab`: opens the notebooks in JupyterLab, where there is one. */
import { InputError } from "../../core/errors.ts";
import { PROJECT_ROOT } from "../../core/places.ts";
import { runCommand } from "./command.ts";
import { installKernel, onPath } from "./install.ts";

/** The command line that starts JupyterLab on this machine.
 * @throws {InputError} when there is no JupyterLab, saying how to get it */
export async function findLab(): Promise<string[]> {
  if ((await onPath("jupyter-lab")).length) return ["jupyter-lab"];
  for (const python of ["python3", "python"]) {
    if ((await onPath(python)).length && await succeeds(python, ["-c", "import jupyterlab"])) {
      return [python, "-m", "jupyterlab"];
    }
  }
  throw new InputError(
    "there is no JupyterLab here. With Python: pip install jupyterlab, then deno task lab again. " +
      "Without: open notebooks/ in VS Code with its Jupyter extension after deno task kernel, " +
      "or run them with deno task study",
  );
}

async function succeeds(program: string, args: string[]): Promise<boolean> {
  const options = { args, stdout: "null", stderr: "null" } as const;
  return (await new Deno.Command(program, options).output()).success;
}

if (import.meta.main) {
  await runCommand(async (given) => {
    const [program, ...args] = await findLab();
    const { warning } = await installKernel();
    if (warning) console.log(`Note: ${warning}`);
    const open = ["--ServerApp.root_dir=.", "--LabApp.default_url=/lab/tree/notebooks"];
    const options = { args: [...args, ...open, ...given], cwd: PROJECT_ROOT };
    const lab = new Deno.Command(program, options).spawn();
    // Ctrl+C goes to JupyterLab too: let it end in its own way
    Deno.addSignalListener("SIGINT", () => {});
    if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", () => lab.kill());
    Deno.exitCode = (await lab.status).code;
  });
}
