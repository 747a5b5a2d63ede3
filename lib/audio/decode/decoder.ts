/** Decoders in WebAssembly, which damaged files may break, and which tell the console of every damaged frame. */
import { InputError } from "../../core/errors.ts";

const DECODERS = /^(libopus|mpg123-decoder|@wasm-audio-decoders)/;

let atWork = 0, before = console.error;

/** Keeps what decoders say from the console until it is disposed of: what became of a file is told once, by an error. */
function quiet(): Disposable {
  if (atWork++ === 0) {
    before = console.error;
    console.error = (...said) => {
      if (!DECODERS.test(String(said[0]))) before(...said);
    };
  }
  return {
    [Symbol.dispose]() {
      if (--atWork === 0) console.error = before;
    },
  };
}

/** Decodes by `decode`, and frees the decoder.
 *
 * @returns what broke it, if something did; what was decoded before that stands
 * @throws {InputError} what `decode` throws of this kind */
export async function decodeWith(
  decoder: { readonly ready: Promise<void>; free(): void },
  decode: () => void | Promise<void>,
): Promise<Error | undefined> {
  using _quiet = quiet();
  try {
    await decoder.ready;
    await decode();
  } catch (error) {
    if (error instanceof InputError) throw error;
    return error as Error;
  } finally {
    try {
      decoder.free();
    } catch { /* a broken one fails at this too */ }
  }
}
