/** Downloads that are whole or not at all. */
import { createHash } from "node:crypto";
import { InputError } from "../../core/errors.ts";

/** How patient a download is, in milliseconds, and how it reports. */
export interface DownloadOptions {
  /** Until the server answers. */
  readonly answer?: number;
  /** Between two pieces. */
  readonly stall?: number;
  readonly onProgress?: (received: number, total: number | undefined) => void;
}

/** Fetches `url` whole: its length is compared with what the server announced, and its SHA-256 where the
 * server names it (the hub does so for weights, in `x-linked-etag`).
 *
 * @returns the bytes, or undefined where the server has no such file
 * @throws {InputError} when there is no network, no answer in time, an error or half a file
 */
export async function download(
  url: string,
  { answer = 5_000, stall = 20_000, onProgress }: DownloadOptions = {},
): Promise<Uint8Array | undefined> {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const within = (milliseconds: number, what: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => stop.abort(new Error(what)), milliseconds);
  };
  try {
    within(answer, `no answer within ${answer / 1000} s`);
    // The hub names size and checksum before it sends one on to where the file lies.
    const head = await fetch(url, { method: "HEAD", redirect: "manual", signal: stop.signal });
    await head.body?.cancel();
    if (head.status === 404) return undefined;
    if (head.status >= 400) throw new Error(`the server answers ${head.status}`);
    within(answer, `no answer within ${answer / 1000} s`);
    const response = await fetch(url, { signal: stop.signal });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`the server answers ${response.status}`);
    }
    const announced = head.headers.get("x-linked-size") ?? response.headers.get("content-length");
    const total = announced === null ? undefined : Number(announced);
    const bytes = await readAll(response, (received) => {
      within(stall, `nothing more came for ${stall / 1000} s`);
      onProgress?.(received, total);
    });
    // fetch has unpacked what came packed, so that its length says nothing
    if (
      total !== undefined && !response.headers.has("content-encoding") && bytes.length !== total
    ) {
      throw new Error(`half a file: ${bytes.length} of ${total} bytes`);
    }
    const expected = head.headers.get("x-linked-etag")?.match(/^"([0-9a-f]{64})"$/)?.[1];
    const found = expected && createHash("sha256").update(bytes).digest("hex");
    if (found !== expected) throw new Error(`its SHA-256 is ${found}, not ${expected}`);
    return bytes;
  } catch (error) {
    const { message, cause } = (stop.signal.aborted ? stop.signal.reason : error) as Error;
    const reason = cause instanceof Error
      ? `${message}: ${cause.message.split(": ").at(-1)}`
      : message;
    throw new InputError(`cannot be fetched (${reason})`, { file: url }, {
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}

async function readAll(response: Response, tell: (received: number) => void): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    pieces.push(piece);
    tell(size += piece.length);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
