/** `deno task hand-in`: checks what the study made and packs it into one archive, or says what fails. */
import { parseArgs } from "node:util";
import { relative, resolve } from "node:path";
import { InputError } from "../core/errors.ts";
import { fileNamePart } from "../data/prediction.ts";
import { runCommand } from "../notebook/command.ts";
import { handIn, type HandInOptions } from "./hand_in/hand_in.ts";

const HELP =
  `deno task hand-in [options]    checks the study in the out folder and packs it into NAME_hand_in.zip

  --nom NAME    your name in NAME_prediction_base.csv (default: NOM)
  --data DIR    folder with train.csv, test.csv and data_EDM_full.csv
                (default: COURSE_DATA, then data/course/)
  --out DIR     the study's out folder (default: out)
  --debug       show a stack trace when something fails`;

function parseOptions(args: string[]): HandInOptions | undefined {
  const text = { type: "string" } as const, flag = { type: "boolean", default: false } as const;
  try {
    const { values } = parseArgs({
      args,
      options: {
        nom: { ...text, default: "NOM" },
        data: text,
        out: { ...text, default: "out" },
        debug: flag,
        help: { ...flag, short: "h" },
      },
    });
    if (values.help) return undefined;
    return { out: resolve(values.out), nom: fileNamePart(values.nom), data: values.data };
  } catch (error) {
    if (error instanceof TypeError) throw new InputError(`${error.message}\n\n${HELP}`);
    throw error;
  }
}

const size = (bytes: number): string =>
  bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

/** What is in the archive: folders of many files as one line each. */
function list(files: readonly { name: string; bytes: number }[]): string {
  const folders = Map.groupBy(files, ({ name }) => name.includes("/") ? name.split("/")[0] : "");
  return [...folders].flatMap(([folder, inside]) => {
    const bytes = inside.reduce((sum, file) => sum + file.bytes, 0);
    return inside.length > 15
      ? [`  ${folder}/ (${inside.length} files, ${size(bytes)})`]
      : inside.map((file) => `  ${file.name} (${size(file.bytes)})`);
  }).join("\n");
}

if (import.meta.main) {
  await runCommand(async (args) => {
    const options = parseOptions(args);
    if (!options) return console.log(HELP);
    const { faults, notes, written } = await handIn(options);
    for (const note of notes) console.log(`Note: ${note}.`);
    if (!written) {
      const what = faults.length === 1 ? "one thing fails" : `${faults.length} things fail`;
      throw new InputError(`nothing was packed, for ${what}:\n- ${faults.join("\n- ")}`);
    }
    const short = relative(Deno.cwd(), written.path);
    const path = short.startsWith("..") ? written.path : short;
    console.log(`${path} (${size(written.bytes)}):\n${list(written.files)}`);
  });
}
