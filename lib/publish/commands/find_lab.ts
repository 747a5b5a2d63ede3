/** Where JupyterLab is on this machine. */
import { dirname, join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { onPath } from "./install.ts";

/** Command lines; arguments go after them. */
export interface Lab {
  /** Starts JupyterLab. */
  readonly lab: readonly string[];
  /** Trusts the notebooks that are named. */
  readonly trust: readonly string[];
}

/** The JupyterLab that a shell would start, or else the one of the Python on the PATH.
 * @throws {InputError} when there is none, saying how to get it */
export async function findLab(): Promise<Lab> {
  const [lab] = await onPath("jupyter-lab");
  if (lab) {
    const folder = dirname(lab), ending = Deno.build.os === "windows" ? ".exe" : "";
    return { lab: [lab], trust: [join(folder, `jupyter-trust${ending}`)] };
  }
  for (const python of ["python3", "python"]) {
    if ((await onPath(python)).length && await succeeds(python, ["-c", "import jupyterlab"])) {
      return { lab: [python, "-m", "jupyterlab"], trust: [python, "-m", "nbformat.sign"] };
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
