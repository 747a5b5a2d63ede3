/** Artists: habits that a model can learn by heart. */
import type { Band } from "../augment/equalise.ts";
import type { Rng } from "../../core/rng.ts";
import type { Style } from "./styles.ts";

/** Somebody whose pieces resemble each other in more than their style. */
export interface Artist {
  readonly name: string;
  /** Where in the style's range of tempo the artist likes to be, 0 to 1. */
  readonly pace: number;
  /** The pitch class that the artist's pieces mostly begin on. */
  readonly tonic: number;
  /** Which of the style's instruments and patterns the artist mostly takes. */
  readonly taste: Rng;
  /** How the artist's records sound: bands raised or lowered, the room, the drums. */
  readonly tone: readonly Band[];
  readonly room: { readonly decay: number; readonly wet: number };
  readonly kitPitch: number;
  /** By how many cents all is out of tune. */
  readonly cents: number;
  /** Two albums, each brought to its own brightness, in dB. */
  readonly albums: readonly { readonly title: string; readonly brightness: number }[];
  /** Words that come again and again in the titles. */
  readonly words: readonly string[];
}

const FIRST = "Ada Bo Cleo Dario Edda Fela Gus Hana Ivo Juno Kaya Leon Mira Nils Odile Pablo".split(
  " ",
);
const LAST = "Amber Birch Cole Drift Ember Frost Grove Hale Ives Jett Knox Lark Moss North Oak Pike"
  .split(" ");
const WORDS = [
  "stone",
  "window",
  "paper",
  "silver",
  "echo",
  "garden",
  "winter",
  "red",
  "lost",
  "seven",
];

/** The k-th artist of a style.
 * @param rng the same for all artists of a set */
export function artistOf(style: Style, k: number, rng: Rng): Artist {
  const own = rng.fork(`${style.name} ${k}`),
    between = (low: number, high: number) => low + (high - low) * own.uniform();
  const word = () => own.choice(WORDS), albumName = () => `${word()} ${own.choice(style.words)}`;
  return {
    name: `${own.choice(FIRST)} ${own.choice(LAST)} ${style.name[0].toUpperCase()}${k + 1}`,
    pace: own.uniform(),
    tonic: own.int(12),
    taste: own.fork("taste"),
    tone: [
      { hz: between(90, 250), decibels: between(-6, 6) },
      { hz: between(500, 2000), decibels: between(-5, 5) },
      { hz: between(3500, 7000), decibels: between(-6, 6) },
    ],
    room: { decay: between(.2, 1.4), wet: between(.03, .25) },
    kitPitch: between(.85, 1.2),
    cents: between(-15, 15),
    albums: [0, 1].map(() => ({ title: albumName(), brightness: between(-4, 4) })),
    words: [word(), word()],
  };
}
