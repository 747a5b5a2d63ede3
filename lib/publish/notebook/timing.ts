/** When a cell began and ended, kept where JupyterLab and nbclient keep it: the cell's `metadata.execution`.
 *
 * @see https://github.com/jupyterlab/jupyterlab/blob/main/packages/notebook/src/default-toolbar.tsx
 */
import type { Cell } from "./document.ts";

/** Moments by the messages that tell them, as ISO 8601 in UTC; each as far as it came. */
export interface Execution {
  "iopub.status.busy"?: string;
  "iopub.execute_input"?: string;
  /** When the kernel began, by its own clock. */
  "shell.execute_reply.started"?: string;
  "shell.execute_reply"?: string;
  "iopub.status.idle"?: string;
}

/** Gathers one cell's moments from its messages. */
export class CellTiming {
  readonly execution: Execution = {};

  /** @param now the clock, in milliseconds since 1970 */
  constructor(readonly now: () => number = Date.now) {}

  /** Takes a message, of which only the first of its kind counts. */
  add(
    { type, content, metadata }: {
      readonly type: string;
      readonly content: Record<string, unknown>;
      readonly metadata?: Record<string, unknown>;
    },
  ): void {
    const { execution_state: state } = content, moment = new Date(this.now()).toISOString();
    if (type === "status" && state === "busy") this.execution["iopub.status.busy"] ??= moment;
    if (type === "status" && state === "idle") this.execution["iopub.status.idle"] ??= moment;
    if (type === "execute_input") this.execution["iopub.execute_input"] ??= moment;
    if (type !== "execute_reply") return;
    // a kernel that does not say when it began was asked at once
    const started = metadata?.started ?? this.execution["iopub.status.busy"];
    if (started) this.execution["shell.execute_reply.started"] = String(started);
    this.execution["shell.execute_reply"] = moment;
  }
}

/** How long an executed cell took, in seconds; undefined where its file does not tell.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const execution = {
 *   "iopub.execute_input": "2026-01-01T10:00:00.000Z",
 *   "shell.execute_reply": "2026-01-01T10:00:02.500Z",
 * };
 * assertEquals(secondsOf({ cell_type: "code", source: "", metadata: { execution } }), 2.5);
 * ```
 */
export function secondsOf({ metadata }: Cell): number | undefined {
  const times = (metadata?.execution ?? {}) as Execution;
  const began = times["shell.execute_reply.started"] ?? times["iopub.execute_input"];
  const ended = times["shell.execute_reply"] ?? times["iopub.status.idle"];
  const seconds = (Date.parse(ended ?? "") - Date.parse(began ?? "")) / 1000;
  return seconds >= 0 ? seconds : undefined;
}
