/** How a command of one study starts: its first word names the study, the others are options. */
import { runCommand } from "./command.ts";
import { type CommandOptions, type OptionName, readOptions, type Values } from "./options.ts";
import type { Study } from "../study.ts";
import { loadStudy, namedStudy } from "./studies.ts";

/** Runs `main` with the study and the options of the command line, and ends as `runCommand` does; where help was asked
 * for, that is printed instead. */
export function runStudyCommand<N extends OptionName>(
  command: CommandOptions<N>,
  main: (study: Study, options: Values<N>) => unknown,
): Promise<void> {
  return runCommand(async (args) => {
    const { id, options } = namedStudy(args), study = await loadStudy(id);
    const asked = readOptions(command, options, study);
    if (asked) await main(study, asked);
  });
}
