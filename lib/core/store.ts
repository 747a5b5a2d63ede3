/** Bytes that took long to compute, kept: in a folder, or in memory for want of one. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { writeAtomically } from "./atomic.ts";
import { takeTurn } from "./turn.ts";

/** Keeps bytes by name. */
export interface Store {
  /** What was kept. */
  get(key: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** @throws {InputError} when it cannot be written */
  set(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Waits while another process computes what is so called: it will be kept. No wait where processes share nothing. */
  turn(what: string): Promise<Disposable | undefined>;
  /** Where a key's file is, whether it is there or not; undefined of what is kept in memory. */
  fileOf(key: string): string | undefined;
}

/** A name that is the same for as long as what it is made of is. */
export const keyOf = (parts: unknown): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 24);

/** @param folder for files; without it bytes are kept for as long as the store is */
export function openStore(folder?: string): Store {
  if (folder === undefined) {
    const known = new Map<string, Uint8Array<ArrayBuffer>>();
    return {
      get: (key) => Promise.resolve(known.get(key)),
      set: (key, bytes) => Promise.resolve(void known.set(key, bytes)),
      turn: () => Promise.resolve(undefined),
      fileOf: () => undefined,
    };
  }
  return {
    get: (key) => Deno.readFile(join(folder, key)).catch(() => undefined),
    set: (key, bytes) => writeAtomically(join(folder, key), bytes),
    async turn(what) {
      await Deno.mkdir(folder, { recursive: true });
      // where files cannot be locked, both compute
      return await takeTurn(join(folder, `.${what}.lock`)).catch(() => undefined);
    },
    fileOf: (key) => join(folder, key),
  };
}
