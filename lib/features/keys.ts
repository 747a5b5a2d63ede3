/** What rows of any two files can share. */
import type { Dataset } from "../data/mod.ts";

/** One text per row; rows of any file that share it share what the key names.
 * @throws {InputError} when the schema declares no such key */
export const keysOf = (data: Dataset, rows: ArrayLike<number>, key: string): string[] =>
  Array.from(rows, (row) => data.key(key, row));
