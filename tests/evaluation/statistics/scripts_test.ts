import { languageOf, scriptOf, sharesOfKinds } from "../../../lib/evaluation/statistics/scripts.ts";
import { textMarks } from "../../../lib/evaluation/statistics/text_marks.ts";
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../../assert.ts";

Deno.test("scripts are told by their letters, borrowed ones too", () => {
  const expected = {
    "Группа крови": "Cyrillic",
    "Ζορμπάς": "Greek",
    "사랑 (Love)": "Korean",
    "君の名は": "Japanese",
    "夜曲": "Chinese",
    "حبيبي": "Arabic",
    "אהבה": "Hebrew",
    "รัก": "Thai",
    "दुनिया": "Indic",
    "Sen\u0303orita": "plain Latin", // n and a mark that is no letter
    "Señorita": "Latin with marks",
    "Hello": "plain Latin",
    "🎉 1999 🎉": "no letters",
    "": "no letters",
  };
  for (const [text, script] of Object.entries(expected)) assertEquals(scriptOf(text), script, text);
});

Deno.test("a language is named where its small words are, and nowhere else", () => {
  const expected = {
    "What Is Love": "English",
    "Mit dem BMW": "German",
    "Não Demora": "Portuguese",
    "La Vida Que Te Di": "Spanish",
    "Toi et Moi": "French",
    "È sempre bello": "Italian",
  };
  for (const [text, language] of Object.entries(expected)) {
    assertEquals(languageOf(text), language, text);
  }
  for (
    const text of [
      "Despacito",
      "Pour Some Sugar",
      "All I Wanna Do",
      "Lo-Fi",
      "99",
      "",
      "Группа крови",
    ]
  ) {
    assertEquals(languageOf(text), undefined, text);
  }
});

Deno.test("shares of kinds add up to 1 in every class, the commonest kind first", () => {
  const kinds = ["a", "b", "a", "a", "b", "c"], classes = ["x", "x", "y", "y", "y", "y"];
  const rows = sharesOfKinds(kinds, classes);
  assertEquals(rows.map(({ kind, texts }) => [kind, texts]), [["a", 3], ["b", 2], ["c", 1]]);
  for (const name of ["x", "y"]) {
    assertAlmostEquals(rows.reduce((sum, row) => sum + Number(row[name]), 0), 1);
  }
});

const titles = [
  "HUMBLE.",
  "humble.",
  "No Role Modelz - Live",
  "Corazón (feat. Nadie)",
  "Starboy (with Daft Punk)",
  "Heroes - 2017 Remaster",
  "Wake Up - Radio Edit",
  "🎉 party",
];
const genres = ["rap", "rap", "rap", "latin", "pop", "rock", "pop", "pop"];
const marks = Object.fromEntries(textMarks(titles, genres).map((row) => [row.mark, row]));

Deno.test("habits of titles are counted by class", () => {
  const share = (mark: string) => ["latin", "pop", "rap", "rock"].map((name) => marks[mark][name]);
  assertEquals(share("repeated"), [0, 0, 2 / 3, 0]);
  assertEquals(share("names a guest (feat.)"), [1, 1 / 3, 0, 0]);
  assertEquals(share("remastered"), [0, 0, 0, 1]);
  assertEquals(share("a year (1950 – 2029)"), [0, 0, 0, 1]);
  assertEquals(share("a remix, mix or edit"), [0, 1 / 3, 0, 0]);
  assertEquals(share("live"), [0, 0, 1 / 3, 0]);
  assertEquals(share("all capitals"), [0, 0, 1 / 3, 0]);
  assertEquals(share("all small letters"), [0, 1 / 3, 1 / 3, 0]);
  assertEquals(share("an emoji or symbol"), [0, 1 / 3, 0, 0]);
  assertEquals(share("letters beyond ASCII"), [1, 0, 0, 0]);
  assertEquals(share("words (median)"), [3, 4, 1, 3]);
});

Deno.test("lengths are in code points, and texts without a class are refused", async () => {
  assertEquals(textMarks(["🎉🎉", "ab"], ["x", "x"])[0].all, 2);
  assert(textMarks(["", ""], ["x", "y"]).every(({ all }) => Number.isFinite(all)));
  await assertFails(() => textMarks(["a"], []), "1 texts, 0 classes");
  await assertFails(() => textMarks([], []), "0 texts");
});
