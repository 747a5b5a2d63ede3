/** N-grams and logistic regression, five folds of each text of train.csv, beside `sklearn_ngrams.py`, which prints
 * the same keys; one JSON line per measurement. The texts are cut anew for every line, once for its five folds.
 *
 * deno run -A tests/bench/ngrams.ts [title|album|both …]
 */
import process from "node:process";
import { Rng } from "../../lib/core/rng.ts";
import { openMusic } from "../music.ts";
import { allRows, classesOf, withColumns } from "../../lib/data/dataset.ts";
import { ngramLogistic } from "../../lib/models/ngram_logistic.ts";
import { scores } from "../../lib/evaluation/metrics/metrics.ts";

const course = openMusic();
if (course.origin === "sample") console.error("COURSE_DATA is not set: this is the sample");
const folds = 5, round = (value: number, digits: number) => Number(value.toFixed(digits));
const cpuSeconds = () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6;

// Hundreds of labels are told apart long before the last digit is reached.
const SETTINGS = {
  genre: { c: 1, tolerance: 1e-3 },
  subgenre: { c: 3, tolerance: 1e-3 },
  playlist: { c: 10, tolerance: .1 },
} as const;

for (const text of ["title", "album", "all"]) {
  if (Deno.args.length > 0 && !Deno.args.includes(text)) continue;
  for (const labels of ["genre", "subgenre", "playlist"] as const) {
    const { c, tolerance } = SETTINGS[labels];
    const { train } = course, copy = (name: string) => [...train.texts(name)];
    // new arrays, so that nothing of the line before is known
    const tracks = withColumns(train, { texts: { title: copy("title"), album: copy("album") } });
    const rows = allRows(tracks);
    const start = performance.now(), before = cpuSeconds();
    let hits = 0, columns = 0;
    for (let fold = 0; fold < folds; fold++) {
      const fitted = await ngramLogistic({ of: text, c, tolerance, labels })
        .fit(tracks, rows.filter((row) => row % folds !== fold), new Rng(1));
      const validation = rows.filter((row) => row % folds === fold);
      const found = await fitted.predictProba(tracks, validation);
      hits += scores(classesOf(tracks, validation).codes, found).accuracy * validation.length;
      columns = fitted.terms.length;
    }
    console.log(JSON.stringify({
      bench: "ngrams",
      text,
      labels,
      c,
      tolerance,
      folds,
      features: columns,
      accuracy: round(hits / rows.length, 4),
      seconds: round((performance.now() - start) / 1000, 2),
      cpuSeconds: round(cpuSeconds() - before, 2),
    }));
  }
}
