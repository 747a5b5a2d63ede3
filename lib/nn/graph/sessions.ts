/** Sessions of ONNX Runtime, kept and used again by graphs that are the same to the byte: networks that differ in weights,
 * rates, seeds or dropout alone share one. */
import type { OnnxRuntime, OnnxSession } from "../../core/onnx_runtime.ts";

/** A graph as a session opens it. */
export interface SessionModel {
  readonly bytes: Uint8Array;
  /** All numbers of its values together, of which its memory is a share. */
  readonly numbers: number;
}

interface Kept {
  readonly session: Promise<OnnxSession>;
  readonly numbers: number;
  users: number;
}

/** By the graph's fingerprint, the last used last; one map for each build. */
const kept = new Map<OnnxRuntime["build"], Map<string, Kept>>();

/** How many that nobody uses are kept at most, and of how many numbers together: a session keeps the memory that its runs
 * took, and where that is much, training takes so long that to open it anew does not count. */
const MOST = 24, NUMBERS = 1 << 24;

/** Sessions in use, given back together. */
export class Sessions {
  readonly #own: Kept[] = [];

  constructor(readonly runtime: OnnxRuntime) {}

  /** The session of a graph: one that is kept, or a new one. */
  async of({ bytes, numbers }: SessionModel): Promise<OnnxSession> {
    const all = kept.get(this.runtime.build) ?? new Map<string, Kept>();
    kept.set(this.runtime.build, all);
    const key = hex(await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>));
    const one = all.get(key) ?? { session: this.runtime.open(bytes), numbers, users: 0 };
    one.users++;
    this.#own.push(one);
    all.delete(key);
    all.set(key, one);
    try {
      return await one.session;
    } catch (error) {
      all.delete(key);
      throw error;
    }
  }

  /** Nothing that was got from here must be run any more. */
  release(): void {
    for (const one of this.#own.splice(0)) one.users--;
    const idle = [...kept.get(this.runtime.build) ?? []].filter(([, { users }]) => users === 0);
    let sum = 0;
    for (const [i, [key, { session, numbers }]] of idle.reverse().entries()) {
      sum += numbers;
      if (i < MOST && sum <= NUMBERS) continue;
      kept.get(this.runtime.build)!.delete(key);
      session.then((it) => it.release(), () => {});
    }
  }
}

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
