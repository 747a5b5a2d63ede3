/** What of BullMQ and ioredis a queue uses, as types: the packages' own would bring those of Node along, which differ
 * from Deno's.
 * @see https://api.docs.bullmq.io, https://redis.github.io/ioredis */
import type { Buffer } from "node:buffer";

/** A connection; each method is the server's command of that name. */
export interface Redis {
  readonly status: "connecting" | "ready" | "reconnecting" | "end" | string;
  ping(): Promise<string>;
  get(key: string): Promise<string | null>;
  getBuffer(key: string): Promise<Buffer | null>;
  mget(keys: readonly string[]): Promise<(string | null)[]>;
  set(key: string, value: string | number | Buffer, ex: "EX", seconds: number): Promise<unknown>;
  del(...keys: string[]): Promise<number>;
  expire(key: string, seconds: number): Promise<number>;
  client(what: "LIST"): Promise<unknown>;
  config(what: "GET", name: string): Promise<string[]>;
  acl(what: "WHOAMI" | "GETUSER", user?: string): Promise<unknown>;
  smembers(key: string): Promise<string[]>;
  sadd(key: string, ...members: string[]): Promise<number>;
  info(section: string): Promise<string>;
  eval(script: string, keys: number, ...names: string[]): Promise<unknown>;
  xrevrange(
    ...args: [key: string, to: "+", from: "-", count: "COUNT", most: number]
  ): Promise<[id: string, fields: string[]][]>;
  xrange(key: string, from: "-", to: "+"): Promise<[id: string, fields: string[]][]>;
  on(event: "error", listener: (error: Error) => void): void;
  /** Hangs up at once. */
  disconnect(): void;
}

/** A job, as it stood when it was read. */
export interface Job {
  readonly id: string;
  readonly data: unknown;
  /** When it was added, in milliseconds. */
  readonly timestamp: number;
  readonly finishedOn?: number;
  readonly failedReason?: string;
  readonly returnvalue: unknown;
  /** Takes it out of the queue; rejects while a worker is at it. */
  remove(): Promise<void>;
}

/** What is said of a job when it is added. */
export interface JobOptions {
  readonly jobId?: string;
  readonly priority?: number;
  readonly attempts?: number;
  readonly backoff?: { readonly type: "exponential"; readonly delay: number };
  readonly removeOnComplete?: { readonly age: number; readonly count: number };
  readonly removeOnFail?: { readonly age: number; readonly count: number };
}

/** A queue, for adding. */
export interface Queue {
  add(name: string, data: unknown, options: JobOptions): Promise<Job>;
  getJobCounts(): Promise<Record<string, number>>;
  on(event: "error", listener: (error: Error) => void): void;
  close(): Promise<void>;
}

/** What happens in a queue. */
export interface QueueEvents {
  on(event: "completed", listener: (of: { jobId: string; returnvalue: unknown }) => void): void;
  on(event: "failed", listener: (of: { jobId: string; failedReason: string }) => void): void;
  on(event: "removed" | "duplicated", listener: (of: { jobId: string }) => void): void;
  on(event: "error", listener: (error: Error) => void): void;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
}

/** Who takes jobs. */
export interface Worker {
  on(event: "error", listener: (error: Error) => void): void;
  on(event: "lockRenewalFailed", listener: (ids: string[]) => void): void;
  /** Takes no more; `true` does not wait for those under way. */
  pause(doNotWait: boolean): Promise<void>;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
}

/** Options of a {@linkcode Worker}. */
interface WorkerOptions {
  readonly connection: Redis;
  /** A part of the name of its connections. */
  readonly name: string;
  readonly concurrency: number;
  /** Milliseconds that a job stays its own without a sign of life; it gives one at half of them. */
  readonly lockDuration: number;
  /** How often it looks for jobs whose worker has died. */
  readonly stalledInterval: number;
  readonly maxStalledCount: number;
}

/** What packages.mjs exports. */
export interface QueueClient {
  readonly Redis: new (options: Readonly<Record<string, unknown>>) => Redis;
  readonly Job: { fromId(queue: Queue, id: string): Promise<Job | undefined> };
  readonly Queue: new (name: string, options: { connection: Redis }) => Queue;
  readonly QueueEvents: new (
    name: string,
    options: { connection: Redis; lastEventId: string },
  ) => QueueEvents;
  readonly Worker: new (
    name: string,
    work: (job: Job) => Promise<unknown>,
    options: WorkerOptions,
  ) => Worker;
  /** What fails a job for good. */
  readonly UnrecoverableError: new (message: string) => Error;
}
