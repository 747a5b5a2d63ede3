import { assert, assertEquals, assertFails } from "../../assert.ts";
import { formatRun, type Run, runId, type RunKey } from "../../../lib/experiments/runs/record.ts";
import { openRuns } from "../../../lib/experiments/runs/runs.ts";
import { commitOf, versions } from "../../../lib/experiments/runs/versions.ts";

const key: RunKey = {
  part: "03",
  name: "batch size",
  settings: { batchSize: 64, layers: [64, 32], dropout: .1 },
  seed: 7,
  data: { fingerprint: "0123456789abcdef", rows: 100 },
  split: { kind: "stratified", validation: .2 },
};

function runOf(changes: Partial<Run> = {}): Run {
  const run: Omit<Run, "id"> = {
    ...key,
    status: "done",
    scores: { accuracy: .5, logLoss: 1.25 },
    curve: { loss: [1.5, 1.25], validationLoss: [1.75, NaN] },
    versions: versions(),
    seconds: 1.5,
    created: "2026-01-02T03:04:05.678Z",
    ...changes,
  };
  return { ...run, id: runId(run) };
}

Deno.test("a run's id stays the same for ever: records of today are found tomorrow", () => {
  // sha256 of json.dumps(key, sort_keys=True, separators=(",", ":")) in Python
  assertEquals(runId(key), "71eaefb5eaa1e7ff");
});

Deno.test("an id changes with everything that determines the result and with nothing else", () => {
  const others: RunKey[] = [
    { ...key, part: "04" },
    { ...key, name: "layers" },
    { ...key, settings: { ...key.settings, batchSize: 65 } },
    { ...key, settings: { ...key.settings, extra: false } },
    { ...key, seed: 8 },
    { ...key, data: { ...key.data, fingerprint: "f" } },
    { ...key, data: { ...key.data, rows: 101 } },
    { ...key, split: null },
  ];
  assertEquals(new Set([key, ...others].map(runId)).size, others.length + 1);
  const { dropout, layers, batchSize } = key.settings;
  assertEquals(
    runId({ ...key, settings: { dropout, extra: undefined, layers, batchSize } }),
    runId(key),
  );
  assertEquals(runId(runOf({ seconds: 9, created: "later", status: "failed" })), runId(key));
});

Deno.test("settings that JSON cannot hold are refused, not mangled", async () => {
  for (const bad of [NaN, Infinity, () => 1, new Float32Array(2), new Map(), 1n]) {
    await assertFails(() => runId({ ...key, settings: { learningRate: bad } }), "learningRate");
  }
});

Deno.test("a saved run is loaded as it was, NaN included", async () => {
  const runs = openRuns(`${await Deno.makeTempDir()}/not/yet/there`);
  assertEquals(await runs.all(), []);
  assertEquals(await runs.find(key), undefined);
  const run = runOf();
  await runs.save(run);
  assertEquals(await runs.load(run.id), run);
  assertEquals(await runs.find(key), run);
  assertEquals((await runs.find({ ...key, seed: 8 })) === undefined, true);
});

Deno.test("a folder opened for a study names it in what it saves, and in what it finds", async () => {
  const folder = await Deno.makeTempDir(), run = runOf();
  const ours = { fingerprint: "files", seed: 1 }, theirs = { fingerprint: "others", seed: 1 };
  await openRuns(folder, theirs).save(run);
  const studyOf = async () => (await openRuns(folder).load(run.id))!.study;
  assertEquals(await studyOf(), theirs);
  await openRuns(folder).find(key);
  assertEquals(await studyOf(), theirs);
  await openRuns(folder, ours).find(key);
  assertEquals(await studyOf(), ours);
  await openRuns(folder, { ...ours, seed: 2 }).find(key);
  assertEquals(await studyOf(), { ...ours, seed: 2 });
});

Deno.test("a label is no part of the id: what is found under another is kept under the one asked for", async () => {
  const runs = openRuns(await Deno.makeTempDir()), old = { step: "size", variant: "old" };
  await runs.save(runOf({ label: old }));
  assertEquals((await runs.find(key))?.label, old); // nothing is asked for: the record's own
  const label = { step: "batchSize" };
  const found = await runs.find({ ...key, label });
  assertEquals(found, runOf({ label }));
  assertEquals(await runs.all(), [found]);
});

