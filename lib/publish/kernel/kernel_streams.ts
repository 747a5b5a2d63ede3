/** Shows in a notebook what is written to the streams of the kernel's process. */
import type process from "node:process";

// A notebook's names hide the platform's, in modules too: these are held from the start.
const { Deno, Object, TextDecoder, WritableStream, queueMicrotask } = globalThis;

/** Makes `Deno.stdout`, `Deno.stderr`, `process.stdout` and `process.stderr` show in the cell what is
 * written to them, as console.log does.
 *
 * @param node Node's streams, where they lead to a terminal or a pipe; elsewhere they write to Deno's themselves, and
 * need not be loaded
 * @returns shows the first bytes of a character whose last ones have not come, as "\ufffd" */
export function captureStreams(
  { broadcast }: typeof Deno.jupyter,
  node?: Pick<typeof process, "stdout" | "stderr">,
): () => void {
  const flushes = (["stdout", "stderr"] as const).map((name) => {
    const decoder = new TextDecoder(); // one for both doors: a character may come in two pieces
    const show = (text: string) => {
      if (text) broadcast("stream", { name, text });
    };
    const showBytes = (bytes: Uint8Array): number => {
      show(decoder.decode(bytes, { stream: true }));
      return bytes.length;
    };
    const writable = new WritableStream<Uint8Array>({ write: (chunk) => void showBytes(chunk) });
    Object.defineProperties(Deno[name], {
      write: { value: async (bytes: Uint8Array) => await showBytes(bytes) },
      writeSync: { value: showBytes },
      writable: { value: writable },
    });
    const write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
      if (typeof chunk === "string") show(chunk);
      else showBytes(chunk);
      const done = rest.at(-1); // (chunk, encoding?, callback?)
      if (typeof done === "function") queueMicrotask(() => done());
      return true;
    };
    if (node) node[name].write = write as typeof process.stdout.write;
    return () => show(decoder.decode());
  });
  return () => flushes.forEach((flush) => flush());
}
