/** A Jupyter client as JupyterLab, VS Code and nbclient are: what a cell shows is what arrives until
 * the kernel says "idle". It knows nothing of the kernel's faults. */
import { randomUUID } from "node:crypto";
import { kernelArguments } from "../../../lib/publish/kernel/arguments.ts";
import { KernelProcess } from "../../../lib/publish/kernel/kernel_process.ts";
import { decode, encodeRequest, type Message } from "../../../lib/publish/kernel/messages.ts";
import { type SocketType, ZmtpSocket } from "../../../lib/publish/kernel/zmtp.ts";

export class PlainClient {
  /** What arrived after its cell's end. */
  late: string[] = [];
  #session = randomUUID();

  private constructor(
    private process: KernelProcess,
    private shell: ZmtpSocket,
    private iopub: ZmtpSocket,
  ) {}

  /** @param kernel Deno's own, or ours, which has Deno's behind it */
  static async start(cwd: string, kernel: "deno" | "ours" = "deno"): Promise<PlainClient> {
    const ours = (file: string) => kernelArguments(Deno.execPath(), file);
    const process = new KernelProcess(cwd, kernel === "ours" ? { args: ours } : {});
    const { ip, shell_port, iopub_port } = process.connection;
    const reach = async (port: number, type: SocketType): Promise<ZmtpSocket> => {
      while (process.alive) {
        try {
          return await ZmtpSocket.connect(ip, port, type);
        } catch {
          await new Promise((done) => setTimeout(done, 10));
        }
      }
      return await process.died;
    };
    const shell = await reach(shell_port, "DEALER"), iopub = await reach(iopub_port, "SUB");
    await new Promise((done) => setTimeout(done, 100)); // the subscription
    return new PlainClient(process, shell, iopub);
  }

  /** What a cell shows: texts, results and errors, each as a string. */
  async execute(code: string): Promise<string[]> {
    const { key } = this.process.connection;
    const content = { code, silent: false, store_history: true, user_expressions: {} };
    const { id, frames } = encodeRequest("execute_request", content, {
      key,
      session: this.#session,
    });
    await this.shell.send(frames);
    const shown: string[] = [];
    while (true) {
      const message: Message = decode(await this.iopub.receive(), key);
      const { type, parent, content } = message;
      if (type === "status" && content.execution_state === "idle" && parent === id) break;
      // after a cell's "idle" this leaves a client saying "busy" for ever
      if (type === "status" && content.execution_state === "busy" && parent !== id) {
        this.late.push("busy");
      }
      const place = parent === id ? shown : this.late;
      if (type === "stream") place.push(content.text.trim());
      if (/^(execute_result|display_data)$/.test(type)) place.push(content.data["text/plain"]);
      if (type === "error") place.push(`${content.ename}: ${content.evalue}`);
    }
    await this.shell.receive();
    return shown;
  }

  async close(): Promise<void> {
    this.process.kill();
    await this.process.end();
    this.shell.close();
    this.iopub.close();
  }
}

/** An import of what mends the kernel. */
export const repair = JSON.stringify(
  new URL("../../../lib/publish/kernel/kernel.ts", import.meta.url).href,
);

/** What each cell shows in an ordinary client, after a first cell that mends the kernel; and last,
 * what came after its cell's end. */
export async function shown(...cells: string[]): Promise<string[][]> {
  const client = await PlainClient.start(Deno.cwd());
  try {
    const results: string[][] = [];
    for (const cell of [`import ${repair}; console.log("first"); 0`, ...cells]) {
      results.push(await client.execute(cell));
    }
    return [...results, client.late];
  } finally {
    await client.close();
  }
}
