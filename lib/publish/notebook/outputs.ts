/** From a kernel's messages to the outputs that a notebook file keeps. */
import { cut, cutBundle, head, MOST_CHARACTERS } from "./cut.ts";
import type { Output } from "./document.ts";
import type { Message } from "../kernel/messages.ts";
import { StreamText } from "../kernel/stream_text.ts";

type Bundle = Extract<Output, { data: unknown }>;
type Stream = Extract<Output, { output_type: "stream" }>;

/** Outputs of display calls that named themselves, so that a later cell can redraw them. */
export type Displays = Map<string, Bundle[]>;

/** Gathers one cell's outputs: streams merged, what a carriage return overwrote gone, `display_id`
 * updates made in place, clear_output obeyed, and what is larger than {@linkcode MOST_CHARACTERS}
 * cut with a note.
 *
 * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html#messages-on-the-iopub-pub-sub-channel
 */
export class CellOutputs {
  readonly outputs: Output[] = [];
  executionCount: number | null = null;
  #displays: Displays;
  #clearBeforeNext = false;
  #text = new StreamText(); // of the last output, where that is a stream
  #printed = 0; // characters in the streams before
  #cut?: { note: Stream; characters: number };

  constructor(displays: Displays = new Map()) {
    this.#displays = displays;
  }

  /** The first error among the outputs. */
  get error(): Extract<Output, { output_type: "error" }> | undefined {
    return this.outputs.find((output) => output.output_type === "error");
  }

  /** Puts the error that ended the cell behind all that was printed before: the kernel sends it
   * without looking whether the rest has gone. */
  endWithError({ ename, evalue }: { ename: string; evalue: string }): void {
    const at = this.outputs.findIndex((output) =>
      output.output_type === "error" && output.ename === ename &&
      output.evalue === cut(String(evalue))
    );
    if (at >= 0) this.outputs.push(...this.outputs.splice(at, 1));
  }

  /** Takes a message; kinds that leave nothing in a notebook are passed over. */
  add({ type, content }: Message): void {
    const { data, metadata = {}, transient } = content;
    switch (type) {
      case "execute_input":
        this.executionCount ??= content.execution_count;
        break;
      case "stream":
        this.#stream(content.name, String(content.text));
        break;
      case "display_data":
      case "execute_result": {
        const count = type === "execute_result" ? { execution_count: this.executionCount } : {};
        const output: Bundle = { output_type: type, data: cutBundle(data), metadata, ...count };
        this.push(output);
        const id = transient?.display_id;
        if (!id) break;
        if (this.#displays.has(id)) this.#displays.get(id)!.push(output);
        else this.#displays.set(id, [output]);
        break;
      }
      case "update_display_data":
        for (const output of this.#displays.get(transient?.display_id) ?? []) {
          Object.assign(output, { data: cutBundle(data), metadata });
        }
        break;
      case "clear_output":
        if (content.wait) this.#clearBeforeNext = true;
        else this.#clear();
        break;
      case "error": {
        const { ename, evalue, traceback = [] } = content;
        const trace = cut(traceback.join("\n")).split("\n");
        this.push({ output_type: "error", ename, evalue: cut(String(evalue)), traceback: trace });
      }
    }
  }

  /** Adds an output at the end. */
  push(output: Output): void {
    if (this.#clearBeforeNext) this.#clear();
    this.outputs.push(output);
  }

  #clear(): void {
    this.outputs.length = 0;
    this.#clearBeforeNext = false;
    this.#text = new StreamText();
    this.#printed = 0;
    this.#cut = undefined;
  }

  #stream(name: string, text: string): void {
    if (this.#clearBeforeNext) this.#clear();
    if (this.#cut) return this.#leaveOut(text.length);
    let output = this.outputs.at(-1);
    if (output?.output_type !== "stream" || output.name !== name) {
      this.#printed += this.#text.length;
      this.#text = new StreamText();
      this.push(output = { output_type: "stream", name, text: "" });
    }
    this.#text.add(text);
    const whole = String(this.#text), room = MOST_CHARACTERS - this.#printed;
    output.text = whole.length > room ? head(whole, room) : whole;
    if (whole.length > room) this.#leaveOut(whole.length - output.text.length);
  }

  #leaveOut(characters: number): void {
    if (!this.#cut) {
      this.#cut = { note: { output_type: "stream", name: "stderr", text: "" }, characters: 0 };
      this.push(this.#cut.note);
    }
    this.#cut.characters += characters;
    const [left, most] = [this.#cut.characters, MOST_CHARACTERS].map((n) => n.toLocaleString("en"));
    this.#cut.note.text = `[cut here: ${left} more characters; of what a cell prints the first ` +
      `${most} are kept]\n`;
  }
}

/** An output in the file's form: texts as lists of lines. */
export function stored(output: Output): Output {
  if (output.output_type === "error") return output;
  if (output.output_type === "stream") {
    return { ...output, text: lines([output.text].flat().join("")) };
  }
  const data = Object.entries(output.data).map(([type, value]) => {
    const binary = /^image\/(?!svg)|^application\/pdf/.test(type);
    return [type, typeof value === "string" && !binary ? lines(value) : value];
  });
  return { ...output, data: Object.fromEntries(data) };
}

const lines = (text: string): string[] => text.split(/(?<=\n)/);
