/** `deno task hand-in`: checks what the study made and packs it into one archive, or says what fails. */
import { InputError } from "../../core/errors.ts";
import { typedPath } from "./command_line.ts";
import { STUDY_OPTIONS, tellRows } from "./options.ts";
import { runStudyCommand } from "./study_command.ts";
import { handIn } from "../hand_in/hand_in.ts";

const COMMAND = {
  name: "hand-in",
  does: "checks the study in the out folder and packs it into NAME_hand_in.zip",
  options: [...STUDY_OPTIONS, "rows"],
} as const;

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
  await runStudyCommand(COMMAND, async (study, options) => {
    tellRows(options.rows);
    const { faults, notes, written } = await handIn({ ...options, study });
    for (const note of notes) console.log(`Note: ${note}.`);
    if (!written) {
      const what = faults.length === 1 ? "one thing fails" : `${faults.length} things fail`;
      throw new InputError(`nothing was packed, for ${what}:\n- ${faults.join("\n- ")}`);
    }
    console.log(`${typedPath(written.path)} (${size(written.bytes)}):\n${list(written.files)}`);
  });
}
