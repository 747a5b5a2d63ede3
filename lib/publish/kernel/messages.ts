/** Jupyter messages as a client makes and reads them.
 *
 * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
 * @module
 */
import { Envelope } from "./envelope.ts";

/** What a client makes of a message; `content` depends on `type`. */
export interface Message {
  type: string;
  /** The message's own id. */
  id: string;
  /** The id of the request that caused it. */
  parent?: string;
  // deno-lint-ignore no-explicit-any -- the protocol's contents are open JSON objects
  content: Record<string, any>;
  metadata: Record<string, unknown>;
}

/** Where a kernel listens; the content of Jupyter's connection file. */
export interface ConnectionInfo {
  transport: "tcp";
  ip: string;
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
  signature_scheme: "hmac-sha256";
  key: string;
}

/** A request, ready to send. */
export function encodeRequest(
  type: string,
  content: Record<string, unknown>,
  { key, session }: { key: string; session: string },
): { id: string; frames: Uint8Array[] } {
  const message = Envelope.of(type, content, { session });
  return { id: message.header.msg_id, frames: message.seal(key) };
}

/** Reads a message's frames.
 * @throws {Error} when they are not a message signed with `key` */
export function decode(frames: Uint8Array[], key: string): Message {
  const { header, parent, content, metadata } = Envelope.open(frames, key).envelope;
  return { type: header.msg_type, id: header.msg_id, parent: parent.msg_id, content, metadata };
}
