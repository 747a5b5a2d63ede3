/** The sound study, for the engine: its data, and what its site says. */
import type { Study } from "../../publish/study.ts";
import { article } from "./article/mod.ts";
import { openSoundData, place, type SoundData } from "./open.ts";
import { words } from "./words.ts";

/** What models are called where their notebook's own words are not beside them, by part and name. */
const MODELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "03": {
    "descriptor, as it is": "MFCC network, as it is",
    "descriptor, trained further": "MFCC network, trained further",
    "from random weights": "MFCC network, from random weights",
    ...Object.fromEntries(
      ["mean", "maximum", "recurrence", "attention"].map((way) => [way, `CNN on mel, ${way}`]),
    ),
  },
  "04": {
    "cnn on mel": "CNN on mel",
    svm: "descriptors, SVM",
    discriminant: "descriptors, discriminant",
    average: "CNN, SVM and discriminant, averaged",
    ...Object.fromEntries(["sound", "text", "tags"].map((source) => [source, `${source} alone`])),
    ...Object.fromEntries(
      ["early", "middle", "late"].map((way) => [way, `sound, text, tags joined: ${way}`]),
    ),
  },
};

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
  article,
  site: {
    pictures: [
      ["01_from_samples_to_spectrograms", "Folded frequencies", "sound_folded"],
      ["01_from_samples_to_spectrograms", "Two clicks and two tones", "sound_frames"],
      ["02_timbre_harmony_rhythm", "Harmony of", "sound_harmony"],
      ["02_timbre_harmony_rhythm", "Chords of the clips", "sound_chords"],
      ["03_networks", "What attention listened to", "sound_attention"],
      ["04_little_data", "What a network knows from few labels", "sound_few_labels"],
    ],
    together: { group: "artist", way: "artists kept together" },
    modelName: (part, name) => MODELS[part]?.[name] ?? name,
    board:
      "On sounds that the model had not learnt from: drawn *at random*, perhaps by artists that it knows, or with " +
      "*artists kept together*, which asks about somebody never heard. Notebook 3 holds out a quarter of the " +
      "artists, notebook 4 all of them in turn.",
  },
};
