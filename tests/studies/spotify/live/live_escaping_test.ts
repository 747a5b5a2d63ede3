/** Texts from data files stay texts on the live page. */
import { JSDOM } from "jsdom";
import { livePage } from "../../../../lib/studies/spotify/live/page.ts";
import { type Demo, RECIPE } from "../../../../lib/studies/spotify/live/recipe.ts";
import { listView, wordsView } from "../../../../lib/studies/spotify/live/browser/view.ts";
import { assertEquals } from "../../../assert.ts";
import { assertInert, HOSTILE } from "../../../publish/hostile_texts.ts";

const texts = (elements: Iterable<Element>) => Array.from(elements, (e) => e.textContent ?? "");

const genres = HOSTILE.slice(0, 8);
const demo = (): Demo => ({
  format: 1,
  fingerprint: "f",
  recipe: RECIPE,
  encoder: {
    genres,
    columns: ["tempo", "mode"].map((name) => ({ name, knots: [0, 1] })),
    blocks: [],
  } as unknown as Demo["encoder"],
  ranges: [[0, 1], [0, 1]],
  recordings: {
    titles: HOSTILE,
    albums: HOSTILE,
    genres: HOSTILE.map((_, i) => [i % 8]),
    values: "",
  },
  presets: HOSTILE.map((_, recording) => ({ recording, right: recording % 2 === 0, sure: 1 })),
  rows: { train: 1, heldOut: 1 },
  guessing: .2,
  scores: [],
  parameters: 1,
});

Deno.test("the live page writes titles, albums, words and genres as text, on the server and in the browser", async () => {
  const { CONTROLS } = await import("../../../../lib/studies/spotify/live/controls.ts");
  const columns = Object.keys(CONTROLS).map((name) => ({ name, knots: [0, 1] }));
  const made = demo(), encoder = { ...made.encoder, columns } as Demo["encoder"];
  const ranges = columns.map(() => [0, 1] as const);
  const { window } = new JSDOM(String(await livePage({ ...made, encoder, ranges })));
  const { document } = window;
  assertInert(document, { scripts: 3 });
  assertEquals(texts(document.querySelectorAll(".told .name")), genres);
  const buttons = document.querySelectorAll("[data-recording]");
  for (const button of buttons) {
    assertEquals(button.textContent, HOSTILE[Number(button.getAttribute("data-recording"))]);
  }
  assertEquals(buttons.length, HOSTILE.length);

  Object.assign(globalThis, { document });
  try {
    const fill = listView(genres, HOSTILE.length, () => {});
    fill(HOSTILE.map((title, i) => ({ title, album: title, year: "", genres: [i % 8] })));
    assertEquals(texts(document.querySelectorAll(".neighbours .title")), [...HOSTILE]);
    assertEquals(texts(document.querySelectorAll(".neighbours small")), [...HOSTILE]);
    const read = wordsView(genres, (words) => new Float32Array(words.length * 16));
    for (const title of HOSTILE) {
      read(title, "");
      const words = title.trim().split(/\s+/).slice(0, 14);
      assertEquals(texts(document.querySelectorAll(".words .word")), words);
    }
    assertInert(document, { scripts: 3 });
  } finally {
    Reflect.deleteProperty(globalThis, "document");
  }
});
