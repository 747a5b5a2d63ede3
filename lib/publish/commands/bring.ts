/** Brings the sentence model before the notebooks start: their kernel reads what is here, and reaches no host. */
import { join } from "node:path";
import { PROJECT_ROOT } from "../../core/places.ts";
import { hubIsOffline } from "../../features/text/hub.ts";
import { DEFAULT_MODEL, lookForModel, shownPath } from "../../features/text/model_files.ts";
import { codeCells, readNotebook } from "../notebook/document.ts";
import { commandOf, flags } from "./permissions.ts";

/** What decides whether a model is needed, and may be fetched. */
export interface BringWishes {
  /** Quick runs read hashed n-grams, whatever is here. */
  readonly quick: boolean;
  readonly offline: boolean;
  /** Fetches the model, telling how; by itself the command `model`, which may reach the network. */
  readonly fetch?: () => Promise<unknown>;
  readonly say?: (message: string) => void;
}

/** Sees to it that the sentence model is here where one of the notebooks opens one, and says which vectors they will
 * read. That no model is to be had ends nothing.
 *
 * @returns the fingerprint of the model that is read, where one is */
export async function bringForNotebooks(
  notebooks: readonly string[],
  { quick, offline, fetch = runModelCommand, say = console.log }: BringWishes,
): Promise<string | undefined> {
  if (!await anyOpensAnEncoder(notebooks)) return undefined;
  const instead = "titles and albums are read as hashed n-grams";
  if (quick) {
    say(`A quick run needs no sentence model: ${instead}.`);
    return undefined;
  }
  let { files, troubles } = lookForModel();
  if (!files && (offline || hubIsOffline())) {
    const why = offline ? "--offline" : "HF_HUB_OFFLINE";
    say(
      `${DEFAULT_MODEL} is not here (${troubles.join("; ")}), and ${why} brings none: ${instead}.`,
    );
    return undefined;
  }
  if (!files) {
    say(`${DEFAULT_MODEL} is not here: ${troubles.join("; ")}.`);
    await fetch();
    ({ files, troubles } = lookForModel());
  }
  say(
    files
      ? `Sentence model: ${files.name} (${files.precision}) in ${shownPath(files.folder)}.`
      : `There is no sentence model: ${instead}.`,
  );
  return files?.fingerprint;
}

async function anyOpensAnEncoder(notebooks: readonly string[]): Promise<boolean> {
  for (const path of notebooks) {
    const cells = codeCells(await readNotebook(path));
    if (cells.some(({ source }) => /\b(?:openEncoder|\.encoder)\s*\(/.test(source))) return true;
  }
  return false;
}

async function runModelCommand(): Promise<void> {
  const model = commandOf("model", [])!;
  await new Deno.Command(Deno.execPath(), {
    args: ["run", ...flags(model), join(PROJECT_ROOT, model.program)],
  }).spawn().status;
}
