/** Deno's kernel, started again whenever it has ended. */
import { lostError } from "./cell_errors.ts";
import { DenoKernel, type Listener } from "./deno_kernel.ts";

/** One Deno after the other. The first starts at once. */
export class LastingKernel {
  #current: DenoKernel;
  #dead = false;
  #lost: string | undefined;

  /** @param onRestart told when another one starts: all variables are gone */
  constructor(
    private readonly cwd: string,
    private readonly listener: Listener,
    private readonly onRestart: () => void,
  ) {
    this.#current = this.#start();
  }

  /** The one that is there, or was there last. */
  get current(): DenoKernel {
    return this.#current;
  }

  /** Resolves with one that takes requests.
   * @throws {KernelDied} when it ends before that, saying why */
  async ready(): Promise<DenoKernel> {
    if (this.#dead) {
      this.#current = this.#start();
      this.onRestart();
    }
    await this.#current.ready;
    return this.#current;
  }

  /** Ends the one that is there; the next is another. */
  async end(): Promise<void> {
    this.#dead = true; // from now on: the next cell may come before the process has ended
    await this.#current.end();
  }

  /** Why one has ended by itself since this was asked last; undefined where none has. */
  takeLoss(): string | undefined {
    const lost = this.#lost;
    this.#lost = undefined;
    return lost;
  }

  #start(): DenoKernel {
    const deno = new DenoKernel(this.cwd, this.listener);
    this.#dead = false;
    deno.died.catch((error) => {
      if (deno !== this.#current || this.#dead) return;
      this.#dead = true;
      this.#lost = lostError(error.message).evalue;
    });
    return deno;
  }
}
