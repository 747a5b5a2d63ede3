/** Runs a notebook on the real Deno kernel, without Jupyter. */
import { dirname, resolve } from "node:path";
import { writeAtomically } from "../../core/atomic.ts";
import { type Places, portableData } from "../../core/places.ts";
import type { Kernel } from "../kernel/client.ts";
import type { Message } from "../kernel/messages.ts";
import { cut } from "./cut.ts";
import { explain, type KernelError } from "./explain.ts";
import { type CodeCell, codeCells, type Notebook, placeOf, readNotebook } from "./document.ts";
import { readyKernel } from "./ready_kernel.ts";
import { StillPictures } from "./still_pictures.ts";
import { CellOutputs, type Displays, stored } from "./outputs.ts";
import { CellTiming } from "./timing.ts";

/** Where a run stands; told at the start and at the end of every cell. */
export interface CellEvent {
  /** Which code cell, from 0. */
  index: number;
  /** How many code cells there are. */
  total: number;
  /** The heading under which the cell stands. */
  title: string;
  /** How long the cell has taken. */
  seconds: number;
  state: "running" | "done" | "failed";
}

/** How a notebook is run. */
export interface RunOptions {
  /** Where the executed notebook is written; also when a cell fails, as far as it came. */
  out: string;
  /** Added to the kernel's environment. */
  env?: Record<string, string>;
  /** The folders of data and results, which no output shall name. */
  places?: Places;
  /** Added to the executed notebook's metadata. */
  metadata?: Record<string, unknown>;
  /** The longest a single cell may take. */
  timeoutSeconds?: number;
  onCell?: (event: CellEvent) => void;
  /** A kernel of {@linkcode readyKernel} for this notebook, of the same `env`; by default it is started now. */
  kernel?: Promise<Kernel>;
  /** Who draws the figures' pictures; by default somebody of its own. */
  pictures?: StillPictures;
  /** Called when no cell failed and the kernel has ended: pictures may still be drawn, and the file be written. */
  onCellsDone?: () => void;
  /** Stops the run, as SIGINT and SIGTERM do. */
  signal?: AbortSignal;
}

/** Why a run stopped. */
interface Failure {
  /** The code cell's number, from 1: what Jupyter shows in brackets beside it. */
  cell: number;
  title: string;
  /** The line in the cell, from 1, where it can be told. */
  line?: number;
  ename: string;
  evalue: string;
  /** The cell's code. */
  source: string;
  /** The cell and line in words: `cell 7 (“How large should a batch be?”), line 3`. */
  where: string;
}

/** What a run came to. */
interface RunResult {
  failed?: Failure;
  seconds: number;
  /** The cells that were executed, the failed one included. */
  cells: { title: string; seconds: number }[];
}

/** Executes the notebook's cells in order, up to the first that fails, and writes it with all its
 * outputs to `out`, in which no path names a folder of this machine (`portable`). The kernel works in the notebook's folder and has ended when this returns.
 *
 * Needs the permissions read (the notebook), write (out, a temporary file), run (deno), net
 * (127.0.0.1) and env.
 * @throws {InputError} when `path` is not a notebook */
export async function runNotebook(path: string, options: RunOptions): Promise<RunResult> {
  const { out, env = {}, places = {}, timeoutSeconds = Infinity, onCell = () => {}, signal } =
    options;
  const notebook = await readNotebook(path);
  const cells = codeCells(notebook);
  clear(notebook);
  const result: RunResult = { seconds: 0, cells: [] };
  const began = performance.now();
  const secondsSince = (start: number) => (performance.now() - start) / 1000;

  const interrupt = interruption(signal);
  const kernel = await (options.kernel ?? readyKernel(path, env));
  using own = options.pictures ? undefined : new StillPictures();
  const pictures = options.pictures ?? own!;
  await readNotebook(out).then((earlier) => pictures.know(earlier)).catch(() => {}); // most often there is none
  try {
    interrupt.onInterrupt = () => {
      kernel.kill();
      pictures.abandon();
    };
    if (interrupt.reason) interrupt.onInterrupt(); // it came while the kernel started
    const { implementation, implementation_version, language_info } = kernel.info;
    Object.assign(notebook.metadata, options.metadata, {
      language_info,
      kernel: { implementation, implementation_version },
      drawnBy: pictures.drawnBy,
    });
    const displays: Displays = new Map();
    for (const [index, cell] of cells.entries()) {
      const event = { index, total: cells.length, title: cell.title };
      onCell({ ...event, seconds: 0, state: "running" });
      const start = performance.now();
      result.failed = await execute(kernel, cell, { displays, timeoutSeconds, interrupt });
      pictures.begin(cell.cell.outputs!);
      const seconds = secondsSince(start);
      result.cells.push({ title: cell.title, seconds });
      onCell({ ...event, seconds, state: result.failed ? "failed" : "done" });
      if (result.failed) break;
    }
    await kernel.close();
    if (!result.failed) options.onCellsDone?.();
  } finally {
    await kernel.close();
    const undrawn = await finishPictures(cells, pictures);
    result.failed ??= undrawn;
    interrupt.stop();
    for (const { cell } of cells) {
      cell.outputs = portableData(cell.outputs, places)?.map(stored);
    }
    await Deno.mkdir(dirname(resolve(out)), { recursive: true });
    await writeAtomically(out, JSON.stringify(notebook, null, 1) + "\n");
  }
  result.seconds = secondsSince(began);
  return result;
}

