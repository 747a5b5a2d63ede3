/** A line holds at most so many points in a figure; the eye sees no more. */
const MOST_POINTS = 500;

/** Positions of at most {@linkcode MOST_POINTS} points, evenly picked, ends included. */
export function thinned(length: number): number[] {
  const count = Math.min(length, MOST_POINTS);
  return Array.from({ length: count }, (_, i) => Math.round(i * (length - 1) / (count - 1 || 1)));
}
