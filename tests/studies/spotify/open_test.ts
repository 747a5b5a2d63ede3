import { InputError } from "../../../lib/core/errors.ts";
import { PROJECT_ROOT } from "../../../lib/core/places.ts";
import { openCourse } from "../../../lib/studies/spotify/open.ts";
import { assert, assertEquals, assertFails } from "../../assert.ts";
import { courseTest, fileOf, TEST_COLUMNS } from "../../data/tables.ts";

const rock = { playlist_genre: "rock" };
const train = fileOf([{}, { tempo: "99" }, rock, { ...rock, tempo: "99" }, { tempo: "" }]);
const test = fileOf([{}, {}], { columns: TEST_COLUMNS });
const edm = fileOf(["90", "120"].map((tempo) => ({ playlist_genre: "edm", tempo })));

/** A folder of these files, with COURSE_DATA and STUDY_ORIGIN set as given, for the time of `body`. */
async function inFolder(
  files: Record<string, string>,
  body: (folder: string) => Promise<void>,
  environment: (folder: string) => Record<string, string> = () => ({}),
) {
  const folder = await Deno.makeTempDir(), names = ["COURSE_DATA", "STUDY_ORIGIN"];
  const before = names.map((name) => Deno.env.get(name));
  for (const [name, text] of Object.entries(files)) {
    Deno.writeTextFileSync(`${folder}/${name}`, text);
  }
  names.forEach((name) => Deno.env.delete(name));
  for (const [name, value] of Object.entries(environment(folder))) Deno.env.set(name, value);
  try {
    await body(folder);
  } finally {
    names.forEach((name, i) =>
      before[i] === undefined ? Deno.env.delete(name) : Deno.env.set(name, before[i])
    );
    await Deno.remove(folder, { recursive: true });
  }
}

const all = { "train.csv": train, "test.csv": test, "data_EDM_full.csv": edm };
const none = "/nowhere/at/all";

Deno.test("--data goes before COURSE_DATA", () =>
  inFolder(all, async (folder) => {
    const course = await openCourse({ data: folder });
    assertEquals([course.dir, course.origin], [folder, "--data"]);
    assertEquals([course.train.rows, course.test.rows, course.edm?.rows], [5, 2, 2]);
  }, () => ({ COURSE_DATA: none })));

Deno.test("COURSE_DATA goes before the project's folders, and STUDY_ORIGIN tells a notebook whose wish it was", async () => {
  const open = async (folder: string, origin: string) => {
    const course = await openCourse();
    assertEquals([course.dir, course.origin as string], [folder, origin]);
  };
  await inFolder(
    all,
    (folder) => open(folder, "COURSE_DATA"),
    (folder) => ({ COURSE_DATA: folder }),
  );
  const told = (folder: string) => ({ COURSE_DATA: folder, STUDY_ORIGIN: "--data" });
  await inFolder(all, (folder) => open(folder, "--data"), told);
});

Deno.test("a relative COURSE_DATA starts at the project, wherever the notebook runs", () =>
  inFolder({}, async () => {
    const course = await openCourse();
    assertEquals(course.dir, `${PROJECT_ROOT}data/sample`);
    assertEquals(course.train.rows, 4000);
  }, () => ({ COURSE_DATA: "data/sample" })));

Deno.test("without any wish the own files are taken, or else the sample", () =>
  inFolder({}, async () => {
    const { origin, dir } = await openCourse();
    let own = true;
    try {
      Deno.statSync(`${PROJECT_ROOT}data/course/train.csv`);
    } catch {
      own = false;
    }
    assertEquals(origin, own ? "data/course" : "sample");
    assertEquals(dir, `${PROJECT_ROOT}data/${own ? "course" : "sample"}`);
  }));

Deno.test("a folder or a file that is not there is named, and nothing else is taken instead", async () => {
  const missing = async (files: Record<string, string>, ...parts: string[]) =>
    await inFolder(files, async (folder) => {
      const error = await assertFails(() => openCourse({ data: folder }), ...parts);
      assert(error instanceof InputError);
    });
  await missing({}, "train.csv: there is no such file");
  await missing({ "train.csv": train }, "test.csv: there is no such file");
  await inFolder({}, async () => {
    await assertFails(() => openCourse(), none, "no such folder", "COURSE_DATA");
  }, () => ({ COURSE_DATA: none }));
  await inFolder({ file: "" }, async (folder) => {
    await assertFails(
      () => openCourse({ data: `${folder}/file` }),
      "this is a file, not a folder (--data); expected a folder that holds train.csv and test.csv",
    );
  });
});

Deno.test("the EDM file may be missing, which is said, but not faulty", async () => {
  await inFolder({ "train.csv": train, "test.csv": test }, async (data) => {
    const course = await openCourse({ data });
    assertEquals(course.edm, undefined);
    assert(course.describe().includes("data_EDM_full.csv is not there"));
  });
  const faults = [["edm\n", "no header"], [fileOf([{}]), 'in train.csv already; found "pop"']];
  for (const [text, message] of faults) {
    await inFolder({ ...all, "data_EDM_full.csv": text }, async (data) => {
      await assertFails(() => openCourse({ data }), "data_EDM_full.csv", message);
    });
  }
});

Deno.test("the fingerprint follows every byte of every file and nothing else", async () => {
  const seen = new Set<string>();
  const print = (files: Record<string, string>) =>
    inFolder(files, async (data) => {
      const { fingerprint } = await openCourse({ data });
      assert(/^[0-9a-f]{16}$/.test(fingerprint));
      seen.add(fingerprint);
    });
  await print(all);
  await print({ ...all });
  assertEquals(seen.size, 1);
  await print({ ...all, "train.csv": train.replace("Song", "Sung") });
  await print({ ...all, "test.csv": test + "\n" });
  await print({ "train.csv": train, "test.csv": test });
  assertEquals(seen.size, 4);
});

Deno.test("the description names data, genres and what is missing", () =>
  inFolder(
    { ...all, "test.csv": fileOf([{ key: "" }, {}], { columns: TEST_COLUMNS }) },
    async (data) => {
      const text = (await openCourse({ data })).describe();
      for (
        const part of [
          data,
          "given by --data",
          "train.csv: 5 rows, genres pop, rock.",
          "test.csv: 2 rows",
          "2 rows, edm",
          "1 row of train.csv lacks a quantity or a date: left out of training.",
          "1 row of test.csv lacks a quantity or a date: imputed by the training median.",
        ]
      ) assert(text.includes(part), `${part} is not in: ${text}`);
    },
  ));

Deno.test("the description counts rows without a value that were left out", () =>
  inFolder({ ...all, "test.csv": `${test}\t\t\n\t\t\n` }, async (data) => {
    const course = await openCourse({ data });
    assertEquals(course.test.rows, 2);
    const said = "2 rows without a value below the last track of test.csv are left out.";
    assert(course.describe().includes(said), course.describe());
  }));

courseTest("the course's three files belong together", async (folder) => {
  const course = await openCourse({ data: folder });
  assertEquals([course.train.rows, course.test.rows, course.edm?.rows], [21428, 5357, 4834]);
});
