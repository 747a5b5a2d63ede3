/** Where the models stand: the best of each part between two marks, and all of them. */
import { metricOf } from "../../evaluation/metrics/registry.ts";
import type { Mark, Study } from "../study.ts";
import { AT_RANDOM, type BoardRow, type Judged, scoresOf, waysOf } from "./board.ts";
import type { Chapter } from "./chapter.ts";
import { figureHtml } from "./figures.ts";
import { attributes, type Html, html, raw } from "./html.ts";
import { markdownPage } from "./markdown.ts";
import type { StartPage } from "./start_page.ts";

const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
const three = (value: number) => value.toFixed(3);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** A model's number by the first way that it was judged by. */
const foremost = (study: Study, { ways }: BoardRow): Judged =>
  ways[waysOf(study).find((way) => ways[way])!];

/** The notebook that a model is from; none of an exported one. */
const chapterOf = ({ part }: BoardRow, chapters: readonly Chapter[]): Chapter | undefined =>
  chapters.find(({ name }) => part && name.startsWith(part));

/** From guessing to what anyone can reach: the best model of each part. */
export function ladder({ study, output, chapters, board }: StartPage): Html {
  const { site, words } = study, marks = site?.ladder;
  const limits = marks &&
    output.runs.findLast((run) =>
      run.status === "done" && (marks.highest ?? marks.lowest).score in run.scores &&
      run.data.fingerprint === output.data?.fingerprint
    )?.scores;
  const parts = [...new Set(board.map((row) => row.part))].sort();
  const best = parts.map((part) => board.find((row) => row.part === part)!);
  const steps = best.map((row) => {
    const chapter = chapterOf(row, chapters);
    const note = chapter ? chapter.words : "exported";
    return { label: row.model, note, ...foremost(study, row) };
  }).sort((a, b) => a.value - b.value);
  if (steps.length === 0) return html``;
  const at = ({ score, label, note }: Mark) =>
    limits && score in limits ? [{ label, note, value: limits[score] }] : [];
  const [lowest, highest] = [marks?.lowest, marks?.highest].map((mark) => mark ? at(mark) : []);
  const [score] = scoresOf(study), isShare = score === "accuracy";
  const what = isShare
    ? `Share of ${words.rows} whose ${words.task} is told right`
    : capital(metricOf(score).label);
  return html`
    <section aria-labelledby="ladder">
      <h2 id="ladder">From guessing to ${highest.length ? "what anyone can reach" : "the best"}</h2>
      <p>${what}, for the best model of each part; the
        line in a bar is its 95 % interval.</p>
      <ol class="ladder">${[...lowest, ...steps, ...highest].map((step) =>
        rung(step, isShare ? percent : three)
      )}</ol>
    </section>
  `;
}

function rung(
  step: { label: string; note: string; value: number; low?: number; high?: number },
  written: (value: number) => string,
) {
  const { label, note, value, low, high } = step, limit = low === undefined;
  const at = (value: number) => (100 * value).toFixed(2);
  const style = `--at:${at(value)}%${limit ? "" : `;--low:${at(low)}%;--high:${at(high!)}%`}`;
  return html`
    <li class="${limit ? "limit" : ""}">
      <span class="label">${label}<small>${note}</small></span>
      <span class="track" ${attributes({ style })}><span class="fill"></span>${!limit &&
        html`<span class="interval"></span>`}</span>
      <span class="value">${written(value)}</span>
    </li>
  `;
}

const OVERLAP = "Where intervals overlap, do not prefer one to the other for its place alone.";

/** All models that were judged, as a figure and as a table. */
export function leaderboard({ study, board, boardFigure: figure, chapters }: StartPage): Html {
  const ways = waysOf(study), [first, ...others] = scoresOf(study).map((s) => metricOf(s).label);
  const cells = (judged: Judged | undefined) =>
    judged
      ? html`
        <td>${three(judged.value)}</td>
        <td class="quiet">${three(judged.low)} – ${three(judged.high)}</td>
      `
      : html`
        <td>–</td>
        <td class="quiet">–</td>
      `;
  const line = (row: BoardRow) => {
    const either = foremost(study, row);
    const chapter = chapterOf(row, chapters);
    return html`
      <tr>
        <th scope="row">${row.model}</th>
        <td>${chapter
          ? html`<a href="notebooks/${chapter.slug}.html">${chapter.words}</a>`
          : row.part ?? "exported"}</td>
        ${ways.map((way) => cells(row.ways[way]))}
        ${either.others.map((value) =>
          html`<td>${Number.isFinite(value) ? three(value) : "–"}</td>`
        )}
        <td class="quiet">${either.on}</td>
      </tr>
    `;
  };
  const on = study.site?.board ??
    `On labelled ${study.words.rows} that the model had not seen, drawn *${AT_RANDOM}*.`;
  return html`
    <section aria-labelledby="leaderboard">
      <h2 id="leaderboard">Leaderboard</h2>
      ${raw(markdownPage().render(`${on} ${OVERLAP}`))}
      ${figure && figureHtml(figure, { root: "" })}
      <details class="all">
        <summary>All ${board.length} models as a table</summary>
        <div class="table" role="region" tabindex="0" aria-label="All models">
          <table class="board">
            <thead>
              <tr>
                <th rowspan="2" scope="col">model</th>
                <th rowspan="2" scope="col">from</th>
                ${ways.map((way) => html`<th colspan="2" scope="colgroup">${way}</th>`)}
                ${others.map((label) => html`<th rowspan="2" scope="col">${label}</th>`)}
                <th rowspan="2" scope="col">judged on</th>
              </tr>
              <tr>
                ${ways.map(() =>
                  html`
                    <th scope="col">${first}</th>
                    <th scope="col">95 %</th>
                  `
                )}
              </tr>
            </thead>
            <tbody>${board.map(line)}</tbody>
          </table>
        </div>
      </details>
    </section>
  `;
}
