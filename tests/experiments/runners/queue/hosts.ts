/** Other machines, as far as the network goes: namespaces of this one's kernel, each with a link to it that can be cut. */
import { execFileSync } from "node:child_process";

const ip = (...args: string[]) => execFileSync("ip", args, { stdio: "pipe" });

/** Whether this process may make them. */
export const canMakeHosts: boolean = (() => {
  try {
    ip("netns", "add", `probe${Deno.pid}`);
    ip("netns", "del", `probe${Deno.pid}`);
    return true;
  } catch {
    return false;
  }
})();

let made = 0;

/** A network namespace: no interface of this machine is in it but its own end of one link. */
export class Host implements Disposable {
  readonly #name: string;
  readonly #link: string;
  /** This machine's address at the link. */
  readonly here: string;

  constructor() {
    const n = made++;
    this.#name = `host${Deno.pid}-${n}`;
    this.#link = `q${Deno.pid}-${n}`;
    const network = `198.18.${Deno.pid % 256}`, first = 4 * n; // a range for tests (RFC 2544)
    this.here = `${network}.${first + 1}`;
    const there = `${network}.${first + 2}`, inside = `${this.#link}i`;
    ip("netns", "add", this.#name);
    ip("link", "add", this.#link, "type", "veth", "peer", "name", inside, "netns", this.#name);
    ip("addr", "add", `${this.here}/30`, "dev", this.#link);
    ip("link", "set", this.#link, "up");
    for (
      const args of [["addr", "add", `${there}/30`, "dev", inside], ["link", "set", inside, "up"]]
    ) {
      ip("-n", this.#name, ...args);
    }
  }

  /** What stands before a command that shall run there. */
  get within(): string[] {
    return ["ip", "netns", "exec", this.#name];
  }

  /** Pulls the cable out, or puts it back. */
  link(state: "down" | "up"): void {
    ip("link", "set", this.#link, state);
  }

  [Symbol.dispose](): void {
    ip("netns", "del", this.#name); // the link goes with it
  }
}
