/** From a kernel's messages to the outputs that a notebook file keeps. */
import type { Output } from "./document.ts";
import type { Message } from "./messages.ts";

type Bundle = Extract<Output, { data: unknown }>;

/** Outputs of display calls that named themselves, so that a later cell can redraw them. */
export type Displays = Map<string, Bundle[]>;

/** Gathers one cell's outputs: streams merged, `display_id` updates made in place, clear_output
 * obeyed.
 *
 * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html#messages-on-the-iopub-pub-sub-channel
 */
export class CellOutputs {
  readonly outputs: Output[] = [];
  executionCount: number | null = null;
  #displays: Displays;
  #clearBeforeNext = false;

  constructor(displays: Displays = new Map()) {
    this.#displays = displays;
  }

  /** The first error among the outputs. */
  get error(): Extract<Output, { output_type: "error" }> | undefined {
    return this.outputs.find((output) => output.output_type === "error");
  }

  /** Takes a message; kinds that leave nothing in a notebook are passed over. */
  add({ type, content }: Message): void {
    const { data, metadata = {}, transient } = content;
    switch (type) {
      case "execute_input":
        this.executionCount ??= content.execution_count;
        break;
      case "stream":
        this.#stream(content.name, content.text);
        break;
      case "display_data":
      case "execute_result": {
        const count = type === "execute_result" ? { execution_count: this.executionCount } : {};
        const output: Bundle = { output_type: type, data, metadata, ...count };
        this.push(output);
        const id = transient?.display_id;
        if (id) this.#displays.set(id, [...this.#displays.get(id) ?? [], output]);
        break;
      }
      case "update_display_data":
        for (const output of this.#displays.get(transient?.display_id) ?? []) {
          Object.assign(output, { data, metadata });
        }
        break;
      case "clear_output":
        if (content.wait) this.#clearBeforeNext = true;
        else this.outputs.length = 0;
        break;
      case "error": {
        const { ename, evalue, traceback } = content;
        this.push({ output_type: "error", ename, evalue, traceback });
      }
    }
  }

  /** Adds an output at the end. */
  push(output: Output): void {
    if (this.#clearBeforeNext) this.outputs.length = 0;
    this.#clearBeforeNext = false;
    this.outputs.push(output);
  }

  #stream(name: string, text: string): void {
    const last = this.outputs.at(-1);
    if (!this.#clearBeforeNext && last?.output_type === "stream" && last.name === name) {
      last.text = last.text as string + text;
    } else this.push({ output_type: "stream", name, text });
  }
}

/** An output in the file's form: texts as lists of lines, what a carriage return overwrote gone. */
export function stored(output: Output): Output {
  if (output.output_type === "error") return output;
  if (output.output_type === "stream") {
    const text = [output.text].flat().join("").replace(/[^\n]*\r(?!\n)/g, "");
    return { ...output, text: lines(text) };
  }
  const data = Object.entries(output.data).map(([type, value]) => {
    const binary = /^image\/(?!svg)|^application\/pdf/.test(type);
    return [type, typeof value === "string" && !binary ? lines(value) : value];
  });
  return { ...output, data: Object.fromEntries(data) };
}

const lines = (text: string): string[] => text.split(/(?<=\n)/);
