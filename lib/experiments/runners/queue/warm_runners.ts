/** Runners by their data: the last few stay warm, for jobs of several searches come in turn. */
import type { Runner } from "../runner.ts";
import type { Ticket } from "./ticket.ts";

interface Entry {
  readonly runner: Promise<Runner>;
  /** Jobs that use it. */
  users: number;
}

/** Makes a runner for each set of data, and lets it go when so many younger ones are there and nobody uses it. All
 * together do at most `slots` jobs at a time. */
export class WarmRunners {
  readonly #entries = new Map<string, Entry>();
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(
    private readonly most: number,
    slots: number,
    private readonly make: (ticket: Ticket) => Promise<Runner>,
  ) {
    this.#free = slots;
  }

  /** Waits for a slot, then uses the ticket's runner. One that cannot be made is tried again for the next ticket. */
  async use<T>(ticket: Ticket, work: (runner: Runner) => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const key = `${ticket.trial} ${ticket.data}`;
    const entry = this.#entries.get(key) ?? { runner: this.make(ticket), users: 0 };
    this.#entries.delete(key);
    this.#entries.set(key, entry); // the youngest last
    entry.users++;
    try {
      return await work(await entry.runner);
    } finally {
      entry.users--;
      await entry.runner.catch(() => this.#entries.delete(key));
      this.#tidy();
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }

  async close(): Promise<void> {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    await Promise.all(entries.map(({ runner }) => runner.then((it) => it.close(), () => {})));
  }

  #tidy(): void {
    for (const [key, { users, runner }] of this.#entries) {
      if (this.#entries.size <= this.most) return;
      if (users > 0) continue;
      this.#entries.delete(key);
      void runner.then((it) => it.close(), () => {});
    }
  }
}
