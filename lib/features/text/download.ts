/** Downloads that are whole or not at all. */
import { createHash } from "node:crypto";
import { InputError } from "../../core/errors.ts";
import { Interrupted, untilInterrupted } from "../../core/interrupt.ts";

// A notebook may have a setTimeout of its own, which hides the platform's in modules too.
const { clearTimeout, setTimeout } = globalThis;

/** How patient a download is, in milliseconds, and how it reports. */
export interface DownloadOptions {
  /** Until the server answers. */
  readonly answer?: number;
  /** Between two pieces. */
  readonly stall?: number;
  /** Before a download that was cut goes on. */
  readonly pause?: number;
  readonly onProgress?: (received: number, total: number | undefined) => void;
  /** Told when a download was cut and goes on. */
  readonly say?: (message: string) => void;
}

/** How often in a row nothing new may come before a download is given up. */
const TRIES = 3;

/** What has come of a file so far. */
interface Part {
  pieces: Uint8Array[];
  size: number;
  /** As announced, where it was. */
  total?: number;
  /** What the server calls this very content: half of one is never joined with half of another. */
  etag?: string;
}

/** Fetches `url` whole: its length is compared with what the server announced, and its SHA-256 where the
 * server names it (the hub does so for weights, in `x-linked-etag`). What is cut goes on where it was.
 *
 * @returns the bytes, or undefined where the server has no such file
 * @throws {InputError} when there is no network, no answer in time, an error, or again and again half a file
 */
export async function download(
  url: string,
  options: DownloadOptions = {},
): Promise<Uint8Array | undefined> {
  const { pause = 1_000, say = () => {} } = options, part: Part = { pieces: [], size: 0 };
  try {
    // The hub names size and checksum before it sends one on to where the file lies.
    const head = await ask(url, { method: "HEAD", redirect: "manual" }, options);
    await head.response.body?.cancel();
    head.end();
    if (head.response.status === 404) return undefined;
    if (head.response.status >= 400) throw new Refusal(head.response.status);
    const announced = head.response.headers.get("x-linked-size");
    if (announced !== null) part.total = Number(announced);
    const sha256 = head.response.headers.get("x-linked-etag")?.match(/^"([0-9a-f]{64})"$/)?.[1];
    for (let inVain = 0;;) {
      const before = part.size;
      try {
        await receive(url, part, options);
        const bytes = join(part), fault = faultOf(bytes, part.total, sha256);
        if (!fault) return bytes;
        // what is short can be gone on with, what is wrong cannot
        if (!(bytes.length < part.total!)) Object.assign(part, { pieces: [], size: 0 });
        throw new Error(fault);
      } catch (error) {
        if (error instanceof Interrupted) throw error;
        inVain = part.size > before ? 0 : inVain + 1;
        if (inVain >= TRIES || error instanceof Refusal && !error.passes) throw error;
        say(`${reasonOf(error)}: trying once more, from byte ${part.size} on (${url})`);
        await new Promise((resume) => setTimeout(resume, pause));
      }
    }
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    throw new InputError(`cannot be fetched (${reasonOf(error)})`, { file: url }, { cause: error });
  }
}

/** The server says that it will not. */
class Refusal extends Error {
  constructor(readonly status: number) {
    super(`the server answers ${status}`);
  }

  /** Whether a later request may fare better. */
  get passes(): boolean {
    return this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** An answer, and its time limit: `within` sets it anew, `end` takes it away, and `why` is the reason of an error
 * while it holds. */
interface Answer {
  readonly response: Response;
  within(milliseconds: number, what: string): void;
  end(): void;
  why(error: unknown): unknown;
}

async function ask(
  url: string,
  init: RequestInit,
  { answer = 5_000 }: DownloadOptions,
): Promise<Answer> {
  const stop = new AbortController(), signal = untilInterrupted(stop.signal);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => clearTimeout(timer);
  const within = (milliseconds: number, what: string) => {
    end();
    timer = setTimeout(() => stop.abort(new Error(what)), milliseconds);
  };
  const why = (error: unknown) => signal.aborted ? signal.reason : error;
  within(answer, `no answer within ${answer / 1000} s`);
  try {
    return { response: await fetch(url, { ...init, signal }), within, end, why };
  } catch (error) {
    end();
    throw why(error);
  }
}

/** Adds what the server sends to what is there. */
async function receive(url: string, part: Part, options: DownloadOptions): Promise<void> {
  const { stall = 20_000, onProgress } = options;
  // packed content would have another length, and could not be gone on with
  const headers = new Headers({ "accept-encoding": "identity" });
  if (part.size > 0 && part.etag) {
    headers.set("range", `bytes=${part.size}-`);
    headers.set("if-range", part.etag);
  }
  const { response, within, end, why } = await ask(url, { headers }, options);
  try {
    if (!response.ok) {
      await response.body?.cancel();
      throw new Refusal(response.status);
    }
    const goesOn = response.status === 206 &&
      response.headers.get("content-range")?.startsWith(`bytes ${part.size}-`);
    if (!goesOn) Object.assign(part, { pieces: [], size: 0 });
    const packed = response.headers.has("content-encoding"); // unpacked by fetch: its length says nothing
    const etag = response.headers.get("etag"), length = response.headers.get("content-length");
    part.etag = packed || !etag || etag.startsWith("W/") ? undefined : etag;
    if (packed) part.total = undefined;
    else if (length !== null) part.total ??= part.size + Number(length);
    const silent = `nothing more came for ${stall / 1000} s`;
    within(stall, silent);
    for await (const piece of response.body ?? []) {
      part.pieces.push(piece);
      part.size += piece.length;
      within(stall, silent);
      onProgress?.(part.size, part.total);
    }
  } catch (error) {
    throw why(error);
  } finally {
    end();
  }
}

function join({ pieces, size }: Part): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Why these bytes are not the file; undefined where they are, as far as the server tells. */
function faultOf(bytes: Uint8Array, total: number | undefined, sha256: string | undefined) {
  if (total !== undefined && bytes.length !== total) {
    return `half a file: ${bytes.length} of ${total} bytes`;
  }
  const found = sha256 && createHash("sha256").update(bytes).digest("hex");
  return found === sha256 ? undefined : `its SHA-256 is ${found}, not ${sha256}`;
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message}: ${cause.message.split(": ").at(-1)}` : message;
}
