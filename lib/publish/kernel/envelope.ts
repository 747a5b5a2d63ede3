/** Jupyter messages that pass through us: read as far as somebody asks, and signed anew. */
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { Buffer } from "node:buffer";

/** Who sent what, and when. */
export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly version: string;
}

// deno-lint-ignore no-explicit-any -- the protocol's contents are open JSON objects
type Json = Record<string, any>;

/** A message between client and kernel. What is large, its content, stays bytes until it is needed. */
export class Envelope {
  #content: Json | Uint8Array;

  constructor(
    readonly header: Header,
    /** The header of the request that caused it. */
    readonly parent: Header | Record<string, never>,
    content: Json | Uint8Array,
    readonly metadata: Json = {},
    readonly buffers: readonly Uint8Array[] = [],
  ) {
    this.#content = content;
  }

  /** A message of our own. */
  static of(
    type: string,
    content: Json,
    { session, parent = {}, metadata }: {
      session: string;
      parent?: Envelope["parent"];
      metadata?: Json;
    },
  ): Envelope {
    const date = new Date().toISOString(), msg_id = randomUUID();
    const header = { msg_id, msg_type: type, session, username: "kernel", date, version: "5.3" };
    return new Envelope(header, parent, content, metadata);
  }

  get type(): string {
    return this.header.msg_type;
  }

  get content(): Json {
    if (this.#content instanceof Uint8Array) this.#content = fromJson(this.#content);
    return this.#content;
  }

  /** The same message as an answer to another request, or with another content. */
  with({ parent = this.parent, content = this.#content as Json }): Envelope {
    return new Envelope(this.header, parent, content, this.metadata, this.buffers);
  }

  /** Reads frames as they come from a socket.
   *
   * @returns with the message, the frames before it that lead back to its sender
   * @throws {Error} when they are no message, or not signed with `key` ("" where messages are not signed) */
  static open(frames: Uint8Array[], key: string): { envelope: Envelope; route: Uint8Array[] } {
    const at = delimiterIn(frames);
    const parts = frames.slice(at + 2, at + 6);
    if (at < 0 || parts.length < 4) throw new Error("these frames are no Jupyter message");
    if (key && !isSigned(frames[at + 1], key, parts)) {
      throw new Error("the message is not signed with this connection's key");
    }
    const [header, parent, metadata] = parts.map(fromJson);
    const buffers = frames.slice(at + 6);
    return {
      envelope: new Envelope(
        header as Header,
        parent as Envelope["parent"],
        parts[3],
        metadata,
        buffers,
      ),
      route: frames.slice(0, at),
    };
  }

  /** What kind of message it is, without a look at its signature: enough to leave it aside. */
  static typeOf(frames: Uint8Array[]): string | undefined {
    return fromJson(frames[delimiterIn(frames) + 2]).msg_type;
  }

  /** Frames to send, signed with `key`. */
  seal(key: string, route: readonly Uint8Array[] = []): Uint8Array[] {
    const parts = [this.header, this.parent, this.metadata, this.#content].map((part) =>
      part instanceof Uint8Array ? part : encoder.encode(JSON.stringify(part))
    );
    const signed = key ? signature(key, parts).toString("hex") : "";
    return [
      ...route,
      encoder.encode(DELIMITER),
      encoder.encode(signed),
      ...parts,
      ...this.buffers,
    ];
  }
}

const DELIMITER = "<IDS|MSG>";
const encoder = new TextEncoder(), decoder = new TextDecoder();
const fromJson = (bytes: Uint8Array): Json => JSON.parse(decoder.decode(bytes));

const delimiterIn = (frames: Uint8Array[]): number =>
  frames.findIndex((frame) => frame.length === 9 && decoder.decode(frame) === DELIMITER);

function signature(key: string, parts: Uint8Array[]): Buffer {
  // in one piece: every call costs more than the bytes
  return createHmac("sha256", key).update(Buffer.concat(parts)).digest();
}

function isSigned(given: Uint8Array, key: string, parts: Uint8Array[]): boolean {
  const expected = encoder.encode(signature(key, parts).toString("hex"));
  return given.length === expected.length && timingSafeEqual(given, expected);
}
