/** From a notebook's cells to slides: by their slideshow metadata; where a cell has none, by a rule. */
import { sourceOf } from "../notebook/document.ts";
import type { Chapter, Part } from "./chapter.ts";
import type { Shown } from "./outputs.ts";

/** What a cell is in a slideshow, as Jupyter writes it: `metadata.slideshow.slide_type`. */
type SlideType = "slide" | "subslide" | "fragment" | "skip" | "notes" | "-";

/** Something on a slide; a fragment comes when asked for. */
export interface SlideItem {
  readonly content: Shown | { readonly kind: "code"; readonly source: string };
  readonly fragment: boolean;
}

/** One slide; its texts are Markdown. */
export interface Slide {
  /** Without the signs of a heading. */
  title: string;
  /** 1: the deck's title, 2: a section. 0: a slide below its section's first. */
  depth: number;
  /** What the audience reads. */
  text: string;
  readonly items: SlideItem[];
  /** What the speaker says, paragraph by paragraph. */
  readonly notes: string[];
}

const TYPES: readonly unknown[] = ["slide", "subslide", "fragment", "skip", "notes", "-"];
const HEADING = /^(#{1,2}) +(.+?) *#*$/m;

/** The type that a cell's metadata gives it. */
export function markedType(metadata: Record<string, unknown>): SlideType | undefined {
  const { slide_type } = (metadata.slideshow ?? {}) as { slide_type?: unknown };
  return TYPES.includes(slide_type) ? slide_type as SlideType : undefined;
}

/** What an audience looks at or listens to, and what it is shown where there is none of that. */
const SEEN: readonly Shown["kind"][] = ["figure", "sound"], READ: typeof SEEN = ["table"];

/** Whether a part may put something of these kinds on a slide. */
const shows = (part: Part, kinds: typeof SEEN) =>
  part.kind === "code" && markedType(part.cell.metadata) !== "skip" &&
  part.outputs.some((shown) => kinds.includes(shown.kind));

/** The rule for cells without slideshow metadata, one type per part:
 * - a text with a heading (# or ##) begins a slide; any other text is for the speaker;
 * - a section's first figure or sound stands on that slide, each further one on a slide below it;
 * - tables are shown so in sections that have neither;
 * - code and printed lines are left to the notebook. */
export function suggestedTypes(parts: readonly Part[]): SlideType[] {
  const types: SlideType[] = [];
  let first = true, wanted = SEEN;
  for (const [i, part] of parts.entries()) {
    if (part.kind === "text") {
      const begins = HEADING.test(part.source);
      types.push(begins ? "slide" : "notes");
      if (!begins) continue;
      const after = parts.slice(i + 1);
      const end = after.findIndex((next) => next.kind === "text" && HEADING.test(next.source));
      const section = end < 0 ? after : after.slice(0, end);
      first = true;
      wanted = section.some((next) => shows(next, SEEN)) ? SEEN : READ;
    } else if (shows(part, wanted)) {
      types.push(first ? "-" : "subslide");
      first = false;
    } else types.push("skip");
  }
  return types;
}

/** The slides of a notebook: sections from left to right, each with its slides from top to bottom.
 *
 * A text's heading becomes the slide's title. Of a long text the audience gets the opening words (those in bold,
 * or the first sentence) and the speaker the whole; what stands before a heading belongs to the slide before it.
 */
export function deckOf({ parts }: Pick<Chapter, "parts">): Slide[][] {
  const rule = suggestedTypes(parts);
  const columns: Slide[][] = [];
  const begin = (title: string, depth: number, below: boolean): Slide => {
    const slide: Slide = { title, depth, text: "", items: [], notes: [] };
    if (below && columns.length) columns.at(-1)!.push(slide);
    else columns.push([slide]);
    return slide;
  };
  const current = () => columns.at(-1)?.at(-1) ?? begin("", 0, false);

  for (const [i, part] of parts.entries()) {
    const type = markedType(part.cell.metadata) ?? rule[i];
    if (type === "skip") continue;
    const begins = type === "slide" || type === "subslide";
    if (part.kind === "text") {
      if (type === "notes") current().notes.push(sourceOf(part.cell));
      else if (begins) {
        addText(part.source, (title, depth) => begin(title, depth, type !== "slide"));
      } else addText(part.source);
    } else {
      const slide = !begins
        ? current()
        : type === "slide"
        ? begin("", 0, false)
        : begin(columns.at(-1)?.[0].title ?? "", 0, true);
      slide.items.push(...itemsOf(part, type === "fragment"));
    }
  }
  return columns;

  /** Puts a text on the current slide, or on a new one from its heading on. */
  function addText(source: string, start?: (title: string, depth: number) => Slide) {
    const [heading, signs, title] = HEADING.exec(source) ?? [];
    const at = heading === undefined ? 0 : source.indexOf(heading);
    const before = source.slice(0, at).trim();
    if (before) current().notes.push(before);
    const slide = start?.(title ?? "", signs?.length ?? 0) ?? current();
    const text = source.slice(at + (heading?.length ?? 0)).trim();
    slide.text += `${slide.text && "\n\n"}${text}`;
    if (text) slide.notes.push(text);
  }
}

/** A cell's figures, sounds and tables; else what it printed; else, where it shows nothing, its code. */
function itemsOf({ outputs, source }: Extract<Part, { kind: "code" }>, fragment: boolean) {
  const worth = outputs.filter(({ kind }) => [...SEEN, ...READ].includes(kind));
  const contents = worth.length
    ? worth
    : outputs.length
    ? outputs
    : [{ kind: "code", source } as const];
  return contents.map((content): SlideItem => ({ content, fragment }));
}

/** Words of a text that a slide holds beside a figure, and without one. */
const ROOM = { beside: 40, alone: 75 } as const;

/** What the audience reads of a slide's text: all of it where it is short; else its opening in bold, if that is a
 * sentence, or whole sentences as far as they fit.
 *
 * @example
 * ```ts
 * import { assert, assertEquals } from "../../../tests/assert.ts";
 * const slide = { title: "", depth: 2, items: [], notes: [], text: "**Why?** " + "Because so. ".repeat(50) };
 * assertEquals(opening(slide), "**Why?**");
 * const text = "**Chroma** adds octaves up. " + "So they say. ".repeat(50);
 * assert(opening({ ...slide, text }).startsWith("**Chroma** adds octaves up. So they say."));
 * ```
 */
export function opening({ text, items }: Slide): string {
  const room = items.length ? ROOM.beside : ROOM.alone;
  const count = (words: string) => words.split(/\s+/).filter(Boolean).length;
  if (count(text) <= room) return text;
  const bold = text.match(/^\*\*.+?\*\*/s)?.[0];
  if (bold && /[.?!:]\*\*$/.test(bold)) return bold; // and not a word that a sentence begins with
  const paragraph = text.split(/\n\s*\n/).find((part) => !/^\s*[|>]/.test(part)); // no table, no quote
  let kept = "";
  for (const sentence of paragraph?.match(/[^]+?(?:[.?!](?=\s|$)|$)/g) ?? []) {
    if (kept && count(kept + sentence) > room) break;
    kept += sentence;
  }
  return kept.trim();
}
