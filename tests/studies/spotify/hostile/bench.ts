/** How the course's files are read when they are damaged, and how time and memory grow with the rows; JSON lines.
 *
 * deno run -A tests/bench/hostile.ts [mutants|rows] [first seed]
 *
 * `mutants`: 10,000 slices of 200 rows and 300 whole files, each damaged by its seed, read by `openCourse` and held
 * against a second reading. A fault is printed with its seed; the exit code is then 1.
 * `rows`: test.csv over and over up to 250,000, 500,000 and 1,000,000 rows, read and exported, each in a process of
 * its own; seconds per part, peak resident memory, and both by row, so that linear growth shows as equal numbers.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { openCourse } from "../../../../lib/studies/spotify/open.ts";
import { readTracks } from "../../../../lib/studies/spotify/read.ts";
import { papaRow, writeTable } from "../../../../lib/data/csv.ts";
import { exportPredictions } from "../../../../lib/data/prediction.ts";
import { mutants, told } from "./mutants.ts";

const line = (values: Record<string, unknown>) =>
  console.log(JSON.stringify({ bench: "hostile", ...values }));
const round = (value: number, digits = 2) => Number(value.toFixed(digits));

async function damaged(from: string, rows: number, count: number, first: number): Promise<number> {
  const refused: Record<string, number> = {}, start = performance.now();
  let accepted = 0, faults = 0, worst = { seconds: 0, seed: 0 };
  for await (const verdict of mutants({ from, rows, first, count, limit: 30 })) {
    const { answer, why = "?", fault, seconds, seed } = verdict;
    if (answer === "accepted") accepted++;
    else refused[why] = (refused[why] ?? 0) + 1;
    if (fault) console.error(told(verdict, rows)), faults++;
    if (seconds > worst.seconds) worst = { seconds, seed };
  }
  const kinds = Object.entries(refused).sort(([, a], [, b]) => b - a);
  line({
    ...{
      what: "mutants",
      rows: Number.isFinite(rows) ? rows : "whole files",
      mutants: count,
      first,
    },
    ...{ accepted, refused: Object.fromEntries(kinds), faults },
    ...{
      seconds: round((performance.now() - start) / 1000, 1),
      worstSeconds: round(worst.seconds, 3),
    },
    worstSeed: worst.seed,
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
if (part === "measure") await measure(rest[0], Number(rest[1]));
else {
  const course = await openCourse(), first = Number(rest[0] ?? 1);
  if (course.origin === "sample") console.error("COURSE_DATA is not set: this is the sample");
  let faults = 0;
  if (part !== "rows") {
    faults += await damaged(course.dir, 200, 10_000, first);
    faults += await damaged(course.dir, Infinity, 300, first);
  }
  if (part !== "mutants") await grow(course.dir);
  if (faults) process.exitCode = 1;
}
