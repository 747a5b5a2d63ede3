/** Calls the services, so that none of them can delay or end a cell. */
import type { Cell, Completion, IsComplete, Outcome, Place, Service } from "./service.ts";

/** All services as one, ready or not: until they have started, nobody answers. */
export class Plugged {
  #services: readonly Service[] = [];

  /** @param starting the services, once they have started */
  constructor(starting: Promise<readonly Service[]>) {
    starting.then((services) => this.#services = services, report);
  }

  beforeExecute(cell: Cell): void {
    this.#tell((service) => service.beforeExecute?.(cell));
  }

  afterExecute(cell: Cell, outcome: Outcome): void {
    this.#tell((service) => service.afterExecute?.(cell, outcome));
  }

  restarted(): void {
    this.#tell((service) => service.restarted?.());
  }

  complete(place: Place): Promise<Completion | undefined> {
    return this.#ask((service) => service.complete?.(place));
  }

  inspect(place: Place): Promise<Record<string, string> | undefined> {
    return this.#ask((service) => service.inspect?.(place));
  }

  isComplete(code: string): Promise<IsComplete | undefined> {
    return this.#ask((service) => service.isComplete?.(code));
  }

  async close(): Promise<void> {
    await Promise.all(this.#services.map(async (service) => await service.close?.()))
      .catch(report);
  }

  #tell(say: (service: Service) => void | Promise<void>): void {
    for (const service of this.#services) {
      (async () => await say(service))().catch(report);
    }
  }

  /** The first answer. */
  async #ask<T>(
    question: (service: Service) => Promise<T | undefined> | undefined,
  ): Promise<T | undefined> {
    for (const service of this.#services) {
      const answer = await (async () => await question(service))().catch(report);
      if (answer) return answer;
    }
  }
}

function report(error: unknown): undefined {
  console.error("a service of the kernel failed:", error);
}
