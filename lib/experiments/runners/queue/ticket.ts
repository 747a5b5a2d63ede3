/** What travels: a job as the queue holds it, and what comes back. */
import { InputError } from "../../../core/errors.ts";
import { canonicalJson, isPlainObject, shortHash } from "../../runs/canonical.ts";
import { type Settings, withNaN } from "../../runs/record.ts";
import type { RunnerResult } from "../runner.ts";
import type { Trials } from "./trials.ts";

/** A training to do, in half a kilobyte: names, hashes and numbers, no code and no address. */
export interface Ticket {
  /** Name of a trial that workers know. */
  readonly trial: string;
  /** SHA-256 of the packed data. */
  readonly data: string;
  readonly settings: Settings;
  readonly seed: number;
  /** Seconds after which the training is ended. */
  readonly limit?: number;
}

/** The same training has the same id, whoever asks: it is done once. BullMQ refuses ids that are whole numbers. */
export const ticketId = (ticket: Ticket): string => `t${shortHash(canonicalJson(ticket))}`;

/** A ticket, as a worker takes it from the queue.
 *
 * @param found what a job holds, from whomever
 * @throws {InputError} unless it is a ticket for one of `trials`
 * @example
 * ```ts
 * import { assertFails } from "../../../../tests/assert.ts";
 * const ticket = { trial: "__proto__", data: "0".repeat(64), settings: {}, seed: 1 };
 * await assertFails(() => checkTicket(ticket, { network: "file:///trial.ts" }), "__proto__", "network");
 * ```
 */
export function checkTicket(found: unknown, trials: Trials): Ticket {
  const ticket = isPlainObject(found) ? found : {}, { trial, data, settings, seed, limit } = ticket;
  if (typeof trial !== "string" || !Object.hasOwn(trials, trial)) {
    const expected = `one of ${Object.keys(trials).join(", ")}`;
    throw new InputError("a job for a trial that is not known here", { found: trial, expected });
  }
  const fits = typeof data === "string" && /^[0-9a-f]{64}$/.test(data) && isPlainObject(settings) &&
    Number.isSafeInteger(seed) && (limit === undefined || Number(limit) > 0);
  if (fits) return { trial, data, settings, seed, limit } as Ticket;
  throw new InputError("a job that is no ticket", { found: JSON.stringify(found) });
}

/** A result that came as JSON, which has no NaN: null stands for it, as in records.
 *
 * @throws {InputError} when it is none
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * const result = { scores: { accuracy: .5, rocAuc: NaN }, curve: { loss: [1, NaN] }, seconds: 1 };
 * assertEquals(readResult(JSON.parse(JSON.stringify(result))), result);
 * ```
 */
export function readResult(found: unknown): RunnerResult {
  if (!isPlainObject(found) || !isPlainObject(found.scores) || typeof found.seconds !== "number") {
    throw new InputError("the queue holds no result", { found: JSON.stringify(found) });
  }
  return withNaN(found as unknown as RunnerResult);
}

/** Why a job failed, in the queue's own text: what it was, then its message. */
export type Failure = "InputError" | "Error" | "Cancelled" | "LostData" | "Refused";

/** A failure as a text.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * assertEquals(readFailure(failure("Error", "no: rows")), { kind: "Error", message: "no: rows" });
 * assertEquals(readFailure("job stalled"), { kind: undefined, message: "job stalled" });
 * ```
 */
export const failure = (kind: Failure, message: string): string => `${kind}: ${message}`;

/** A text as a failure; without a kind where BullMQ says it. */
export function readFailure(text: string): { kind?: Failure; message: string } {
  const [, kind, message] = /^(InputError|Error|Cancelled|LostData|Refused): ([^]*)$/.exec(text) ??
    [, undefined, text];
  return { kind: kind as Failure | undefined, message: message! };
}

/** Where a runner says that a job shall end: the time at which that very job was made. */
export const cancelKey = (id: string): string => `study:cancel:${id}`;
