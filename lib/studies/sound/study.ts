/** The sound study, for the engine: its data, and what its site says. */
import type { Study } from "../../publish/study.ts";
import { openSoundData, place, type SoundData } from "./open.ts";
import { words } from "./words.ts";

/** What a computer hears. */
export const study: Study<SoundData> = {
  id: "sound",
  title: "What a computer hears",
  short: "Sound",
  question: "How do samples become spectra, descriptors, chords and beats, and what do networks " +
    "make of them?",
  data: place,
  open: openSoundData,
  exports: [],
  words,
};