/** Waits for the pictures of all figures; the first that cannot be drawn fails its cell. */
async function finishPictures(
  cells: readonly CodeCell[],
  pictures: StillPictures,
): Promise<Failure | undefined> {
  let failed: Failure | undefined;
  for (const { number, title, source, cell } of cells) {
    await pictures.finish(cell.outputs ?? []).catch(({ name, message }: Error) => {
      const error = { ename: name, evalue: message };
      cell.outputs!.push({ output_type: "error", ...error, traceback: [`${name}: ${message}`] });
      failed ??= { cell: number, title, source, where: placeOf({ number, title }), ...error };
    });
  }
  return failed;
}

const RESULTS_HIDDEN = "[from here on the value of a cell's last line is not shown: the notebook " +
  "has a name of its own, Deno, by which the kernel hands such values on; console.log shows them]\n";

/** Executes one cell and leaves its outputs in it; returns why it failed, if it did. */
async function execute(
  kernel: Kernel,
  { number, title, source, cell }: CodeCell,
  { displays, timeoutSeconds, interrupt }: {
    displays: Displays;
    timeoutSeconds: number;
    interrupt: Interruption;
  },
): Promise<Failure | undefined> {
  const gathered = new CellOutputs(displays), timing = new CellTiming();
  cell.outputs = gathered.outputs;
  cell.metadata.execution = timing.execution;
  const hidBefore = kernel.hidesResults;
  let error: KernelError | undefined;
  try {
    const onMessage = (message: Message) => {
      timing.add(message);
      gathered.add(message);
    };
    const reply = await kernel.execute(source, onMessage, { timeoutSeconds });
    timing.add(reply);
    if (reply.content.status !== "ok") gathered.endWithError(reply.content as KernelError);
    error = gathered.error;
    // syntax errors and packages that do not exist end a cell without any output
    if (!error && reply.content.status !== "ok") {
      error = { ...(reply.content as KernelError), traceback: [] };
    }
  } catch (thrown) {
    const { name, message } = thrown as Error;
    const reason = interrupt.reason;
    error = reason
      ? { ename: "Interrupted", evalue: reason, traceback: [] }
      : { ename: name, evalue: message, traceback: [] };
  }
  if (kernel.hidesResults && !hidBefore) {
    gathered.push({ output_type: "stream", name: "stderr", text: RESULTS_HIDDEN });
  }
  cell.execution_count = gathered.executionCount;
  if (!error) return undefined;
  const { ename, evalue, line } = await explain(error, source, kernel);
  const told = { ename, evalue, traceback: [`${ename}: ${evalue}`] };
  if (!gathered.error) gathered.push({ output_type: "error", ...told });
  else if (!gathered.error.traceback.join("").trim()) Object.assign(gathered.error, told);
  const where = placeOf({ number, title }, line);
  return { cell: number, title, line, ename, evalue: cut(evalue, 2000), source, where };
}

/** Leaves no output of an earlier run, and gives every cell the id that nbformat 4.5 asks for. */
function clear(notebook: Notebook): void {
  notebook.nbformat_minor = Math.max(5, notebook.nbformat_minor);
  notebook.cells.forEach((cell, index) => {
    cell.id ??= `cell-${index + 1}`;
    if (cell.cell_type !== "code") return;
    Object.assign(cell, { outputs: [], execution_count: null });
    delete cell.metadata.execution;
  });
}

interface Interruption {
  /** Set once the run shall stop. */
  reason?: string;
  onInterrupt: () => void;
  stop(): void;
}

/** Listens for SIGINT, SIGTERM and `signal`. */
function interruption(signal?: AbortSignal): Interruption {
  const signals: Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];
  const state: Interruption = {
    onInterrupt: () => {},
    stop() {
      for (const [name, listener] of listeners) Deno.removeSignalListener(name, listener);
      signal?.removeEventListener("abort", abort);
    },
  };
  const interrupt = (reason: string) => {
    state.reason ??= reason;
    state.onInterrupt();
  };
  const abort = () => interrupt(String(signal?.reason?.message ?? signal?.reason ?? "stopped"));
  const listeners = signals.map((name) => [name, () => interrupt(`stopped by ${name}`)] as const);
  for (const [name, listener] of listeners) Deno.addSignalListener(name, listener);
  signal?.addEventListener("abort", abort);
  if (signal?.aborted) abort();
  return state;
}
