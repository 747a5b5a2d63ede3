import { homedir, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { folderName, portable, portableData, PROJECT_ROOT } from "../../lib/core/places.ts";
import { makeRun, runId } from "../../lib/experiments/runs/record.ts";
import { assert, assertEquals } from "../assert.ts";

const root = PROJECT_ROOT.replace(/\/$/, "");

Deno.test("paths of the project are relative to it, as paths, addresses and in colours", () => {
  assertEquals(portable(`${root}/data/course/train.csv, row 3`), "data/course/train.csv, row 3");
  assertEquals(portable(`at file://${root}/lib/mod.ts:3:1`), "at lib/mod.ts:3:1");
  assertEquals(portable(`(\x1b[36mfile://${root}/\x1b[0mlib)`), "(\x1b[36m\x1b[0mlib)");
  assertEquals(portable(`"a\\n${root}/out"`), '"a\\nout"');
  assertEquals([portable(root), portable(`in ${root}.`)], ["./", "in ./."]);
  assertEquals(portable(`${root}.old/x`).endsWith(`${basename(root)}.old/x`), true);
});

Deno.test("files of data and results that lie elsewhere are named within their folders", () => {
  const places = { data: join(homedir(), "course of spring"), out: "/disk/results" };
  assertEquals(portable(`${places.data}/train.csv`, places), "train.csv");
  assertEquals(
    portable(`(${places.data}; fingerprint f)`, places),
    "(course of spring; fingerprint f)",
  );
  assertEquals(portable(`${pathToFileURL(places.data).href}/test.csv`, places), "test.csv");
  assertEquals(portable("in /disk/results/runs", places), "in results/runs");
  const own = { data: join(root, "data/course") };
  assertEquals(
    portable(`${own.data}/train.csv (${own.data})`, own),
    "data/course/train.csv (data/course)",
  );
});

Deno.test("the home folder and that of temporary files lose their names, others are left alone", () => {
  assertEquals(portable(`${homedir()}/.cache/deno/x.js:1`), "~/.cache/deno/x.js:1");
  assertEquals(portable(`${tmpdir()}/kernel-1.json`), "TMPDIR/kernel-1.json");
  for (const text of ["/usr/lib/x.so", `/var${tmpdir()}/x`, `${tmpdir()}late/x`, "a/b", ""]) {
    assertEquals(portable(text), text);
  }
  assertEquals(folderName(join(root, "data", "sample")), "data/sample");
});

Deno.test("data without paths stay the very same object, numbers and all", () => {
  const data = {
    layers: [64, NaN],
    when: null,
    deep: [{ text: "no path" }],
    x: new Float32Array(2),
  };
  assert(portableData(data) === data);
  const changed = portableData({ ...data, deep: [{ text: `${root}/x` }] });
  assertEquals(changed, { ...data, deep: [{ text: "x" }] });
  assert(changed.layers === data.layers);
});

Deno.test("a record's key and its error name no folder of this machine", () => {
  const data = { fingerprint: "f", rows: 9 }, file = "data/course/train.csv";
  const key = (path: string) => ({
    ...{ part: "03", name: "paths", seed: 1, data, split: { rows: path } },
    settings: { from: [path] },
  });
  assertEquals(runId(key(`${root}/${file}`)), runId(key(file)));
  const error = `${root}/${file}, row 3: is empty`;
  const run = makeRun(key(`${root}/${file}`), { error, seconds: 1 });
  assertEquals([run.error, run.settings, run.split], [
    `${file}, row 3: is empty`,
    { from: [file] },
    { rows: file },
  ]);
  assertEquals(run.id, runId(run));
});
