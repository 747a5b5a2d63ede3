/** The whole study as a user starts it, for tests; each in a module of its own, so that they run side by side. */
import { join } from "node:path";
import { PROJECT_ROOT } from "../../../../lib/core/places.ts";
import { readTracks } from "../../../../lib/studies/spotify/read.ts";
import { assertEquals } from "../../../assert.ts";

/** Runs the study into a folder of its own and hands that to `look`.
 *
 * @param options.prefix a program that runs the study, with its arguments */
export async function study(
  args: string[],
  look: (out: string, stdout: string) => Promise<void>,
  { data = "data/sample", prefix = [] }: { data?: string; prefix?: readonly string[] } = {},
): Promise<void> {
  const out = await Deno.makeTempDir();
  const study = [Deno.execPath(), "task", "study", "--offline", "--out", out, "--data", data];
  const [program, ...rest] = [...prefix, ...study, ...args];
  try {
    const { code, stdout, stderr } = await new Deno.Command(program, {
      args: rest,
      cwd: PROJECT_ROOT,
      env: { NO_COLOR: "1" },
    }).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    assertEquals(code, 0, text(stdout) + text(stderr));
    await look(out, text(stdout));
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}

/** The cells of a table. */
export const cells = (path: string) => readTracks(path).table.cells;

/** The header, and so many of the sample's rows, evenly picked; of each value of `by` as many. */
async function someRows(file: string, count: number, by?: string): Promise<string> {
  const text = await Deno.readTextFile(join(PROJECT_ROOT, "data", "sample", file));
  const [header, ...lines] = text.trimEnd().split("\n");
  const names = header.split("\t"),
    whole = lines.filter((line) => !line.includes('"') && line.split("\t").length === names.length);
  const of = (line: string) => by ? line.split("\t")[names.indexOf(by)] : "";
  const groups = [...Map.groupBy(whole, of).values()];
  const each = count / groups.length;
  const picked = groups.flatMap((group) =>
    Array.from({ length: each }, (_, i) => group[Math.floor(i * group.length / each)])
  );
  return [header, ...picked].join("\n") + "\n";
}

/** A folder of the course's three files with so many rows of the sample, of each genre as many. Remove it in the end. */
export async function partOfSample(
  { train, test, edm }: { train: number; test: number; edm: number },
): Promise<string> {
  const data = await Deno.makeTempDir();
  const write = (file: string, text: string) => Deno.writeTextFile(join(data, file), text);
  await write("train.csv", await someRows("train.csv", train, "playlist_genre"));
  await write("test.csv", await someRows("test.csv", test));
  await write("data_EDM_full.csv", await someRows("data_EDM_full.csv", edm));
  return data;
}
