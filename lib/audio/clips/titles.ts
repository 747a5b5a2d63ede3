/** Titles and tags, made with the piece. */
import type { Rng } from "../../core/rng.ts";
import type { Artist } from "./artists.ts";
import type { Piece } from "./compose.ts";
import type { Style } from "./styles.ts";

const MOODS = {
  fast: ["run", "jump", "now", "wild"],
  slow: ["slow", "dream", "rest", "still"],
  minor: ["cold", "alone", "shadow", "rain"],
  major: ["sunny", "smile", "gold", "open"],
};
const ANY = ["the", "of", "and", "my", "again", "song", "number", "way", "one", "time"];

/** A title of two to four words, by style, mood, the artist's habit, or chance. */
export function titleOf(style: Style, artist: Artist, piece: Piece, rng: Rng): string {
  const moods = [MOODS[piece.bpm > 115 ? "fast" : "slow"], MOODS[modeOf(piece)]];
  const words = Array.from({ length: 2 + rng.int(3) }, () => {
    const source = rng.choice([style.words, moods[0], moods[1], artist.words, ANY], [
      4,
      1.5,
      1.5,
      2,
      2,
    ]);
    return rng.choice(source);
  });
  const title = [...new Set(words)].join(" ");
  return title[0].toUpperCase() + title.slice(1);
}

const modeOf = ({ key }: Piece): "minor" | "major" => key.endsWith("min") ? "minor" : "major";

/** Tags that are true of a piece, as a listener would give them; now and then one is forgotten. */
export function tagsOf(style: Style, artist: Artist, piece: Piece, rng: Rng): string[] {
  const drums = new Set(piece.hits.map(({ drum }) => drum));
  const level = artist.tone[2].decibels +
    (piece.parts.some(({ instrument }) => /distorted/.test(instrument)) ? 4 : 0);
  const tags: (string | false)[] = [
    style.name,
    modeOf(piece),
    piece.bpm > 125 ? "fast" : piece.bpm < 85 ? "slow" : "medium tempo",
    piece.hits.length === 0 ? "no drums" : "drums",
    drums.has("ride") && "ride cymbal",
    drums.has("kick") &&
    piece.hits.filter(({ drum }) => drum === "kick").length > piece.beats.length * .9 &&
    "four on the floor",
    style.swing >= .2 && "swing",
    artist.room.wet > .15 && artist.room.decay > .7 && "reverberant",
    level > 3 ? "bright" : level < -3 && "dark sound",
    modeOf(piece) === "minor" && piece.bpm < 100 && "melancholic",
    modeOf(piece) === "major" && piece.bpm > 110 && "cheerful",
    ["metal", "rock", "disco"].includes(style.name) && piece.bpm > 115 && "energetic",
    ...piece.parts.map(({ instrument }) => instrument),
  ];
  return [...new Set(tags.filter((tag) => tag !== false))].filter((_, i) =>
    i === 0 || rng.uniform() < .94
  );
}
