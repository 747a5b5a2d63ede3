/** How files are read when they are damaged, and how time and memory grow with the rows; JSON lines.
 *
 * deno task bench hostile [course|rows|sounds|tags|bombs] [first seed] [how many]
 *
 * `course`: 10,000 slices of 200 rows and 300 whole files, read by `openCourse` and held against a second reading.
 * `sounds`: 2,000 files of sound of every form, decoded twice; `bombs`: small ones that unfold to hours.
 * `tags`: 1,000 tables of tags, CSV and ARFF with its XML, read by `openTags`.
 * Each is damaged by its seed. A fault is printed with its seed; the exit code is then 1.
 * `rows`: test.csv over and over up to 250,000, 500,000 and 1,000,000 rows, read and exported, each in a process of
 * its own; seconds per part, peak resident memory, and both by row, so that linear growth shows as equal numbers.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { openCourse } from "../../lib/studies/spotify/open.ts";
import { readTracks } from "../../lib/studies/spotify/read.ts";
import { papaRow, writeTable } from "../../lib/data/csv.ts";
import { exportPredictions } from "../../lib/data/prediction.ts";
import { BOMBS } from "../audio/hostile/bombs.ts";
import { mutants, type MutantsOptions, told } from "../trust/mutants.ts";

const line = (values: Record<string, unknown>) =>
  console.log(JSON.stringify({ bench: "hostile", ...values }));
const round = (value: number, digits = 2) => Number(value.toFixed(digits));

/** Reads so many damaged files and prints what became of them.
 * @returns how many answers were wrong */
async function damaged(what: string, options: MutantsOptions): Promise<number> {
  const refused: Record<string, number> = {}, start = performance.now();
  let accepted = 0, faults = 0, slowest = { seconds: 0, seed: 0 }, largest = { MB: 0, seed: 0 };
  for await (const verdict of mutants(options)) {
    const { answer, why = "?", fault, seconds, megabytes, seed } = verdict;
    if (answer === "accepted") accepted++;
    else refused[why] = (refused[why] ?? 0) + 1;
    if (fault) console.error(told(verdict)), faults++;
    if (seconds > slowest.seconds) slowest = { seconds: round(seconds, 3), seed };
    if ((megabytes ?? 0) > largest.MB) largest = { MB: megabytes!, seed };
  }
  const kinds = Object.entries(refused).sort(([, a], [, b]) => b - a);
  const seconds = round((performance.now() - start) / 1000, 1);
  line({
    ...{ what, ground: options.ground, mutants: options.count, first: options.first },
    ...{ accepted, refused: Object.fromEntries(kinds), faults, seconds, slowest, largest },
  });
  return faults;
}

/** The most memory that was resident at once, in MB; Linux tells. */
function peakMegabytes(): number | undefined {
  try {
    const status = Deno.readTextFileSync("/proc/self/status");
    return Math.round(Number(status.match(/VmHWM:\s*(\d+) kB/)![1]) / 1024);
  } catch {
    return undefined;
  }
}

async function measure(path: string, rows: number): Promise<void> {
  const clock = performance.now(), seconds = (since: number) => (performance.now() - since) / 1000;
  const tracks = readTracks(path, { as: "test" }),
    read = seconds(clock),
    readMegabytes = peakMegabytes();
  if (tracks.rows !== rows) throw new Error(`${tracks.rows} rows of ${rows}`);
  const predicted = tracks.texts("title").map((_, i) => i % 2 ? "pop" : "r&b"),
    before = performance.now();
  const out = join(path, "..", "out");
  const written = await exportPredictions(tracks, predicted, { out, nom: "NOM", what: "base" });
  const exported = seconds(before);
  line({
    ...{ what: "rows", rows, megabytes: round(Deno.statSync(path).size / 1e6, 0) },
    ...{ readSeconds: round(read), exportSeconds: round(exported) },
    ...{
      readMicrosecondsPerRow: round(1e6 * read / rows),
      exportMicrosecondsPerRow: round(1e6 * exported / rows),
    },
    ...{ readPeakMB: readMegabytes, peakMB: peakMegabytes() },
    peakKilobytesPerRow: round(1000 * (peakMegabytes() ?? NaN) / rows),
    exportedMB: round(Deno.statSync(written).size / 1e6, 0),
  });
}

/** A process for each size, or one would carry another's memory. */
async function grow(from: string): Promise<void> {
  const { table } = readTracks(join(from, "test.csv"), { as: "test" });
  for (const rows of [250_000, 500_000, 1_000_000]) {
    const folder = mkdtempSync(join(tmpdir(), "rows-")), path = join(folder, "test.csv");
    try {
      const [header, ...lines] = writeTable(table, table.cells, papaRow).split(/(?<=\n)/);
      const file = Deno.openSync(path, { create: true, write: true }), text = new TextEncoder();
      for (let at = -1; at < rows; at += 10_000) {
        const some = Array.from(
          { length: Math.min(10_000, rows - at) },
          (_, i) => at + i < 0 ? header : lines[(at + i) % lines.length],
        );
        for (let rest = text.encode(some.join("")); rest.length;) {
          rest = rest.subarray(file.writeSync(rest));
        }
      }
      file.close();
      const own = fileURLToPath(import.meta.url);
      const { code } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", "--no-check", own, "measure", path, String(rows)],
        stdout: "inherit",
        stderr: "inherit",
      }).output();
      if (code) line({ what: "rows", rows, failed: code });
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

const [part, ...rest] = Deno.args;
const first = Number(rest[0] ?? 1), judge = (path: string) => new URL(path, import.meta.url);
const count = (usual: number) => Number(rest[1] ?? usual);
const is = (name: string) => part === undefined || part === name;
if (part === "measure") await measure(rest[0], Number(rest[1]));
else {
  let faults = 0;
  if (is("sounds")) {
    const options = { judge: judge("../audio/hostile/sound_judge.ts"), first, limit: 60 };
    faults += await damaged("sounds", { ...options, count: count(2000), memory: 300 });
  }
  if (is("bombs")) {
    const bombs = { judge: judge("../audio/hostile/bomb_judge.ts"), limit: 120, memory: 1000 };
    for await (const verdict of mutants({ ...bombs, first: 0, count: Object.keys(BOMBS).length })) {
      const { fault, seed: _seed, ...bomb } = verdict;
      line({ what: "bombs", ...bomb });
      if (fault) console.error(told(verdict)), faults++;
    }
  }
  if (is("tags")) {
    const options = { judge: judge("../studies/tags/hostile/tags_judge.ts"), first, limit: 60 };
    faults += await damaged("tags", { ...options, count: count(1000), memory: 300 });
  }
  if (is("course") || is("rows")) {
    const course = await openCourse();
    if (course.origin === "sample") console.error("COURSE_DATA is not set: this is the sample");
    const read = (rows: number | null, count: number) =>
      damaged("course", {
        judge: judge("../studies/spotify/hostile/hostile_judge.ts"),
        ground: { from: course.dir, rows },
        ...{ first, count, limit: 30 },
      });
    if (is("course")) faults += await read(200, count(10_000)) + await read(null, 300);
    if (is("rows")) await grow(course.dir);
  }
  if (faults) process.exitCode = 1;
}
