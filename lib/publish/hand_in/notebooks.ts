/** Whether the executed notebooks are those of the project, run to their ends on the data at hand. */
import { basename, join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { type Cell, codeCells, type Notebook, placeOf } from "../notebook/document.ts";
import { readNotebook, sourceOf } from "../notebook/document.ts";
import { commandLine, type Given } from "../commands/command_line.ts";

/** What is wrong with an executed notebook; none when it can be handed in.
 *
 * @param source the project's own notebook
 * @param executed what `deno task study` made of it
 * @param options.fingerprint of the data that it must name
 * @param options.given to hand-in, for the command that makes it
 */
export async function notebookFaults(
  source: string,
  executed: string,
  { fingerprint, given }: { fingerprint: string; given: Given },
): Promise<string[]> {
  const study = commandLine(`study --only ${basename(source).slice(0, 2)}`, given);
  let own: Notebook, ran: Notebook;
  try {
    [own, ran] = [await readNotebook(source), await readNotebook(executed)];
  } catch (error) {
    if (error instanceof InputError) return [`${error.message}; run ${study}`];
    throw error;
  }
  const texts = ({ cells }: Notebook) => cells.map(sourceOf);
  const [before, after] = [texts(own), texts(ran)];
  if (before.length !== after.length || before.some((text, i) => text !== after[i])) {
    return [`${executed}: is not of the notebook as it is now; run ${study}`];
  }
  const cells = codeCells(ran);
  const waiting = cells.find(({ cell }) => cell.execution_count == null);
  const failed = cells.find(({ cell }) => errorOf(cell) !== undefined);
  const said = ran.cells.flatMap(({ outputs = [] }) => outputs).map((output) =>
    JSON.stringify(output)
  ).join("\n");
  const data = new Set([...said.matchAll(/fingerprint ([0-9a-f]{16})/g)].map(([, found]) => found));
  return [
    failed && `${executed}, ${placeOf(failed)}: ended with ${errorOf(failed.cell)}`,
    !failed && waiting && `${executed}, ${placeOf(waiting)}: was not run; run ${study}`,
    !data.has(fingerprint) || data.size > 1
      ? `${executed}: is of the data ${[...data].join(", ") || "that it does not name"}; ` +
        `expected ${fingerprint}`
      : undefined,
  ].filter((fault) => typeof fault === "string");
}

function errorOf({ outputs = [] }: Cell): string | undefined {
  const error = outputs.find(({ output_type }) => output_type === "error");
  return error?.output_type === "error" ? `${error.ename}: ${error.evalue}` : undefined;
}

/** Where an executed notebook lies. */
export const executedPath = (out: string, name: string): string => join(out, "notebooks", name);
