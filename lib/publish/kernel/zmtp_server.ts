/** The sockets that a Jupyter kernel binds: ROUTER, PUB and REP, each for any number of clients. */
import { type SocketType, ZmtpSocket } from "./zmtp.ts";

/** Where a socket listens. */
interface Address {
  readonly hostname: string;
  readonly port: number;
}

/** A bound socket. A connection that breaks off, or never was ZMTP, ends alone. */
export class BoundSocket {
  /** Those that have shaken hands. */
  readonly peers = new Set<ZmtpSocket>();
  #listener: Deno.TcpListener;

  /** Listens at once.
   * @throws {Deno.errors.AddrInUse} when another program has the port */
  constructor(
    address: Address,
    private readonly type: SocketType,
    private readonly onMessage: (frames: Uint8Array[], peer: ZmtpSocket) => void,
  ) {
    this.#listener = Deno.listen(address);
    this.#accept();
  }

  close(): void {
    this.#listener.close();
    for (const peer of this.peers) peer.close();
  }

  async #accept(): Promise<void> {
    try {
      for await (const conn of this.#listener) this.#serve(conn).catch(() => {});
    } catch { /* closed */ }
  }

  async #serve(conn: Deno.TcpConn): Promise<void> {
    const peer = await ZmtpSocket.over(conn, this.type);
    this.peers.add(peer);
    try {
      while (true) this.onMessage(await peer.receive(), peer);
    } finally {
      this.peers.delete(peer);
      peer.close();
    }
  }
}

/** Says back what it hears. */
export function bindHeartbeat(address: Address): BoundSocket {
  return new BoundSocket(address, "REP", (frames, peer) => void peer.send(frames).catch(() => {}));
}

/** Sends to all who subscribed. */
export class PubSocket {
  #topics = new Map<ZmtpSocket, string[]>();
  #socket: BoundSocket;

  constructor(address: Address) {
    this.#socket = new BoundSocket(address, "PUB", ([frame], peer) => this.#subscribe(frame, peer));
  }

  /** @param frames the first is the topic */
  send(frames: Uint8Array[]): void {
    const topic = latin1.decode(frames[0]);
    for (const [peer, topics] of this.#topics) {
      if (topics.some((prefix) => topic.startsWith(prefix))) peer.send(frames).catch(() => {});
    }
  }

  /** Resolves when what was sent has gone to the system. */
  async flushed(): Promise<void> {
    await Promise.all([...this.#topics.keys()].map((peer) => peer.flushed()));
  }

  close(): void {
    this.#socket.close();
  }

  /** A frame is 1 or 0, to subscribe or to leave, and the topic's first bytes. */
  #subscribe(frame: Uint8Array, peer: ZmtpSocket): void {
    for (const known of this.#topics.keys()) {
      if (!this.#socket.peers.has(known)) this.#topics.delete(known);
    }
    const topics = this.#topics.get(peer) ?? [], topic = latin1.decode(frame.subarray(1));
    if (frame[0] === 1) topics.push(topic);
    else if (topics.includes(topic)) topics.splice(topics.indexOf(topic), 1);
    this.#topics.set(peer, topics);
  }
}

const latin1 = new TextDecoder("latin1");
