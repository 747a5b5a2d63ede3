/** Data in the queue's own server, under the hash of its bytes: sent once, whoever asks, and checked by who gets it. */
import { Buffer } from "node:buffer";
import type { Redis } from "./bullmq.ts";
import { sha256 } from "./pack.ts";

/** The server is busy with one part at a time, and no longer. */
const PART = 4 << 20;

/** Unused data goes after a week. */
const WEEK = 7 * 86_400;

const keyOf = (hash: string) => `study:data:${hash}`;

/** Data that is not there, or not what was put there: no training can be done on it. */
export class LostData extends Error {}

/** Puts bytes into the store, where they are not there already, and keeps them for a week from now.
 * @returns their SHA-256, by which they are found */
export async function putData(redis: Redis, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = sha256(bytes), key = keyOf(hash), parts = Math.ceil(bytes.length / PART);
  const names = Array.from({ length: parts }, (_, i) => `${key}:${i}`);
  const alive = await Promise.all([key, ...names].map((name) => redis.expire(name, WEEK)));
  if (alive.every((found) => found === 1)) return hash;
  for (const [i, name] of names.entries()) {
    const part = bytes.subarray(i * PART, (i + 1) * PART);
    await redis.set(name, Buffer.from(part.buffer, part.byteOffset, part.length), "EX", WEEK);
  }
  await redis.set(key, String(bytes.length), "EX", WEEK); // last: who sees it finds all parts
  return hash;
}

/** Gets bytes by their hash.
 * @throws {LostData} when they are not there, or are not those that the hash is of */
export async function getData(redis: Redis, hash: string): Promise<Uint8Array<ArrayBuffer>> {
  const key = keyOf(hash), length = Number(await redis.get(key));
  if (!length) throw new LostData(`the queue holds no data ${hash.slice(0, 8)}`);
  const all = new Uint8Array(length), parts = Math.ceil(length / PART);
  for (let i = 0; i < parts; i++) {
    const part = await redis.getBuffer(`${key}:${i}`);
    if (!part || part.length !== Math.min(PART, length - i * PART)) {
      throw new LostData(`the queue lacks a part of data ${hash.slice(0, 8)}`);
    }
    all.set(part, i * PART);
  }
  if (sha256(all) === hash) return all;
  throw new LostData(`data ${hash.slice(0, 8)} is not what was sent: it was altered in the queue`);
}
