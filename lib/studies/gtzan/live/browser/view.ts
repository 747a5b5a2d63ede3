/// <reference lib="dom" />
/** The parts of the page that change. */
import { BANDS } from "../windows.ts";
import { Analysis, COLUMN, RATE } from "./analysis.ts";
import { drawColumns, drawShares } from "./drawing.ts";

/** The first element that matches.
 * @throws {Error} when there is none: the page and its program do not belong together */
export function find<T extends Element = HTMLElement>(
  selector: string,
  inside: ParentNode = document,
): T {
  const found = inside.querySelector<T>(selector);
  if (!found) throw new Error(`the page holds no ${selector}`);
  return found;
}

/** An element with properties and children. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** Pictures of a sound, on canvases below each other. */
export interface Pictures {
  readonly stage: HTMLElement;
  /** Draws what is known from a time to another, in seconds; beats are lines.
   * @param width how many seconds the pictures show: the whole, or the last ones of a sound that goes on */
  draw(analysis: Analysis, beats: readonly number[], from: number, width: number): void;
}

/** More beats than these would be a grey. */
const MOST_BEATS = 110;

/** Makes the pictures: what the network says, mel spectrogram, chroma. */
export function pictures(colours: () => readonly string[]): Pictures {
  const canvases = [
    ["Genre of the last three seconds", "shares"],
    ["Mel spectrogram", "mel"],
    ["Chroma, C to B", "chroma"],
  ].map(([title, kind]) => {
    const canvas = make("canvas", {});
    canvas.setAttribute("aria-hidden", "true");
    const pane = make("div", { className: `pane ${kind}` }, canvas);
    return { canvas, parts: [make("p", { className: "pane-title" }, title), pane] };
  });
  const stage = make("div", { className: "stage" }, ...canvases.flatMap(({ parts }) => parts));
  const [shares, mel, chroma] = canvases.map(({ canvas }) => canvas);
  return {
    stage,
    draw(analysis, beats, from, width) {
      const first = Math.round(from * RATE / COLUMN), room = Math.ceil(width * RATE / COLUMN);
      const heard = analysis.mel.slice(first, first + room);
      let most = -Infinity;
      for (const x of heard) if (x > most) most = x;
      drawColumns(mel, heard, BANDS, [most - 80, most], room);
      drawColumns(chroma, analysis.chroma.slice(first, first + room), 12, [0, 1], room);
      const at = Array.from({ length: analysis.answers.count }, (_, i) => i)
        .filter((i) => Analysis.answerTime(i) >= from);
      const own = at.length ? analysis.answers.slice(at[0], at.at(-1)! + 1) : new Float32Array();
      // a sound that goes on stands at the right
      const start = Math.min(from, analysis.seconds - width);
      const place = (time: number) => (time - start) / width;
      drawShares(shares, own, at.map((i) => place(Analysis.answerTime(i))), colours());
      for (const old of stage.querySelectorAll(".beat")) old.remove();
      const seen = beats.filter((beat) => beat >= from && beat <= from + width);
      if (seen.length > MOST_BEATS) return;
      for (const beat of seen) {
        const line = make("i", { className: "beat" });
        line.style.left = `${100 * place(beat)}%`;
        stage.append(line);
      }
    },
  };
}

/** Shows what the network says: a bar for each class, and the likeliest in words. */
export function answerView(genres: readonly string[]) {
  const bars = [...document.querySelectorAll<HTMLElement>(".told li")].map((bar) => ({
    ...{ bar, fill: find(".bar-fill", bar), share: find(".share", bar) },
  }));
  const verdict = find(".verdict"), whole = find(".whole");
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const likeliest = (shares: Float32Array) => shares.indexOf(Math.max(...shares));
  const isSilent = (shares: Float32Array) => shares.every((share) => share === shares[0]);
  return {
    /** The colours of the classes, as they are on the paper of now. */
    colours: () => bars.map(({ fill }) => getComputedStyle(fill).backgroundColor),
    show(now: Float32Array | undefined, all: Float32Array | undefined) {
      bars.forEach(({ bar, fill, share }, g) => {
        const own = now?.[g] ?? 0;
        bar.style.setProperty("--share", String(own));
        fill.style.transform = `scaleX(${own})`;
        share.textContent = now ? percent(own) : "–";
        bar.classList.toggle("first", now !== undefined && !isSilent(now) && g === likeliest(now));
      });
      const first = now && !isSilent(now) ? likeliest(now) : undefined;
      verdict.textContent = first !== undefined
        ? genres[first]
        : now
        ? "Silence"
        : "Nothing heard yet.";
      verdict.style.setProperty("--own", first === undefined ? "" : `var(--genre-${first})`);
      whole.textContent = all && !isSilent(all)
        ? `Over the whole sound: ${genres[likeliest(all)]}, ${
          percent(Math.max(...all))
        } on average.`
        : "";
    },
  };
}
