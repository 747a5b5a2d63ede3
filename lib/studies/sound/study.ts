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
  site: {
    pictures: [
      ["01_from_samples_to_spectrograms", "Folded frequencies", "sound_folded"],
      ["01_from_samples_to_spectrograms", "Two clicks and two tones", "sound_frames"],
      ["02_timbre_harmony_rhythm", "Harmony of", "sound_harmony"],
      ["02_timbre_harmony_rhythm", "Chords of the clips", "sound_chords"],
      ["03_networks", "What attention listened to", "sound_attention"],
      ["04_little_data", "What a network knows from few labels", "sound_few_labels"],
    ],
  },
};
