/** What TypeScript knows of a kernel's cells: whether their types fit, what could be typed next, what a
 * name is. One `deno lsp` answers all of it; it starts when the first cell has ended and takes about
 * 7 s of one core, at a low priority, until its first answer. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CellsContext, type CellsModule } from "./cells_module.ts";
import { type CompletionItem, completionOf } from "./completion.ts";
import { documentation, lookedUp } from "./inspection.ts";
import { LanguageServer, type Range } from "./language_server.ts";
import { placeAt } from "./places.ts";
import type { Completion, Place } from "./service.ts";
import { type Diagnostic, type Warning, warningsOf } from "./warnings.ts";

/** Where a kernel works. */
export interface LanguageOptions {
  /** The kernel's working directory, from where its imports go. */
  readonly folder: string;
  /** The folder of deno.json; the kernel's own where there is none. */
  readonly project?: string;
  /** How long questions about the cursor may take, in milliseconds: then Deno's kernel answers. */
  readonly patience?: { readonly complete: number; readonly inspect: number };
  /** The Deno that answers. */
  readonly deno?: string;
  /** Whether the server starts with the first question about the cursor, where nothing else is asked; usually when the
   * first cell has ended. */
  readonly lazy?: boolean;
}

/** JupyterLab waits a second for proposals; for documentation, which a reader asks for, as long as it takes. */
const PATIENCE = { complete: 800, inspect: 10_000 };

/** The language of one kernel's cells. */
export class Language implements AsyncDisposable {
  #context = new CellsContext();
  #options: Required<LanguageOptions>;
  #uri: string;
  #version = 0;
  #server?: LanguageServer;
  #started = Promise.withResolvers<void>();
  #waiting: { readonly ask: () => Promise<void>; readonly first: boolean }[] = [];
  #asking = false;
  #closed = false;

  constructor(options: LanguageOptions) {
    const { folder } = options;
    this.#options = {
      project: folder,
      patience: PATIENCE,
      deno: Deno.execPath(),
      lazy: false,
      ...options,
    };
    // a document that is on no disk: imports and deno.json mean what they mean in the notebook
    this.#uri = pathToFileURL(join(folder, `.cells-${crypto.randomUUID()}.ts`)).href;
  }

  /** Remembers a cell that ran, whatever came of it; starts the server if this is the first, and it is not lazy. */
  executed(cell: string): void {
    this.#context.add(cell);
    if (!this.#options.lazy) this.start();
  }

  /** Forgets all cells, as the kernel did that started again. */
  restarted(): void {
    this.#context.clear();
  }

  /** Starts the server, unless it runs. */
  start(): void {
    if (this.#server || this.#closed) return;
    this.#server = new LanguageServer(this.#options.project, this.#options.deno);
    this.#started.resolve();
  }

  /** What of `cell`'s types certainly does not fit, seen from the cells that have run. Waits for the server to be started. */
  async warnings(cell: string): Promise<Warning[]> {
    const module = this.#context.module(cell);
    const found = await this.#ask<{ items: Diagnostic[] }>("diagnostic", module, {});
    return warningsOf(found?.items ?? [], module, cell);
  }

  /** What could stand at the cursor; undefined where nothing is known or the answer takes too long. */
  async complete({ code, cursor }: Place): Promise<Completion | undefined> {
    if (this.#options.lazy) this.start();
    const module = this.#context.module(code);
    const found = await this.#within(
      this.#options.patience.complete,
      this.#ask<CompletionItem[] | { items: CompletionItem[] }>("completion", module, {
        position: placeAt(module.text, module.toModule(cursor)),
        context: { triggerKind: 1 },
      }),
    );
    const items = Array.isArray(found) ? found : found?.items ?? [];
    return completionOf(items, module, code, cursor);
  }

  /** What the name at the cursor is, by MIME type; undefined where nothing is known or the answer takes
   * too long. */
  async inspect({ code, cursor }: Place): Promise<Record<string, string> | undefined> {
    if (this.#options.lazy) this.start();
    const module = this.#context.module(code);
    const hover = this.#firstHover(module, lookedUp(code, cursor));
    const found = await this.#within(this.#options.patience.inspect, hover);
    return found === undefined ? undefined : documentation(found);
  }

  /** Ends the server. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#server?.close();
    this.#started.resolve();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #firstHover(module: CellsModule, offsets: number[]): Promise<string | undefined> {
    for (const offset of offsets) {
      const position = placeAt(module.text, module.toModule(offset));
      const hover = await this.#ask<{ contents: { value: string }; range?: Range }>(
        "hover",
        module,
        { position },
      );
      if (hover?.contents.value) return hover.contents.value;
    }
    return undefined;
  }

  /** Asks about a module, one question after the other: the server answers by what the document holds
   * when it has time for it, not by what it held when it was asked. Who waits at a cursor goes first. */
  #ask<T>(what: string, module: CellsModule, params: object): Promise<T | undefined> {
    const { promise, resolve } = Promise.withResolvers<T | undefined>();
    const ask = async () => resolve(await this.#askNow<T>(what, module, params));
    this.#waiting.push({ ask, first: what !== "diagnostic" });
    if (!this.#asking) this.#work();
    return promise;
  }

  async #work(): Promise<void> {
    this.#asking = true;
    await this.#started.promise;
    while (this.#waiting.length) {
      const first = this.#waiting.findIndex(({ first }) => first);
      const [{ ask }] = this.#waiting.splice(Math.max(0, first), 1);
      await ask();
    }
    this.#asking = false;
  }

  async #askNow<T>(what: string, module: CellsModule, params: object): Promise<T | undefined> {
    if (this.#closed) return undefined;
    const server = this.#server!, { text } = module, uri = this.#uri;
    const version = ++this.#version;
    if (version === 1) {
      const languageId = "typescript";
      server.notify("textDocument/didOpen", {
        textDocument: { uri, languageId, version, text },
      });
    } else {
      server.notify("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      });
    }
    const asked = { textDocument: { uri }, ...params };
    return await server.request<T>(`textDocument/${what}`, asked);
  }

  async #within<T>(milliseconds: number, answer: Promise<T>): Promise<T | undefined> {
    const { promise: late, resolve } = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => resolve(undefined), milliseconds);
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
