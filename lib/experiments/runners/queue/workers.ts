/** Who is connected to a queue: each worker's connection bears its name, and what it is made of. */
import { Buffer } from "node:buffer";
import type { RunnerStatus } from "../runner.ts";
import type { Redis } from "./bullmq.ts";
import type { Release } from "./release.ts";

/** A worker, as the server lists it. */
export interface Connected {
  /** Machine and process. */
  readonly name: string;
  /** Jobs that it does at a time. */
  readonly slots: number;
  /** The first digits of its release's code and rounding. */
  readonly code: string;
  readonly rounding: string;
  /** The queues that it listens to. */
  readonly queues: readonly string[];
}

/** A worker's name as its connections bear it; it holds no spaces. */
export const connectionName = (name: string, slots: number, { code, every }: Release): string =>
  [name.replace(/[^\w.-]/g, "_"), slots, code.slice(0, 8), every.slice(0, 8)].join("/");

/** Workers in the server's answer to CLIENT LIST, each once.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * const line = "id=3 addr=10.0.0.2:1 name=bull:c3R1ZHktYQ==:w:lab-7/2/0123abcd/4567ef01 age=1";
 * assertEquals(connectedIn(line)[0].queues, ["study-a"]);
 * ```
 */
export function connectedIn(list: string): Connected[] {
  const found = new Map<string, Connected & { queues: string[] }>();
  const names = / name=bull:([^: ]+):w:([^/ ]+)\/(\d+)\/([0-9a-f]+)\/([0-9a-f]+) /g;
  for (const [, queue, name, slots, code, rounding] of list.matchAll(names)) {
    const worker = found.get(name) ?? { name, slots: Number(slots), code, rounding, queues: [] };
    worker.queues.push(Buffer.from(queue, "base64").toString());
    found.set(name, worker);
  }
  return [...found.values()];
}

/** All workers of all releases. */
export const connectedTo = async (redis: Redis): Promise<Connected[]> =>
  connectedIn(String(await redis.client("LIST")));

/** What a search says of the workers: those that take its jobs, and why others do not.
 *
 * @param queues those that the search's jobs go to; before its first job, none: then all that have its code
 */
export function statusOf(
  all: readonly Connected[],
  queues: readonly string[],
  { code }: Release,
): RunnerStatus {
  const hasOurCode = (worker: Connected) => code.startsWith(worker.code);
  const takes = (worker: Connected) =>
    hasOurCode(worker) && queues.every((queue) => worker.queues.includes(queue));
  const own = all.filter(takes), others = all.filter((worker) => !takes(worker));
  const named = (why: string, some: readonly Connected[]) =>
    some.length > 0 && `${some.map(({ name }) => name).join(", ")} ${why}`;
  const trouble = [
    own.length === 0 && "no worker takes these jobs",
    named("has other code", others.filter((worker) => !hasOurCode(worker))),
    named("rounds in another way", others.filter(hasOurCode)),
  ].filter(Boolean).join("; ");
  return {
    workers: own.length,
    slots: own.reduce((sum, { slots }) => sum + slots, 0),
    ...(trouble && { trouble }),
  };
}