Deno.test("a run that does not fit keeps its label", async () => {
  const runs = openRuns(await Deno.makeTempDir()), kept = runOf({ label: { step: "old" } });
  await runs.save(kept);
  assertEquals(await runs.find({ ...key, label: { step: "new" } }, () => false), undefined);
  assertEquals(await runs.all(), [kept]);
});

Deno.test("records of one run differ in the lines of seconds and created alone", () => {
  const lines = (run: Run) => formatRun(run).split("\n");
  const a = lines(runOf()), b = lines(runOf({ seconds: 2, created: "2027-01-01T00:00:00.000Z" }));
  assertEquals(
    a.filter((line, i) => line !== b[i]).map((line) => line.trim().split(":")[0]),
    ['"seconds"', '"created"'],
  );
});

Deno.test("all runs come by part, name and id, or those of one part", async () => {
  const runs = openRuns(await Deno.makeTempDir());
  const made = ["05", "03", "04"].flatMap((part) => [2, 1].map((seed) => runOf({ part, seed })));
  for (const run of made) await runs.save(run);
  const all = await runs.all();
  assertEquals(all.map((run) => run.part), ["03", "03", "04", "04", "05", "05"]);
  assert(all[0].id < all[1].id);
  assertEquals((await runs.all({ part: "04" })).length, 2);
  assertEquals((await runs.all({ part: "04", name: "other" })).length, 0);
});

Deno.test("files that are no records are skipped and told, never a crash", async () => {
  const folder = await Deno.makeTempDir(), runs = openRuns(folder), run = runOf();
  await runs.save(run);
  const text = formatRun(run);
  const foreign: Record<string, string> = {
    "a_half.json": text.slice(0, 200),
    "b_empty.json": "",
    "c_foreign.json": `{"hello": "world"}`,
    "d_list.json": "[1, 2]",
    "e_older.json": text.replace('"format": 2', '"format": 0'),
    "f_renamed.json": text,
    "g_lacking.json": `{"format": 2, "id": "g_lacking"}`,
    ".leftover.tmp": text,
    "notes.txt": "mine",
  };
  for (const [file, content] of Object.entries(foreign)) {
    await Deno.writeTextFile(`${folder}/${file}`, content);
  }
  await Deno.mkdir(`${folder}/h_folder.json`);
  await Deno.writeTextFile(
    `${folder}/${"0".repeat(16)}.json`,
    text.replace(run.id, "0".repeat(16)),
  );
  assertEquals(await runs.all(), [run]);
  assertEquals(runs.skipped.map(({ file }) => file), [
    "0000000000000000.json",
    ...Object.keys(foreign).filter((file) => file.endsWith(".json")),
    "h_folder.json",
  ]);
  assert(runs.skipped.every(({ why }) => why.length > 5));
  assertEquals(await runs.load("a_half"), undefined);
});

Deno.test("a run cannot be saved under another run's id", async () => {
  const runs = openRuns(await Deno.makeTempDir());
  await assertFails(() => runs.save({ ...runOf(), id: "0".repeat(16) }), "not its own");
});

Deno.test("versions name the programs and the machine", () => {
  const { study, deno, v8, tfjs, cpu, cores } = versions();
  for (const version of [study, deno, v8, tfjs]) assert(/^\d+\.\d+\.\d+/.test(version), version);
  assert(cpu.length > 0 && cores >= 1);
});

const asClone = { ignore: commitOf() === undefined }; // no git, or not a clone
Deno.test(
  "a record names the commit that is checked out, where there is one",
  asClone,
  async () => {
    const folder = await Deno.makeTempDir();
    assertEquals(commitOf(folder), undefined);
    const git = (...args: string[]) =>
      new Deno.Command("git", { args, cwd: folder, stdout: "null", stderr: "null" }).output();
    await git("init");
    assertEquals(commitOf(folder), undefined); // nothing is committed yet
    const author = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
    await git(...author, "commit", "--allow-empty", "-m", "First");
    const commit = commitOf(folder);
    assert(/^[0-9a-f]{40}$/.test(commit ?? ""));
    await git("pack-refs", "--all");
    assertEquals(commitOf(folder), commit);
    await git("worktree", "add", "--detach", "beside");
    assertEquals(commitOf(`${folder}/beside`), commit);
    await Deno.mkdir(`${folder}/within`);
    assertEquals(commitOf(`${folder}/within`), commit);
    await Deno.remove(folder, { recursive: true });
  },
);
