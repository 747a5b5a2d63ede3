/** One queue, seen from the side that wants jobs done: adds them, and waits for their ends. */
import type { JobOptions, Queue, QueueClient, QueueEvents, Redis } from "./bullmq.ts";
import { queueClient } from "./client.ts";
import { cancelKey, readFailure, type Ticket, ticketId } from "./ticket.ts";

// A notebook may have a setInterval of its own, which hides the platform's in modules too.
const { clearInterval, setInterval } = globalThis;

/** How a job ended: with a result, or a failure; or it is no longer in the queue. */
export type End =
  | { readonly result: unknown }
  | { readonly failed: ReturnType<typeof readFailure> }
  | "gone";

/** An event can be missed while the connection is down, and a job can vanish with its server: so we ask, too. */
const LOOK_MS = 5000;

/** So many at a time, in turn, for thousands may wait. */
const LOOKS = 1000;

/** Results are kept for a day, for a search that was killed and for other studies; a worker that cannot get the data
 * tries again, but a training that throws is not repeated. */
const KEPT: JobOptions = {
  attempts: 4,
  backoff: { type: "exponential", delay: 500 },
  removeOnComplete: { age: 86_400, count: 100_000 },
  removeOnFail: { age: 86_400, count: 100_000 },
};

/** A queue in use. */
export class Lane {
  readonly #waiting = new Map<string, Set<(end: End) => void>>();
  readonly #timer: ReturnType<typeof setInterval>;

  private constructor(
    private readonly redis: Redis,
    private readonly queue: Queue,
    private readonly events: QueueEvents,
    private readonly fromId: QueueClient["Job"]["fromId"],
  ) {
    events.on(
      "completed",
      ({ jobId, returnvalue }) => this.#settle(jobId, { result: returnvalue }),
    );
    events.on(
      "failed",
      ({ jobId, failedReason }) => this.#settle(jobId, { failed: readFailure(failedReason) }),
    );
    events.on("removed", ({ jobId }) => this.#settle(jobId, "gone"));
    events.on("duplicated", ({ jobId }) => void this.#look(jobId, true));
    events.on("error", () => {}); // they connect again by themselves
    queue.on("error", () => {});
    let ids = this.#waiting.keys();
    this.#timer = setInterval(() => {
      for (let looks = 0; looks < LOOKS; looks++) {
        const { value: id, done } = ids.next();
        if (done) return void (ids = this.#waiting.keys());
        void this.#look(id, false);
      }
    }, LOOK_MS);
    Deno.unrefTimer(this.#timer as unknown as number);
  }

  /** Opens a queue by its name. */
  static async open(redis: Redis, name: string): Promise<Lane> {
    const { Queue, QueueEvents, Job } = await queueClient();
    const queue = new Queue(name, { connection: redis });
    const [last] = await redis.xrevrange(`bull:${name}:events`, "+", "-", "COUNT", 1);
    // it makes a connection of its own, and would miss what happens before it listens
    const events = new QueueEvents(name, { connection: redis, lastEventId: last?.[0] ?? "0-0" });
    await events.waitUntilReady();
    return new Lane(redis, queue, events, Job.fromId.bind(Job));
  }

  /** Adds a job, unless an equal one is there, and waits for its end.
   * @param signal no longer waits; the job itself goes on */
  async done(ticket: Ticket, signal: AbortSignal, priority?: number): Promise<End> {
    const id = ticketId(ticket), { promise, resolve, reject } = Promise.withResolvers<End>();
    const waiting = this.#waiting.get(id) ?? new Set(), cancelled = () => reject(signal.reason);
    this.#waiting.set(id, waiting.add(resolve));
    signal.addEventListener("abort", cancelled);
    try {
      signal.throwIfAborted();
      const added = this.queue.add(ticket.trial, ticket, { jobId: id, priority, ...KEPT });
      await Promise.race([added, promise]); // a server that is away may be so for long
      return await promise;
    } finally {
      signal.removeEventListener("abort", cancelled);
      waiting.delete(resolve);
      if (waiting.size === 0) this.#waiting.delete(id);
    }
  }

  /** Takes a job that has ended out of the queue, so that it can be added again. */
  async forget(ticket: Ticket): Promise<void> {
    const job = await this.fromId(this.queue, ticketId(ticket));
    if (job?.finishedOn) await job.remove().catch(() => {}); // another search was first
  }

  /** Ends a job: one that waits is taken out; of one that is under way, its worker is told. */
  async cancel(ticket: Ticket): Promise<void> {
    const id = ticketId(ticket), job = await this.fromId(this.queue, id);
    if (!job || job.finishedOn) return;
    await job.remove().catch(() => this.redis.set(cancelKey(id), job.timestamp, "EX", 600));
  }

  /** Hangs up; jobs go on. */
  close(): void {
    clearInterval(this.#timer);
    for (const each of [this.events, this.queue]) void each.close().catch(() => {});
  }

  /** @param isOld whether a failed job, were it one, failed before it was asked for: then it is tried again */
  async #look(id: string, isOld: boolean): Promise<void> {
    if (!this.#waiting.has(id)) return;
    const job = await this.fromId(this.queue, id).catch(() => "unknown" as const);
    if (job === "unknown") return;
    if (!job) return this.#settle(id, "gone");
    if (!job.finishedOn) return;
    if (!job.failedReason) return this.#settle(id, { result: job.returnvalue });
    if (!isOld) return this.#settle(id, { failed: readFailure(job.failedReason) });
    await job.remove().catch(() => {});
    this.#settle(id, "gone");
  }

  #settle(id: string, end: End): void {
    for (const resolve of this.#waiting.get(id) ?? []) resolve(end);
  }
}
