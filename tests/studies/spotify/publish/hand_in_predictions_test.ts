import { join } from "node:path";
import { openCourse } from "../../../../lib/studies/spotify/open.ts";
import { papaRow, writeTable } from "../../../../lib/data/csv.ts";
import { exportPredictions } from "../../../../lib/data/prediction.ts";
import { study } from "../../../../lib/studies/spotify/study.ts";
import { parseTracks } from "../../../../lib/studies/spotify/read.ts";
import { predictionFaults, predictionPath } from "../../../../lib/publish/hand_in/predictions.ts";
import { assertEquals } from "../../../assert.ts";

const [base] = study.exports;

Deno.test("in whatever form test.csv comes, what the study exports for it can be handed in, and no other form", async () => {
  const course = await openCourse({ data: "data/sample" }), out = await Deno.makeTempDir();
  const forms = [",", ";", "\t"].flatMap((delimiter) =>
    (["\n", "\r\n", "\r"] as const).flatMap((newline) =>
      [true, false].map((bom) => ({ delimiter, newline, bom }))
    )
  );
  const cells = course.test.table.cells.slice(0, 6).map((row) => [...row]);
  ['7" Mix', "a;b,c\td", " spaces ", "two\nlines", "=1+1", ""].forEach((title, i) => {
    cells[i][course.test.table.header.indexOf("track_name")] = title;
  });
  try {
    const texts = forms.map((form) =>
      writeTable({ ...course.test.table, ...form }, cells, papaRow)
    );
    for (const [i, text] of texts.entries()) {
      const test = parseTracks(text, join(out, "test.csv"), { as: "test" });
      const options = { out, nom: "NOM", what: "base" } as const;
      const path = await exportPredictions(test, cells.map(() => "pop"), options);
      assertEquals(path, predictionPath(out, "NOM", "base"));
      const faults = (given: typeof test) =>
        predictionFaults(path, base, { datasets: { ...course.datasets, test: given } }, options);
      assertEquals(faults(test), [], JSON.stringify(forms[i]));
      const other = texts[(i + 1) % texts.length];
      assertEquals(faults(parseTracks(other, "test.csv", { as: "test" })).length, 1);
    }
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});
