/** The whole study on a few slides: question, data, each notebook's question, picture and choice, leaderboard. */
import type { Chapter } from "./chapter.ts";
import type { SiteFigure } from "./figures.ts";
import type { Highlight } from "./highlights.ts";
import type { Study } from "../study.ts";
import { deckOf, type Slide } from "./slides.ts";
import type { StudyOutput } from "./collect.ts";

/** The columns of the overview's deck. */
export function overviewDeck(
  { title, question, site }: Pick<Study, "title" | "question" | "site">,
  { data }: StudyOutput,
  chapters: readonly Chapter[],
  pictures: readonly Highlight[],
  board: SiteFigure | undefined,
): Slide[][] {
  const opening: Slide = {
    title,
    depth: 1,
    text: question,
    items: [],
    notes: data ? [`Data: ${data.source}. ${data.details}`] : [],
  };
  const standing: Slide[][] = board
    ? [[{
      title: "Where the models stand",
      depth: 2,
      text: "",
      items: [figureItem(board, "leaderboard")],
      notes: [
        `Dots whose lines overlap are not told apart. ${site?.boardNote ?? ""}`.trim(),
      ],
    }]]
    : [];
  return [[opening], ...chapters.map((chapter) => about(chapter, pictures)), ...standing];
}

/** A notebook's column: its question, the pictures that matter, what was chosen. */
function about(chapter: Chapter, pictures: readonly Highlight[]): Slide[] {
  const { number, words, question, slug, failed } = chapter, deck = deckOf(chapter);
  const own = pictures.filter((picture) => picture.chapter === chapter);
  const last = deck.at(-1)?.[0];
  return [
    {
      title: number ? `${number} · ${words}` : words,
      depth: 2,
      text:
        `${question && `**${question}**\n\n`}${
          failed ? `This run stopped early: ${failed}\n\n` : ""
        }` +
        `[All slides of this notebook](${slug}.html)`,
      items: [],
      notes: deck[0]?.[0].notes ?? [],
    },
    ...own.map(({ figure, href }): Slide => ({
      title: words,
      depth: 0,
      text: "",
      items: [figureItem(figure, href)],
      notes: notesOf(deck, figure),
    })),
    ...(deck.length > 1 && last && !last.items.length ? [{ ...last, title: last.title }] : []),
  ];
}

/** What the notebook's own slides say of a figure. */
const notesOf = (deck: readonly (readonly Slide[])[], figure: SiteFigure): string[] => [
  ...deck.flat().find(({ items }) =>
    items.some(({ content }) => content.kind === "figure" && content.figure === figure)
  )?.notes ?? [],
];

const figureItem = (figure: SiteFigure, id: string) => ({
  content: { kind: "figure" as const, figure, id },
  fragment: false,
});
