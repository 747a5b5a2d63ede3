/** A redis-server of our own, on a free port of this machine and with a folder of its own. */

export function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  return port;
}

/** A server that can be killed, and started again with what it wrote down. */
export class RedisServer implements AsyncDisposable {
  #process: Deno.ChildProcess | undefined;

  private constructor(
    readonly port: number,
    readonly folder: string,
    private readonly options: readonly string[],
  ) {}

  /** @param options of its command line, beside those that a queue wants */
  static async start(...options: string[]): Promise<RedisServer> {
    const folder = await Deno.makeTempDir({ prefix: "redis-" });
    const server = new RedisServer(freePort(), folder, options);
    await server.again();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.#process!.pid;
  }

  /** Starts it again; resolves when it answers. */
  async again(): Promise<void> {
    this.#process = new Deno.Command("redis-server", {
      args: [
        ...["--port", String(this.port), "--bind", "127.0.0.1", "--dir", this.folder],
        ...["--appendonly", "yes", "--appendfsync", "everysec", "--save", "", ...this.options],
      ],
      stdout: "null",
      stderr: "null",
    }).spawn();
    for (const deadline = Date.now() + 20_000; Date.now() < deadline;) {
      if (/PONG|NOAUTH/.test(await this.say("PING").catch(() => ""))) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error("redis-server does not answer");
  }

  /** One command in a line of text, and the first line of its answer. */
  async say(command: string): Promise<string> {
    using connection = await Deno.connect({ hostname: "127.0.0.1", port: this.port });
    await connection.write(new TextEncoder().encode(`${command}\r\n`));
    const bytes = new Uint8Array(1 << 16);
    const length = await connection.read(bytes);
    return new TextDecoder().decode(bytes.subarray(0, length ?? 0));
  }

  async kill(signal: Deno.Signal = "SIGKILL"): Promise<void> {
    try {
      this.#process?.kill(signal);
    } catch { /* it has ended */ }
    await this.#process?.status;
    this.#process = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await Deno.remove(this.folder, { recursive: true });
  }
}
