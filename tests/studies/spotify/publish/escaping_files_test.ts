/** Texts from data files stay texts in cards, side files and LaTeX. */
import Papa from "papaparse";
import { matrix } from "../../../../lib/core/matrix.ts";
import { exportPredictions } from "../../../../lib/data/prediction.ts";
import { parseTracks } from "../../../../lib/studies/spotify/read.ts";
import { escapeTex } from "../../../../lib/publish/article/tex.ts";
import { markdownPage } from "../../../../lib/publish/site/markdown.ts";
import { baseLimits } from "../../../../lib/studies/spotify/recipe/limits.ts";
import { modelCard } from "../../../../lib/publish/cards/card.ts";
import { assert, assertEquals } from "../../../assert.ts";
import { fileOf, TEST_COLUMNS } from "../../../data/tables.ts";
import { assertInert, HOSTILE, parse, spaces } from "../../../publish/hostile_texts.ts";

const texts = (elements: Iterable<Element>) => Array.from(elements, (e) => e.textContent ?? "");

Deno.test("a model card shows genres and names as text: no links, formulas, tags, headings or cells", () => {
  for (const text of HOSTILE) {
    const card = {
      ...{ name: text, summary: text, data: text, trainingRows: 1, seed: 1, seconds: 1 },
      settings: { text, "```": "```" },
      judged: [{
        protocol: text,
        rows: 9,
        accuracy: .5,
        macroF1: .5,
        logLoss: 1,
        calibrationError: 0,
      }],
      limits: [text, ...baseLimits([{ a: text, b: text, aAsB: 1, bAsA: 1, ofMistakes: .5 }])],
    };
    const document = parse(markdownPage().render(modelCard(card)));
    assertInert(document);
    assertEquals(
      document.querySelectorAll("a:not(.anchor), img, em, strong, del, .katex, p code").length,
      0,
    );
    assertEquals(document.querySelectorAll("h1, h2").length, 5, text);
    assertEquals(document.querySelectorAll("ol, ul ul, h3").length, 0, text);
    const expected = spaces(
      text.replace(/[\p{Cc}\s]+/gu, " ").replace(/[\u202a-\u202e\u2066-\u2069]/g, "\ufffd"),
    );
    const [limit, , mixed] = texts(document.querySelectorAll("li")).map(spaces);
    assertEquals(limit, expected);
    assertEquals(mixed, `Most often mixed up: ${expected} and ${expected} (50 % of mistakes).`);
    assertEquals(spaces(document.querySelector("p")!.textContent!), expected);
    const cells = texts(document.querySelectorAll("tbody td"));
    assertEquals([cells.length, spaces(cells[0])], [6, expected]);
  }
});

Deno.test("side files hold no formula for a spreadsheet, numbers stay numbers, what is handed in stays as it came", async () => {
  const out = await Deno.makeTempDir();
  const rows = HOSTILE.map((track_name, i) => ({
    track_name,
    loudness: "-5.50",
    track_album_name: HOSTILE.at(-i - 1)!,
  }));
  const test = parseTracks(fileOf(rows, { columns: TEST_COLUMNS }), "test.csv", { as: "test" });
  const probabilities = matrix(HOSTILE.length, [...HOSTILE]);
  probabilities.data.fill(-.5); // no probability: a number that begins as formulas do
  const path = await exportPredictions(test, HOSTILE, {
    out,
    nom: "=1+1",
    what: "base",
    probabilities,
  });
  const read = (path: string): string[][] =>
    Papa.parse(Deno.readTextFileSync(path).trimEnd(), { delimiter: "\t", newline: "\n" })
      .data;
  const handedIn = read(path), side = read(path.replace(/\.csv$/, "_probabilities.csv"));
  assertEquals(handedIn.slice(1).map((row) => row[0]), [...HOSTILE]);
  assertEquals(handedIn.slice(1).map((row) => row.at(-1)), [...HOSTILE]);
  assertEquals(
    new Set(handedIn.slice(1).map((row) => row[TEST_COLUMNS.indexOf("loudness")])),
    new Set(["-5.50"]),
  );
  const [header, ...lines] = side;
  for (const cell of side.flat()) {
    assert(!/^[=+\-@\t\r]/.test(cell) || Number.isFinite(Number(cell)), JSON.stringify(cell));
  }
  assertEquals(
    header.slice(1).map((name, i) => name === HOSTILE[i] || name === `'${HOSTILE[i]}`),
    HOSTILE.map(() => true),
  );
  assertEquals(header.filter((name) => name.startsWith("'=")).length, 1);
  assertEquals([lines.length, lines[0][0], lines[0][1]], [HOSTILE.length, "2", "-0.500000"]);
  await Deno.remove(out, { recursive: true });
});

/** What TeX would read in this source: commands, and characters that mean something to it. */
const COMMANDS =
  /\\(?:text(?:backslash|asciicircum|asciitilde|less|greater|bar|quotedbl|asciigrave)|noglyph)\{\}|\\[{}$&#%_]/g;

Deno.test("in LaTeX every special character is text, at the start of a table's row too", () => {
  for (const text of HOSTILE) {
    const left = escapeTex(text).replace(COMMANDS, "").replace(/\{[[\]*]?\}/g, "");
    assert(!/[\\{}$&#%_^~<>|"`[\]*]/.test(left), `${left} of ${escapeTex(text)}`);
    assert(!/^[\s[*]/.test(escapeTex(text)), escapeTex(text));
    // deno-lint-ignore no-control-regex
    assert(/^[\x20-\u2122]*$/.test(left) && !/[\x00-\x1f\x7f-\x9f]/.test(left), left);
  }
});
