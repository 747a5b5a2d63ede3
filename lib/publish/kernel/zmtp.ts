/** The little of ZeroMQ's wire protocol that talking as Jupyter does on this machine takes, from both ends.
 *
 * The npm package `zeromq` would do it too, but it is a native addon: 34 MB, `--allow-ffi` (which
 * voids every other permission), and it hides that a kernel has died by reconnecting for ever.
 *
 * @see https://rfc.zeromq.org/spec/23/ (ZMTP 3.0, NULL mechanism)
 * @module
 */

// In a kernel a notebook's names hide the platform's, in modules too: these are held from the start.
const { BigInt, DataView, Deno, Error, Number, Promise, TextDecoder, TextEncoder, Uint8Array } =
  globalThis;

/** The kinds of socket that a Jupyter client opens, and those of a kernel. */
export type SocketType = "DEALER" | "SUB" | "REQ" | "ROUTER" | "PUB" | "REP";

const MORE = 1, LONG = 2, COMMAND = 4;
const ascii = new TextEncoder(), text = new TextDecoder();

/** One connection between two ZeroMQ sockets; messages are lists of frames. */
export class ZmtpSocket {
  /** The name that the other side gave itself, "" where it gave none: a client's sockets share one. */
  identity = "";
  #conn: Deno.TcpConn;
  #buffer = new Uint8Array(1 << 16);
  #start = 0; // unread bytes are #buffer[#start, #end)
  #end = 0;
  #sent: Promise<void> = Promise.resolve();

  private constructor(conn: Deno.TcpConn) {
    this.#conn = conn;
  }

  /** Connects and shakes hands; a SUB socket then subscribes to everything.
   * @throws {Deno.errors.ConnectionRefused} when nobody listens on `port` */
  static async connect(hostname: string, port: number, type: SocketType): Promise<ZmtpSocket> {
    const socket = await ZmtpSocket.over(await Deno.connect({ hostname, port }), type);
    if (type === "SUB") await socket.send([Uint8Array.of(1)]);
    return socket;
  }

  /** Shakes hands over a connection, whoever opened it.
   * @throws {Error} when the other side does not speak ZMTP */
  static async over(conn: Deno.TcpConn, type: SocketType): Promise<ZmtpSocket> {
    const socket = new ZmtpSocket(conn);
    try {
      conn.setNoDelay();
      const greeting = new Uint8Array(64);
      greeting.set([0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 3]); // signature, version 3.0
      greeting.set(ascii.encode("NULL"), 12);
      await socket.#write(greeting);
      const theirs = await socket.#take(64);
      if (theirs[0] !== 0xff || theirs[9] !== 0x7f) {
        throw new Error("the other side speaks no ZMTP");
      }
      await socket.#write(frame(readyCommand(type), COMMAND));
      socket.identity = identityIn((await socket.#readFrame()).data);
    } catch (error) {
      socket.close();
      throw error;
    }
    return socket;
  }

  /** Sends one message in one write, so that no half of it waits for an acknowledgement; one after
   * the other, however many wait. */
  send(frames: Uint8Array[]): Promise<void> {
    const last = frames.length - 1;
    const bytes = concat(frames.map((data, i) => frame(data, i < last ? MORE : 0)));
    return this.#sent = this.#sent.catch(() => {}).then(() => this.#write(bytes));
  }

  /** Resolves when all that was sent has gone to the system. */
  async flushed(): Promise<void> {
    await this.#sent.catch(() => {});
  }

  /** The next message.
   * @throws {Deno.errors.ConnectionReset} when the other side has gone */
  async receive(): Promise<Uint8Array[]> {
    const frames: Uint8Array[] = [];
    while (true) {
      const { flags, data } = await this.#readFrame();
      if (flags & COMMAND) continue;
      frames.push(data);
      if (!(flags & MORE)) return frames;
    }
  }

  /** Closes the connection; a pending `receive` rejects. */
  close(): void {
    try {
      this.#conn.close();
    } catch { /* already closed */ }
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let sent = 0; sent < bytes.length;) sent += await this.#conn.write(bytes.subarray(sent));
  }

  async #readFrame(): Promise<{ flags: number; data: Uint8Array }> {
    const flags = (await this.#take(1))[0];
    const head = await this.#take(flags & LONG ? 8 : 1);
    const length = flags & LONG ? Number(new DataView(head.buffer).getBigUint64(0)) : head[0];
    return { flags, data: await this.#take(length) };
  }

  async #take(count: number): Promise<Uint8Array> {
    if (this.#start + count > this.#buffer.length) this.#makeRoom(count);
    while (this.#end - this.#start < count) {
      const read = await this.#conn.read(this.#buffer.subarray(this.#end));
      if (read === null) {
        throw new Deno.errors.ConnectionReset("the other side closed the connection");
      }
      this.#end += read;
    }
    this.#start += count;
    return this.#buffer.slice(this.#start - count, this.#start);
  }

  #makeRoom(count: number): void {
    const unread = this.#buffer.subarray(this.#start, this.#end);
    if (count > this.#buffer.length) {
      this.#buffer = new Uint8Array(2 * count);
      this.#buffer.set(unread);
    } else this.#buffer.copyWithin(0, this.#start, this.#end);
    this.#end -= this.#start;
    this.#start = 0;
  }
}

function frame(data: Uint8Array, flags: number): Uint8Array {
  if (data.length < 256) return concat([Uint8Array.of(flags, data.length), data]);
  const head = new Uint8Array(9);
  head[0] = flags | LONG;
  new DataView(head.buffer).setBigUint64(1, BigInt(data.length));
  return concat([head, data]);
}

function readyCommand(type: SocketType): Uint8Array {
  const name = ascii.encode("READY"), property = ascii.encode("Socket-Type");
  const value = ascii.encode(type);
  const lengths = [Uint8Array.of(name.length), Uint8Array.of(property.length)];
  const valueLength = Uint8Array.of(0, 0, 0, value.length);
  return concat([lengths[0], name, lengths[1], property, valueLength, value]);
}

/** The property Identity of the other side's READY: lengths of one byte before names, of four before values. */
function identityIn(ready: Uint8Array): string {
  for (let at = 1 + ready[0]; at < ready.length;) {
    const name = text.decode(ready.subarray(at + 1, at += 1 + ready[at]));
    const start = at + 4;
    at = start + new DataView(ready.buffer, ready.byteOffset + at).getUint32(0);
    if (name.toLowerCase() === "identity") return text.decode(ready.subarray(start, at));
  }
  return "";
}

function concat(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
