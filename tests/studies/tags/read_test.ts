import { join } from "node:path";
import { isTags } from "../../../lib/core/target.ts";
import { allRows, taskOf } from "../../../lib/data/mod.ts";
import { openTags } from "../../../lib/studies/tags/open.ts";
import { readTagTables } from "../../../lib/studies/tags/read.ts";
import { keptTwin } from "../../../lib/studies/tags/twin/kept.ts";
import { twin } from "../../../lib/studies/tags/twin/twin.ts";
import { assert, assertEquals, assertFails } from "../../assert.ts";
import { withEnv } from "../../env.ts";
import { mutants, told } from "../../trust/mutants.ts";

/** Runs with the tables of a folder that holds these files. */
async function inFolder<T>(
  files: Record<string, string>,
  use: (dir: string) => T | Promise<T>,
): Promise<T> {
  const dir = await Deno.makeTempDir();
  try {
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(join(dir, name), text);
    }
    return await use(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

const CHALLENGE = {
  "train_X_a1.csv": "ChallengeID,jazz,sad,genres-jazz\n3,.5,.25,1\n1,.125,0,.5\n",
  "train_y_b2.csv": "ChallengeID,jazz,sad\n3,1,0\n1,0,0\n",
  "test_X_c3.csv": "ChallengeID,sad,jazz,genres-jazz\n7,.5,.75,1\n",
  "labels.csv": ',"jazz","sad"\n"category","genres-jazz","mood-dark"\n"class","Genres","Moods"\n',
};
const NAMED = {
  "songs.csv": "id,bpm,sad,it's live\na,90,1,0\nb,140,0,1\n",
  "songs_labels.csv": "tag,class,category\nsad,Mood,\nit's live,Sound,Place\n",
  "songs_test.csv": "id,bpm\nc,100\n",
};
const MULAN = {
  "moods.arff":
    "@relation moods\n@attribute bpm numeric\n@attribute sad {0,1}\n@data\n90,1\n{ }\n?,0\n",
  "moods.xml": '<labels xmlns="http://mulan.sourceforge.net/labels"><label name="sad"/></labels>',
};

Deno.test("a challenge's own files become rows to learn from and rows to answer, columns by name", async () => {
  await inFolder(CHALLENGE, (dir) => {
    const [{ name, train, test, places }] = readTagTables(dir), y = taskOf(train, allRows(train));
    assertEquals([name, train.rows, test?.rows], ["tags", 2, 1]);
    assert(isTags(y));
    assertEquals([y.classes, y.tags], [["jazz", "sad"], Uint8Array.of(1, 0, 0, 0)]);
    assertEquals(test?.numbers("jazz"), Float64Array.of(.75));
    assertEquals(train.numbers("genres-jazz"), Float64Array.of(1, .5));
    assertEquals(places.sad, { class: "Moods", category: "mood-dark" });
    assertEquals(test?.table.cells, [["7"]]);
  });
});

Deno.test("every NAME.csv with its labels is a table, and Mulan's ARFF where there is no CSV", async () => {
  const files = { ...NAMED, ...MULAN, "moods_unused.txt": "" };
  await inFolder(files, (dir) => {
    const [moods, songs] = readTagTables(dir);
    assertEquals([moods.name, songs.name], ["moods", "songs"]);
    assertEquals(songs.places["it's live"], { class: "Sound", category: "Place" });
    assertEquals(songs.places.sad, { class: "Mood", category: "Mood" });
    assertEquals(songs.test?.numbers("bpm"), Float64Array.of(100));
    assertEquals(moods.train.numbers("bpm"), Float64Array.of(90, 0, NaN));
    assertEquals(moods.train.complete, Int32Array.of(0, 1));
  });
  await inFolder({
    ...files,
    "moods.csv": "id,bpm,sad\na,1,1\n",
    "moods_labels.csv": NAMED["songs_labels.csv"].replace("it's live,Sound,Place\n", ""),
  }, (dir) => {
    assertEquals(readTagTables(dir)[0].train.rows, 1);
  });
});

for (
  const [what, files, ...said] of [
    [
      "tags of rows in another order",
      { ...CHALLENGE, "train_y_b2.csv": "ChallengeID,jazz,sad\n1,1,0\n3,0,0\n" },
      "train_y_b2.csv",
      "row 2",
      '"1"',
      "3",
    ],
    [
      "tags of fewer rows",
      { ...CHALLENGE, "train_y_b2.csv": "ChallengeID,jazz,sad\n3,1,0\n" },
      "row 3",
      "no row",
      "1",
    ],
    [
      "a score above 1",
      { ...CHALLENGE, "train_X_a1.csv": "ChallengeID,jazz,sad\n3,.5,1.2\n1,.1,0\n" },
      "row 2",
      "sad",
      "found 1.2;",
      "0 to 1",
    ],
    [
      "a score that is missing",
      { ...CHALLENGE, "train_X_a1.csv": "ChallengeID,jazz,sad\n3,.5,\n1,.1,0\n" },
      "row 2",
      "sad",
      "nothing",
    ],
    ["half of a challenge's files", { "train_X.csv": "a,b\n" }, "half", "train_y"],
    [
      "a list that lacks a tag",
      { ...CHALLENGE, "labels.csv": "tag,class\njazz,Genres\n" },
      "labels.csv",
      "sad",
    ],
    [
      "a list with a tag too many",
      { ...NAMED, "songs_labels.csv": "tag,class\nsad,Mood\nslow,Mood\n" },
      "songs_labels.csv",
      "slow",
      "songs.csv",
    ],
    [
      "a list with a tag twice",
      { ...NAMED, "songs_labels.csv": "tag,class\nsad,Mood\nsad,Sound\n" },
      "songs_labels.csv, row 3, column tag",
      "twice",
    ],
    [
      "a list that is none",
      { ...CHALLENGE, "labels.csv": "a,b\n1,2\n" },
      "labels.csv",
      "tag and class",
    ],
    [
      "a tag of 2",
      { ...NAMED, "songs.csv": "id,bpm,sad,it's live\na,90,2,0\n" },
      "row 2",
      "sad",
      "2",
      "0 or 1",
    ],
    [
      "an id twice",
      { ...NAMED, "songs.csv": "id,bpm,sad,it's live\na,90,1,0\na,9,1,0\n" },
      "row 3",
      "twice",
    ],
    [
      "rows to answer without a column",
      { ...NAMED, "songs_test.csv": "id,tempo\nc,100\n" },
      "songs_test.csv",
      "bpm",
    ],
    [
      "tags and nothing to learn from",
      { ...NAMED, "songs.csv": "id,sad,it's live\na,1,0\n" },
      "no column to learn from",
    ],
    ["no tags", { ...NAMED, "songs_labels.csv": "tag,class\n" }, "no tags"],
    [
      "a missing tag of ARFF",
      { ...MULAN, "moods.arff": MULAN["moods.arff"].replace("90,1", "90,?") },
      "row 5, column sad",
      "nothing",
    ],
    ["ARFF without its list", { "moods.arff": MULAN["moods.arff"] }, "moods.xml"],
    ["an empty folder", {}, "no table of tags", "no files"],
  ] as [string, Record<string, string>, ...string[]][]
) {
  Deno.test(`${what}: refused by name`, async () => {
    await inFolder(files, (dir) => assertFails(() => readTagTables(dir), ...said));
  });
}

Deno.test("damaged tables are read whole, cell for cell, or refused in words that name a file, and soon (200 of them)", async () => {
  const judge = new URL("./hostile/tags_judge.ts", import.meta.url), faults: string[] = [];
  const answers = { accepted: 0, refused: 0 };
  for await (
    const verdict of mutants({ judge, first: 1, count: 200, limit: 60, memory: 300 })
  ) {
    answers[verdict.answer]++;
    if (verdict.fault) faults.push(told(verdict));
  }
  assertEquals(faults, []);
  assert(Math.min(answers.accepted, answers.refused) >= 30, JSON.stringify(answers));
});

Deno.test("a tag that no track has and tracks without a tag are told, not refused", async () => {
  await inFolder(
    { ...NAMED, "songs.csv": "id,bpm,sad,it's live\na,90,1,0\nb,140,0,0\n" },
    async (data) => {
      const { warnings, describe } = await openTags({ data });
      assertEquals(warnings.length, 2);
      assert(describe().includes("no track has it's live"), describe());
      assert(describe().includes("1 of 2 tracks have no tag"), describe());
    },
  );
});

Deno.test("for want of tables there is the twin, the same every time", async () => {
  const made = () => withEnv({ TAGS_DATA: "" }, () => openTags({ rows: 40 }));
  const [one, two] = [await made(), await made()];
  assertEquals([one.origin, one.train.rows, one.test?.rows], ["sample", 40, 10]);
  assertEquals(one.fingerprint, two.fingerprint);
  assertEquals(one.train.numbers("swing"), two.train.numbers("swing"));
});

Deno.test("tracks of the twin are kept and read again; what is cut off is drawn anew", async () => {
  const folder = await Deno.makeTempDir(), drawn = twin({ rows: 5 });
  const same = async () => {
    const { scores, tags } = await keptTwin({ rows: 5 }, folder);
    assertEquals([scores, tags], [drawn.scores, drawn.tags]);
  };
  await same();
  const [{ name }] = [...Deno.readDirSync(folder)], file = `${folder}/${name}`;
  const bytes = Deno.readFileSync(file), changed = bytes.with(-1, 9);
  Deno.writeFileSync(file, changed);
  assertEquals((await keptTwin({ rows: 5 }, folder)).tags.at(-1), 9); // so it was read
  Deno.writeFileSync(file, bytes.subarray(0, 100));
  await same();
  await Deno.remove(folder, { recursive: true });
});

Deno.test("the course's tracks are a table of tags: one recording, all subgenres that it stands under", async () => {
  const quantities =
    "track_popularity,danceability,energy,key,loudness,mode,speechiness,acousticness," +
    "instrumentalness,liveness,valence,tempo,duration_ms";
  const song = "5,.5,.5,1,-6,1,.1,.2,0,.1,.5,120,200000", other = song.replace("120", "90");
  const lines = [
    `${quantities},playlist_genre,playlist_subgenre`,
    ...[`${song},pop,dance pop`, `${song},rap,trap`, `${other},rap,trap`, `${other},rap,`],
  ];
  const files = { "train.csv": lines.join("\n"), "test.csv": `${quantities}\n${other}\n${song}\n` };
  await inFolder(files, (dir) => {
    const [{ name, train, test, places }] = readTagTables(dir);
    const y = taskOf(train, allRows(train));
    assert(isTags(y));
    assertEquals([name, y.classes, [...y.tags]], ["subgenres", ["dance pop", "trap"], [
      1,
      1,
      0,
      1,
    ]]);
    assertEquals([...test!.numbers("tempo")], [90, 120]);
    assertEquals(places.trap.class, "rap");
  });
});
