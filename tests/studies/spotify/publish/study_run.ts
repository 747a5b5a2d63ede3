/** The whole study as a user starts it, for tests; each in a module of its own, so that they run side by side. */
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
