/** Jupyter messages as they travel: six JSON parts, signed.
 *
 * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
 * @module
 */
import { createHmac, randomUUID } from "node:crypto";

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

const DELIMITER = "<IDS|MSG>";
const encoder = new TextEncoder(), decoder = new TextDecoder();

function signature(key: string, parts: Uint8Array[]): string {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}

/** A request, ready to send. */
export function encodeRequest(
  type: string,
  content: Record<string, unknown>,
  { key, session, id = randomUUID() }: { key: string; session: string; id?: string },
): { id: string; frames: Uint8Array[] } {
  const date = new Date().toISOString();
  const header = {
    msg_id: id,
    session,
    username: "notebook",
    date,
    msg_type: type,
    version: "5.3",
  };
  const parts = [header, {}, {}, content].map((part) => encoder.encode(JSON.stringify(part)));
  const signed = encoder.encode(signature(key, parts));
  return { id, frames: [encoder.encode(DELIMITER), signed, ...parts] };
}

/** Reads a message's frames.
 * @throws {Error} when they are not a message signed with `key` */
export function decode(frames: Uint8Array[], key: string): Message {
  const start = frames.findIndex((frame) => decoder.decode(frame) === DELIMITER) + 2;
  const parts = frames.slice(start, start + 4);
  if (start < 2 || decoder.decode(frames[start - 1]) !== signature(key, parts)) {
    throw new Error("the kernel sent a message that is not signed with this session's key");
  }
  const [header, parent, metadata, content] = parts.map((part) => JSON.parse(decoder.decode(part)));
  return { type: header.msg_type, id: header.msg_id, parent: parent.msg_id, content, metadata };
}
