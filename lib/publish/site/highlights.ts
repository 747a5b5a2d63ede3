/** What a visitor should see even in a hurry: the leaderboard as a figure, and the pictures that matter. */
import { type Estimate, intervals } from "../../show/figures/intervals.ts";
import { metricOf } from "../../evaluation/metrics/registry.ts";
import { type BoardRow, scoresOf } from "./board.ts";
import type { Study } from "../study.ts";
import type { Chapter } from "./chapter.ts";
import { type Bundle, type SiteFigure, titleOf, writeFigure } from "./figures.ts";

/** A figure of a notebook. */
export interface Highlight {
  readonly figure: SiteFigure;
  /** Its address from the site's root. */
  readonly href: string;
  readonly chapter: Chapter;
}

/** Models in the figure; the table holds all. */
const SHOWN = 10;

/** The best models with their intervals, as files of the site. */
export async function boardFigure(
  study: Pick<Study, "site">,
  rows: readonly BoardRow[],
  folder: string,
): Promise<SiteFigure | undefined> {
  const best = rows.slice(0, SHOWN);
  const estimates = best.flatMap((row): Estimate[] =>
    Object.entries(row.ways).map(([way, { value, low, high }]) => {
      // the same name may stand in two parts
      const name = row.part ? `${row.model} (${row.part})` : row.model;
      return { name, way, value, interval: [low, high] };
    })
  );
  if (estimates.length === 0) return undefined;
  const title = rows.length > SHOWN ? `The ${SHOWN} best of ${rows.length} models` : "All models";
  const { label, unit } = metricOf(scoresOf(study)[0]);
  const figure = intervals(estimates, {
    title,
    unit: `${label}${unit ? ` (${unit})` : ""}, 95 % interval`,
  });
  const show = figure as unknown as Record<symbol, () => Promise<Bundle>>;
  const bundle = await show[Symbol.for("Jupyter.display")]();
  return writeFigure(bundle, { folder, path: "figures/leaderboard", title: titleOf(bundle) });
}

/** The study's pictures that matter, of those that these notebooks hold. */
export function highlights(
  { site }: Pick<Study, "site">,
  chapters: readonly Chapter[],
): Highlight[] {
  return (site?.pictures ?? []).flatMap(([notebook, title]) => {
    const chapter = chapters.find(({ name }) => name === notebook);
    for (const part of chapter?.parts ?? []) {
      for (const shown of part.kind === "code" ? part.outputs : []) {
        if (shown.kind !== "figure" || !shown.figure.title.startsWith(title)) continue;
        const href = `notebooks/${chapter!.slug}.html#${shown.id}`;
        return [{ figure: shown.figure, href, chapter: chapter! }];
      }
    }
    return [];
  });
}
