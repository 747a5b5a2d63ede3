/** A line of our own into Deno's kernel: its protocol hears nothing while a cell awaits. */
import { randomUUID } from "node:crypto";

/** Our end. What is planted in the kernel (planted.ts) calls here, proves by a word that it is the one, and is then
 * told when the reader interrupts. */
export class SideLine {
  /** Goes to the kernel with what is planted. */
  readonly address: { readonly port: number; readonly word: string };
  #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  #line: Deno.TcpConn | undefined;
  #onHeard: () => void = () => {};

  constructor() {
    this.address = { port: this.#listener.addr.port, word: randomUUID() };
    this.#accept();
  }

  /** Tells that the running cell shall end, or only asks whether somebody listens.
   * @returns whether the kernel's event loop has heard it within that time; a loop that never awaits hears nothing */
  async say(what: "interrupt" | "listen", milliseconds: number): Promise<boolean> {
    const { promise: heard, resolve } = Promise.withResolvers<boolean>();
    this.#onHeard = () => resolve(true);
    const timer = setTimeout(() => resolve(false), milliseconds);
    await this.#line?.write(encoder.encode(`${what}\n`)).catch(() => {});
    return await heard.finally(() => clearTimeout(timer));
  }

  /** What is planted in the kernel ends the kernel's process then. */
  close(): void {
    for (const it of [this.#listener, this.#line]) {
      try {
        it?.close();
      } catch { /* the other side has closed it */ }
    }
    this.#line = undefined;
  }

  async #accept(): Promise<void> {
    try {
      for await (const conn of this.#listener) this.#talk(conn).catch(() => {});
    } catch { /* closed */ }
  }

  async #talk(conn: Deno.TcpConn): Promise<void> {
    const lines = conn.readable.pipeThrough(new TextDecoderStream());
    let text = "";
    for await (const piece of lines) {
      text += piece;
      const said = text.split("\n");
      text = said.pop()!;
      for (const line of said) {
        if (line === this.address.word) this.#line = conn;
        else if (conn === this.#line && line === "heard") this.#onHeard();
        else return; // a stranger: leaving the loop closes the connection
      }
    }
  }
}

const encoder = new TextEncoder();
