/** The process of a Deno kernel, which never outlives us. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import type { ConnectionInfo } from "./messages.ts";

/** Thrown when the kernel's process has ended although nobody asked it to. */
export class KernelDied extends Error {
  override readonly name = "KernelDied";
}

/** What a kernel of Deno's says that tells nobody anything. */
const NOISE = /^(.*"deno jupyter" is unstable|CDP response has null result).*\n/gm;

// Ended with this process, however that ends: by Deno.exit(), an uncaught error or the last line.
// (Against SIGKILL the kernel itself keeps watch: endWith in kernel.ts.)
const living = new Set<KernelProcess>();
globalThis.addEventListener("unload", () => living.forEach((kernel) => kernel.kill()));

/** A running kernel: `deno jupyter --kernel`, or another with a connection file. */
export class KernelProcess {
  readonly connection: ConnectionInfo;
  /** Rejects with {@linkcode KernelDied}, which says how, when the process has ended. */
  readonly died: Promise<never>;
  #process: Deno.ChildProcess;
  /** The connection file; it is removed with the process. */
  readonly file: string;
  #said = "";
  #onStderr: (text: string) => void;
  #hearing = new AbortController();

  /** Starts this process's own Deno as a kernel in the folder `cwd`.
   * @param options.args its command line for a connection file; Deno's own kernel where it is not given
   * @param options.onStderr is given what the process says on stderr */
  constructor(
    cwd: string,
    { env = {}, args = (file) => ["jupyter", "--kernel", "--conn", file], onStderr = () => {} }: {
      env?: Record<string, string>;
      args?: (file: string) => string[];
      onStderr?: (text: string) => void;
    } = {},
  ) {
    this.#onStderr = onStderr;
    this.connection = connectionInfo();
    this.file = join(tmpdir(), `kernel-${randomUUID()}.json`);
    Deno.writeTextFileSync(this.file, JSON.stringify(this.connection), {
      createNew: true,
      mode: 0o600, // it holds the key of the kernel's messages
    });
    this.#process = new Deno.Command(Deno.execPath(), {
      args: args(this.file),
      cwd,
      // glibc's malloc keeps what each thread has freed in a heap of its own; in two, a third less memory is held
      env: { NO_COLOR: "1", MALLOC_ARENA_MAX: "2", ...env },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    living.add(this);
    const heard = this.#listen();
    this.died = this.#process.status.then(async ({ code, signal }) => {
      this.#forget();
      // a program that a cell has left behind may hold the kernel's stderr open
      const timer = setTimeout(() => this.#hearing.abort(), 200);
      await heard;
      clearTimeout(timer);
      const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
      const said = this.#said.replace(NOISE, "").trim();
      throw new KernelDied(`the kernel ${how}${said ? `; it said:\n${said}` : ""}`);
    });
    this.died.catch(() => {}); // for whoever waits; not an unhandled rejection
  }

  /** Whether the process is there and has not been told to end. */
  get alive(): boolean {
    return living.has(this);
  }

  /** Ends the process at once. */
  kill(): void {
    this.#forget();
    try {
      this.#process.kill("SIGKILL");
    } catch { /* it has ended already */ }
  }

  /** Resolves when the process has ended and all its resources are free. */
  async end(): Promise<void> {
    await this.died.catch(() => {});
  }

  /** Keeps the last 4,000 characters of what the kernel says on stderr. */
  async #listen(): Promise<void> {
    const write = (text: string) => {
      this.#said = (this.#said + text).slice(-4000);
      const told = text.replace(NOISE, "");
      if (told.trim()) this.#onStderr(told);
    };
    const { stderr } = this.#process;
    await stderr.pipeThrough(new TextDecoderStream(), { signal: this.#hearing.signal })
      .pipeTo(new WritableStream({ write })).catch(() => {});
  }

  #forget(): void {
    if (!living.delete(this)) return;
    try {
      Deno.removeSync(this.file);
    } catch { /* somebody has cleaned up before */ }
  }
}

/** Ports of this machine that are free now, and a new key. */
function connectionInfo(): ConnectionInfo {
  const ip = "127.0.0.1";
  const listeners = Array.from({ length: 5 }, () => listenSomewhere(ip));
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = listeners
    .map((listener) => (listener.addr as Deno.NetAddr).port);
  for (const listener of listeners) listener.close();
  const ports = { shell_port, iopub_port, stdin_port, control_port, hb_port };
  return { transport: "tcp", ip, ...ports, signature_scheme: "hmac-sha256", key: randomUUID() };
}

/** Ports below those that systems give to whoever calls out: such a one might be taken again before the kernel listens. */
const FIRST = 10_000, BEYOND = 32_768;

function listenSomewhere(hostname: string): Deno.Listener {
  for (let attempt = 0;; attempt++) {
    // not of a study: two processes of one seed must not choose alike
    const [random] = crypto.getRandomValues(new Uint32Array(1));
    try {
      return Deno.listen({ hostname, port: FIRST + random % (BEYOND - FIRST) });
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse) || attempt === 99) throw error;
    }
  }
}
