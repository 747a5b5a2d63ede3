/** What is set on the page, and how an address tells it. */

/** What is set. */
export interface State {
  /** A value for each column. */
  readonly values: readonly number[];
  readonly title: string;
  readonly album: string;
  /** Whether the network is told the texts. */
  readonly reads: boolean;
}

/** Texts are cut here, so that an address stays one. */
const LONGEST = 200;

/** The state as an address's part after "#": numbers in the order of the columns, to six digits.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../../../tests/assert.ts";
 * const state = { values: [1 / 3, 2020], title: "<b> & 🎵", album: "", reads: false };
 * const ranges = [[0, 1], [1957, 2020]] as const;
 * assertEquals(stateOf(hashOf(state), ranges), { ...state, values: [.333333, 2020] });
 * ```
 */
export function hashOf({ values, title, album, reads }: State): string {
  const parts = new URLSearchParams({ set: values.map(short).join(" ") });
  if (title) parts.set("title", title);
  if (album) parts.set("album", album);
  if (!reads) parts.set("texts", "off");
  return `#${parts}`;
}

const short = (value: number) => Number(value.toPrecision(6));

/** The state that an address tells, values brought into their ranges; undefined where it tells none, or half of one. */
export function stateOf(
  hash: string,
  ranges: readonly (readonly [least: number, most: number])[],
): State | undefined {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const texts = parts.get("set")?.split(" ") ?? [];
  const values = texts.map((text) => text === "" ? NaN : Number(text));
  if (values.length !== ranges.length || !values.every(Number.isFinite)) return undefined;
  const text = (name: string) => [...parts.get(name) ?? ""].slice(0, LONGEST).join("");
  return {
    values: values.map((value, j) => Math.min(Math.max(value, ranges[j][0]), ranges[j][1])),
    title: text("title"),
    album: text("album"),
    reads: parts.get("texts") !== "off",
  };
}
