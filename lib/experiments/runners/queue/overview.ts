/** What goes on at a queue's server: who is connected, what waits, how fast it goes. */
import type { Redis } from "./bullmq.ts";
import { queueClient } from "./client.ts";
import { type Connected, connectedTo } from "./workers.ts";

/** The jobs of one release. */
export interface QueueCounts {
  readonly queue: string;
  /** Jobs that wait, those with a priority too, and those that will be tried again. */
  readonly waiting: number;
  /** Jobs that a worker has taken. */
  readonly active: number;
  /** Ended, and kept for a day. */
  readonly completed: number;
  readonly failed: number;
}

/** Everything, as it is now. */
export interface QueueOverview {
  readonly workers: readonly Connected[];
  readonly queues: readonly QueueCounts[];
  /** Trainings that ended in the last minute, by worker. */
  readonly perMinute: Readonly<Record<string, number>>;
}

/** Names of all queues that a worker listened to. */
export const KNOWN = "study:queues";

const MINUTE_MS = 60_000;

/** How many of the last events are looked at for the pace. */
const EVENTS = 1000;

/** Looks at a server. */
export async function overviewOf(redis: Redis): Promise<QueueOverview> {
  const { Queue } = await queueClient(), workers = await connectedTo(redis);
  const names = [...await redis.smembers(KNOWN)].sort();
  const perMinute: Record<string, number> = {}, now = Date.now();
  const queues = await Promise.all(names.map(async (name): Promise<QueueCounts> => {
    const queue = new Queue(name, { connection: redis });
    queue.on("error", () => {});
    const { waiting = 0, prioritized = 0, delayed = 0, active, completed, failed } = await queue
      .getJobCounts();
    await queue.close();
    const events = await redis.xrevrange(`bull:${name}:events`, "+", "-", "COUNT", EVENTS);
    for (const [id, fields] of events) {
      if (now - Number(id.split("-")[0]) > MINUTE_MS) break;
      const worker = workerIn(fields);
      if (worker) perMinute[worker] = (perMinute[worker] ?? 0) + 1;
    }
    return { queue: name, waiting: waiting + prioritized + delayed, active, completed, failed };
  }));
  return { workers, queues, perMinute };
}

/** The worker of an event, where that is of a training that ended well. */
function workerIn(fields: readonly string[]): string | undefined {
  const field = (name: string) => fields[fields.indexOf(name) + 1];
  if (field("event") !== "completed") return undefined;
  try {
    return JSON.parse(field("returnvalue")).versions.worker;
  } catch {
    return undefined;
  }
}

/** The overview as a text.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * const worker = { name: "lab-7", slots: 2, code: "01234567", rounding: "89abcdef", queues: ["study-a"] };
 * const queue = { queue: "study-a", waiting: 4, active: 2, completed: 30, failed: 1 };
 * assertEquals(
 *   describeOverview({ workers: [worker], queues: [queue], perMinute: { "lab-7": 12 } }),
 *   "study-a  4 waiting, 2 under way, 30 done, 1 failed\nlab-7  2 at a time, 12 in the last minute, code 01234567, rounding 89abcdef",
 * );
 * ```
 */
export function describeOverview({ workers, queues, perMinute }: QueueOverview): string {
  const lines = [
    ...queues.map(({ queue, waiting, active, completed, failed }) =>
      `${queue}  ${waiting} waiting, ${active} under way, ${completed} done, ${failed} failed`
    ),
    ...workers.map(({ name, slots, code, rounding }) =>
      `${name}  ${slots} at a time, ${perMinute[name] ?? 0} in the last minute, ` +
      `code ${code}, rounding ${rounding}`
    ),
  ];
  if (workers.length === 0) lines.push("no worker is connected: deno task worker --queue URL");
  return lines.join("\n");
}
