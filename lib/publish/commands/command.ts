/** How a command ends: a clear message and exit code 1 for what a user can mend, a stack trace on demand. */
import { InputError } from "../../core/errors.ts";

/** Runs `main` with the command line. An {@linkcode InputError} is printed as its message alone; anything
 * else is our fault and says so. `--debug` shows the stack trace of either. Exit code 1 in both cases. */
export async function runCommand(main: (args: string[]) => unknown): Promise<void> {
  const debug = Deno.args.includes("--debug");
  try {
    await main(Deno.args);
  } catch (error) {
    if (debug) console.error(error);
    else if (error instanceof InputError) console.error(`error: ${error.message}`);
    else console.error(`error: ${error} (a fault of this program; --debug shows where)`);
    Deno.exit(1);
  }
}
