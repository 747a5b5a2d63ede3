/** Judges bombs by their place in the list, in a process of its own. */
import { decodeSound } from "../../../lib/audio/decode/read.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { judging, processorSeconds } from "../../trust/judging.ts";
import { BOMBS } from "./bombs.ts";

await judging(async (place) => {
  const [file, make] = Object.entries(BOMBS)[place], bytes = make();
  const start = processorSeconds();
  const answer = await decodeSound(bytes, { file: "bomb" }).catch((error: unknown) => error);
  const verdict = { seed: place, file, mutations: [`${bytes.length} bytes`] };
  const seconds = processorSeconds() - start;
  if (!(answer instanceof Error)) return { ...verdict, seconds, answer: "accepted" };
  const fault = answer instanceof InputError ? undefined : answer.stack;
  return { ...verdict, seconds, answer: "refused", why: answer.message.slice(0, 120), fault };
});
