/** What can be plugged into our kernel ({@linkcode ../proxy.ts}) beside the run of cells: warnings below a cell,
 * completion, documentation, hints. A service never delays a cell: it is told, and says what it has to say when
 * it is ready. One that throws is ignored, and what it threw stands in the kernel's log (stderr).
 *
 * To add one: write a module here that exports a function which makes a {@linkcode Service}, and name that
 * function in services.ts.
 *
 * @module
 */

/** A cell that is executed. */
export interface Cell {
  readonly code: string;
  /** The number that stands beside it: In [count]. */
  readonly count: number;
  /** Adds text below this cell, also when the cell has ended. */
  print(text: string, stream?: "stdout" | "stderr"): void;
  /** Adds a display below this cell, by MIME type; with an `id`, `replaces` redraws what was shown under it. */
  display(data: Record<string, unknown>, options?: { id?: string; replaces?: boolean }): void;
}

/** How a cell ended. */
export interface Outcome {
  readonly status: "ok" | "error" | "interrupted";
  readonly seconds: number;
}

/** Where the cursor stands, in UTF-16 units as JavaScript's strings count. */
export interface Place {
  readonly code: string;
  readonly cursor: number;
}

/** All of it is optional; where a question is answered with undefined, the next service is asked, and at last
 * Deno's own kernel. */
export interface Service {
  /** The cell is about to be sent to Deno; not called for silent requests. */
  beforeExecute?(cell: Cell): void | Promise<void>;
  /** The cell has ended and all of its output has been shown. */
  afterExecute?(cell: Cell, outcome: Outcome): void | Promise<void>;
  /** What may stand at the cursor, and which part of the code it replaces. */
  complete?(place: Place): Promise<Completion | undefined>;
  /** Documentation of what stands at the cursor, by MIME type. */
  inspect?(place: Place): Promise<Record<string, string> | undefined>;
  /** Whether a console may run the code as it stands. */
  isComplete?(code: string): Promise<IsComplete | undefined>;
  /** Deno was restarted: all variables are gone. */
  restarted?(): void;
  /** The kernel ends. */
  close?(): void | Promise<void>;
}

/** Texts that may replace `code.slice(start, end)`. */
export interface Completion {
  readonly matches: readonly string[];
  readonly start: number;
  readonly end: number;
  /** Passed on as the reply's metadata, such as `_jupyter_types_experimental`. */
  readonly metadata?: Record<string, unknown>;
}

/** Jupyter's answer to is_complete_request. */
export interface IsComplete {
  readonly status: "complete" | "incomplete" | "invalid" | "unknown";
  readonly indent?: string;
}
