import { join } from "node:path";
import { PROJECT_ROOT } from "../../../../lib/core/places.ts";
import { assert, assertEquals } from "../../../assert.ts";

const sample = join(PROJECT_ROOT, "data", "sample");

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the study command as a user would, without the notebooks' own time where it fails early. */
async function study(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "lib/publish/commands/study.ts", ...args],
    cwd: PROJECT_ROOT,
    env: { NO_COLOR: "1", COURSE_DATA: "", ...env },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** A copy of the sample with one file changed, and an out folder that holds an earlier result. */
async function broken(file: string, change: (text: string) => string | Uint8Array) {
  const folder = await Deno.makeTempDir(), out = join(folder, "out");
  for (const name of ["train.csv", "test.csv", "data_EDM_full.csv"]) {
    await Deno.copyFile(join(sample, name), join(folder, name));
  }
  const changed = change(await Deno.readTextFile(join(folder, file)));
  if (typeof changed === "string") await Deno.writeTextFile(join(folder, file), changed);
  else await Deno.writeFile(join(folder, file), changed);
  await Deno.mkdir(out);
  await Deno.writeTextFile(join(out, "NOM_prediction_base.csv"), "earlier");
  return { folder, out };
}

/** The study on a broken file ends with code 1 and one clear message, and leaves results alone. */
function refuses(
  what: string,
  file: string,
  change: (text: string) => string | Uint8Array,
  ...parts: string[]
) {
  Deno.test(`the study refuses ${what}, says where, and leaves earlier results alone`, async () => {
    const { folder, out } = await broken(file, change);
    try {
      const { code, stderr } = await study(["--data", folder, "--out", out]);
      assertEquals(code, 1);
      for (const part of [file, ...parts]) {
        assert(stderr.includes(part), `${part} is not in: ${stderr}`);
      }
      assert(!/\n\s+at /.test(stderr), `a stack trace: ${stderr}`);
      assertEquals([...Deno.readDirSync(out)].map((entry) => entry.name), [
        "NOM_prediction_base.csv",
      ]);
      assertEquals(await Deno.readTextFile(join(out, "NOM_prediction_base.csv")), "earlier");
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

/** The text with one cell replaced; rows as a person counts them, the header being row 1. */
const withCell = (row: number, column: string, value: string) => (text: string): string => {
  const lines = text.split("\n"), at = lines[0].split("\t").indexOf(column);
  const cells = lines[row - 1].split("\t");
  cells[at] = value;
  lines[row - 1] = cells.join("\t");
  return lines.join("\n");
};

refuses(
  "a word for a number",
  "train.csv",
  withCell(40, "tempo", "fast"),
  "row 40",
  "tempo",
  "fast",
);
refuses(
  "a number that is not finite",
  "test.csv",
  withCell(9, "energy", "1e999"),
  "row 9",
  "energy",
  "1e999",
);
refuses(
  "a missing column",
  "train.csv",
  (text) => text.replace("playlist_genre", "genre"),
  "playlist_genre",
);
refuses(
  "a row cut short",
  "data_EDM_full.csv",
  (text) => text.trimEnd().replace(/\t[^\t]*$/, ""),
  "too short",
);
refuses(
  "a file without header",
  "test.csv",
  (text) => text.slice(text.indexOf("\n") + 1),
  "no header",
);
refuses(
  "a single genre",
  "train.csv",
  (text) => {
    const lines = text.trimEnd().split("\n"), at = lines[0].split("\t").indexOf("playlist_genre");
    return [lines[0], ...lines.slice(1).filter((line) => line.split("\t")[at] === "rock")].join(
      "\n",
    );
  },
  "one class only",
);
refuses("a binary file", "train.csv", () => Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0, 0xff, 0xfe));
refuses("another encoding", "test.csv", (text) => {
  const bytes = new TextEncoder().encode(text);
  bytes[bytes.indexOf(10) + 3] = 0xe9;
  return bytes;
}, "UTF-8");

Deno.test("the study says which file is missing", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const { code, stderr } = await study(["--data", folder, "--out", join(folder, "out")]);
    assertEquals(code, 1);
    assert(stderr.includes("train.csv") && stderr.includes("no such file"), stderr);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("the study refuses an out folder that cannot be one", async () => {
  const { code, stderr } = await study(["--out", join(PROJECT_ROOT, "README.md", "out")]);
  assertEquals(code, 1);
  assert(stderr.includes("README.md") && stderr.includes("cannot be written"), stderr);
});

Deno.test("options that do not exist, and values that cannot be, are named with the help", async () => {
  for (
    const [args, part] of [
      [["--sead", "3"], "--sead"],
      [["--seed", "soon"], "soon"],
      [["--only", "77"], "77"],
      [["--nom", ".."], "--nom"],
    ] as const
  ) {
    const { code, stderr } = await study([...args]);
    assertEquals(code, 1);
    assert(stderr.includes(part), `${part} is not in: ${stderr}`);
  }
});

Deno.test("--help names every option and ends well", async () => {
  const { code, stdout } = await study(["--help"]);
  assertEquals(code, 0);
  const options = ["data", "out", "nom", "only", "seed", "quick", "fresh", "debug"];
  for (const option of options) assert(stdout.includes(`--${option}`), option);
});

Deno.test("--debug shows the stack trace", async () => {
  const { code, stderr } = await study(["--data", "/nowhere", "--debug"]);
  assertEquals(code, 1);
  assert(/\n\s+at /.test(stderr), stderr);
});
