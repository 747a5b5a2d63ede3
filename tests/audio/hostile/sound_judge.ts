/** Judges damaged files of sound by their seeds, in a process of its own: decoded, or refused in words? */
import { decodeSound } from "../../../lib/audio/decode/read.ts";
import { encodeFlac } from "../../../lib/audio/encode/flac.ts";
import { features174 } from "../../../lib/audio/features174.ts";
import type { Sound } from "../../../lib/audio/sound.ts";
import { makeClips } from "../../../lib/audio/clips/clips.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { judging, processorSeconds } from "../../trust/judging.ts";
import type { Verdict } from "../../trust/mutants.ts";
import { refusalFault } from "../../trust/refusal.ts";
import { encoded } from "../sounds.ts";
import { damagedSound } from "./sound_damage.ts";

/** Seconds that may be heard of a file. */
const LONGEST = 60;

const intact: Readonly<Record<string, Uint8Array>> = {
  ...Object.fromEntries(
    Object.entries(encoded).map(([name, { base64 }]) => [name, Uint8Array.fromBase64(base64)]),
  ),
  "flac of our own": encodeFlac(makeClips({ seconds: 1 })[0].sound(), { noise: 50 }),
};

const FILE = "damaged.wav";

/** A file of any form, each form as often. */
function anyOf(rng: Rng): string {
  const form = rng.choice(["wav", "au", "mp3", "flac", "Ogg Vorbis", "Ogg Opus"]);
  return rng.choice(Object.keys(intact).filter((name) => name.startsWith(form)));
}

const decoded = (bytes: Uint8Array): Promise<Sound | Error> =>
  decodeSound(bytes, { file: FILE, longest: LONGEST }).catch((error: unknown) => error as Error);

/** A refusal's words without values. */
const whyOf = ({ message }: Error): string =>
  message.slice(FILE.length + 2).replace(/[;(].*$/s, "").replace(/\d+/g, "…").trim();

/** What no sound that was read may be.
 * @param measured whether it must have features as well, which takes longer */
function soundFault({ samples, rate }: Sound, measured: boolean): string | undefined {
  if (rate !== 22050) return `${rate} samples a second`;
  if (samples.length === 0) return "no samples";
  if (samples.length > LONGEST * rate + 1) return `${samples.length} samples`;
  if (!samples.every(Number.isFinite)) return "a sample that is no number";
  if (measured && !features174({ samples, rate }).every(Number.isFinite)) {
    return "a feature that is no number";
  }
}

/** The same bytes must give the same samples. */
function otherFault(one: Sound, two: Sound | Error): string | undefined {
  if (two instanceof Error) return `refused at the second time: ${two.message}`;
  const { length } = one.samples;
  if (two.samples.length !== length) return `${two.samples.length} samples after ${length}`;
  const odd = one.samples.findIndex((x, i) => x !== two.samples[i]);
  return odd < 0 ? undefined : `sample ${odd} differs when it is read again`;
}

await judging(async (seed): Promise<Verdict> => {
  const rng = new Rng(seed).fork("sound"), name = anyOf(rng);
  const { bytes, mutations } = damagedSound(intact[name], intact[anyOf(rng)], rng);
  const start = processorSeconds();
  const answer = await decoded(bytes), seconds = processorSeconds() - start;
  const verdict = { seed, file: name, mutations, seconds };
  if (answer instanceof Error) {
    return {
      ...verdict,
      answer: "refused",
      why: whyOf(answer),
      fault: refusalFault(answer, [`${FILE}: `]),
    };
  }
  const fault = soundFault(answer, seed % 16 === 0) ??
    (seed % 4 === 0 ? otherFault(answer, await decoded(bytes)) : undefined);
  return { ...verdict, answer: "accepted", fault };
});
