/** Calls the services, so that none of them can delay or end a cell. */
import type { Cell, Completion, IsComplete, Outcome, Place, Service } from "./service.ts";

/** All services as one, ready or not: what they are told or asked before they have started waits for them. */
export class Plugged {
  #services: Promise<readonly Service[]>;

  /** @param starting the services, once they have started */
  constructor(starting: Promise<readonly Service[]>) {
    this.#services = starting.catch((error) => report(error) ?? []);
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
    const services = await Promise.race([this.#services, []]);
    await Promise.all(services.map(async (service) => await service.close?.())).catch(report);
  }

  async #tell(say: (service: Service) => void | Promise<void>): Promise<void> {
    for (const service of await this.#services) {
      (async () => await say(service))().catch(report);
    }
  }

  /** The first answer. */
  async #ask<T>(
    question: (service: Service) => Promise<T | undefined> | undefined,
  ): Promise<T | undefined> {
    for (const service of await this.#services) {
      const answer = await (async () => await question(service))().catch(report);
      if (answer) return answer;
    }
  }
}

function report(error: unknown): undefined {
  console.error("a service of the kernel failed:", error);
}
