/** Errors of a cell as a person needs them. */

/** An error as Jupyter's messages have it. */
export interface CellError {
  ename: string;
  evalue: string;
  traceback: string[];
}

export function interruptedError(): CellError {
  return errorOf("Interrupted", "stopped by the reader; variables are kept");
}

/** Deno's kernel has ended, whyever. */
export function lostError(why: string): CellError {
  return errorOf("KernelRestarted", `${why}. Deno starts anew: all variables are gone`);
}

function errorOf(ename: string, evalue: string): CellError {
  return { ename, evalue, traceback: [`${ename}: ${evalue}`] };
}

// deno-lint-ignore require-await
export async function explainError(
  { ename, evalue, traceback }: CellError,
  { interrupted }: {
    code: string;
    count: number;
    columns: readonly number[];
    interrupted: boolean;
    codes: ReadonlyMap<number, string>;
  },
): Promise<CellError> {
  if (interrupted && (/Interrupted|AbortError/.test(ename) || evalue === "Execution failed")) {
    return interruptedError();
  }
  return { ename, evalue, traceback };
}
