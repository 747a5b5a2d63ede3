/// <reference lib="dom" />
/** The parts of the page that change: bars, verdict, words, neighbours. Texts go in as texts, never as markup. */
import { percent } from "../controls.ts";

/** The first element that matches.
 * @throws {Error} when there is none: page and script do not belong together */
export function find<E extends Element>(selector: string, within: ParentNode = document): E {
  const found = within.querySelector<E>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}

/** An element with texts or elements in it. */
function make(
  tag: string,
  { className = "", style = "", ...rest }: { className?: string; style?: string; type?: string } =
    {},
  ...children: readonly (string | Element)[]
): HTMLElement {
  const made = Object.assign(document.createElement(tag), { className, ...rest });
  if (style) made.style.cssText = style;
  made.append(...children);
  return made;
}

/** Genres from the likeliest down, as positions. */
const ranked = (told: Float32Array): number[] => [...told.keys()].sort((a, b) => told[b] - told[a]);

/** Bars and verdict follow the probabilities; who listens hears of them once they rest. */
export function answerView(genres: readonly string[]): (told: Float32Array) => void {
  const bars = [...document.querySelectorAll<HTMLElement>(".told li")];
  const shares = bars.map((bar) => find<HTMLElement>(".share", bar));
  const verdict = find(".verdict"), spoken = find("[role=status]");
  let rest: ReturnType<typeof setTimeout> | undefined;
  return (told) => {
    const [first, second] = ranked(told);
    told.forEach((share, g) => {
      bars[g].style.setProperty("--share", String(share));
      bars[g].classList.toggle("first", g === first);
      shares[g].textContent = percent(share);
    });
    const then = `, then ${genres[second]} (${percent(told[second])})`;
    verdict.replaceChildren(
      make("strong", { style: `--own:var(--genre-${first})` }, genres[first]),
      ` with ${percent(told[first])}${then}`,
    );
    clearTimeout(rest);
    rest = setTimeout(
      () => spoken.textContent = `Likeliest: ${genres[first]}, ${percent(told[first])}${then}.`,
      700,
    );
  };
}

/** The names of genres, each with its colour before it. */
export const tags = (genres: readonly string[], own: readonly number[]): HTMLElement[] =>
  own.map((g) => make("span", { className: "tag", style: `--own:var(--genre-${g})` }, genres[g]));

/** A recording as it is listed. */
interface Listed {
  readonly title: string;
  readonly album: string;
  readonly year: string;
  readonly genres: readonly number[];
}

/** A list of so many buttons that are filled anew and never replaced, so that none loses the keyboard's focus. */
export function listView(
  genres: readonly string[],
  count: number,
  onChoose: (place: number) => void,
): (recordings: readonly Listed[]) => void {
  const buttons = Array.from({ length: count }, (_, place) => {
    const button = make("button", { type: "button" });
    button.addEventListener("click", () => onChoose(place));
    return button;
  });
  find(".neighbours").replaceChildren(...buttons.map((button) => make("li", {}, button)));
  return (recordings) =>
    buttons.forEach((button, place) => {
      const own = recordings[place];
      button.parentElement!.hidden = !own;
      if (!own) return;
      button.replaceChildren(
        make("span", { className: "title" }, own.title || "(no title)"),
        make("small", {}, [own.album, own.year].filter(Boolean).join(" · ")),
        make("span", { className: "tags" }, ...tags(genres, own.genres)),
      );
    });
}

/** What each word alone speaks for; words that speak for nothing much are pale. */
export function wordsView(
  genres: readonly string[],
  hear: (words: readonly string[], of: "title" | "album") => Float32Array,
): (title: string, album: string) => void {
  const place = find(".words"), k = genres.length;
  const CLEAR = .25, MOST = 14;
  const read = (text: string, of: "title" | "album") => {
    const words = text.trim().split(/\s+/).filter(Boolean), heard = hear(words, of);
    return words.map((word, i) => {
      const own = heard.subarray(i * 2 * k, (i + 1) * 2 * k);
      const part = own.subarray(of === "title" ? 0 : k, of === "title" ? k : 2 * k);
      const [first, second] = ranked(part), clear = part[first] - part[second] > CLEAR;
      return make(
        "span",
        { className: clear ? "word" : "word pale", style: `--own:var(--genre-${first})` },
        word,
        ...(clear ? [make("small", {}, genres[first])] : []),
      );
    });
  };
  return (title, album) =>
    place.replaceChildren(...[...read(title, "title"), ...read(album, "album")].slice(0, MOST));
}
