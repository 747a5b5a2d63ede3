/** A catalogue at its full size, as JSON lines: the twin is written as a challenge's files by a process of its own, and read;
 * then a network learns 64 % of it. Or what ours gains over the benchmark on many tracks of the twin.
 *
 * deno task bench tags [tracks, 110854] [epochs, 20]
 * deno task bench tags gain [tracks, 60000]
 */
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { Rng } from "../../lib/core/rng.ts";
import { numeric } from "../../lib/features/mod.ts";
import { onFeatures } from "../../lib/models/mod.ts";
import { networkClassifier } from "../../lib/nn/mod.ts";
import { benchmark, correctedNet, fixed, inputsOf } from "../../lib/studies/tags/mod.ts";
import { openTags, partsOf, say, sideBySide, tagsOf } from "../../lib/studies/tags/mod.ts";
import { type TagAnswers, together, tokenNet, twin } from "../../lib/studies/tags/mod.ts";
import { saidGain } from "../../lib/evaluation/mod.ts";
import { processorSeconds } from "./processes.ts";

const [first = "110854", second] = Deno.args;
if (first === "gain") await gain(Number(second ?? 60_000));
else if (first === "write") write(second, Number(Deno.args[2]));
else await atFullSize(Number(first), Number(second ?? 20));

async function timed<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  const start = performance.now(), cpu = () => processorSeconds() ?? NaN, before = cpu();
  const result = await work(), round = (x: number) => Number(x.toFixed(1));
  const seconds = round((performance.now() - start) / 1000), processor = round(cpu() - before);
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024); // the most so far
  console.log(JSON.stringify({ bench: "tags", what, seconds, processor, megabytes }));
  return result;
}

async function atFullSize(tracks: number, epochs: number): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const own = fileURLToPath(import.meta.url), args = ["run", "-A", "--no-check", own];
    const writing = new Deno.Command(Deno.execPath(), {
      args: [...args, "write", folder, String(tracks)],
    });
    if (!(await writing.output()).success) throw new Error("the twin was not written");
    const { train } = await timed("read", () => openTags({ data: folder }));
    const parts = partsOf(train, new Rng("parts"));
    const network = { ...fixed(epochs, parts), layers: [512], dropout: .3 };
    const model = onFeatures(numeric({ missing: "keep" }), networkClassifier(network));
    await timed(`${epochs} epochs of a network`, () => model.fit(train, parts.learn, new Rng(1)));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The twin's tracks as a challenge hands them out. */
function write(folder: string, tracks: number): void {
  const { world: { tags, categories }, scores, tags: said } = twin({ rows: tracks });
  const columns = [...tags, ...categories.map(({ name }) => name)];
  const table = (name: string, names: readonly string[], values: Float32Array | Uint8Array) => {
    const file = Deno.openSync(join(folder, name), { write: true, create: true });
    const k = names.length, text = new TextEncoder();
    const put = (lines: string) => {
      for (let bytes = text.encode(lines); bytes.length > 0;) {
        bytes = bytes.subarray(file.writeSync(bytes));
      }
    };
    put(`ChallengeID,${names.join(",")}\n`);
    for (let i = 0; i < tracks; i++) {
      const row = Array.from(values.subarray(i * k, (i + 1) * k), (value) => +value.toFixed(6));
      put(`${i},${row.join(",")}\n`);
    }
    file.close();
  };
  table("train_X.csv", columns, scores);
  table("train_y.csv", tags, said);
}

/** The benchmark and the study's best on the same tracks; epochs as in its notebooks. */
async function gain(rows: number): Promise<void> {
  const { train, places } = await openTags({ rows });
  const parts = partsOf(train, new Rng("parts")), inputs = inputsOf(train);
  const models = {
    "own scores, corrected": correctedNet(train, parts, 12),
    "a token each": tokenNet(train, places, parts),
  };
  const answers: TagAnswers[] = [];
  for (const [name, network] of Object.entries(models)) {
    await timed(name, async () => {
      const model = onFeatures(inputs, networkClassifier(network));
      const fitted = await model.fit(train, parts.learn, new Rng(name));
      const part = async (rows: Int32Array) => ({
        y: tagsOf(train, rows),
        p: await fitted.predictProba(train, rows),
      });
      answers.push({ name, tune: await part(parts.tune), judge: await part(parts.judge) });
    });
  }
  const base = await benchmark(train, parts), ours = together("ours", answers);
  console.log(JSON.stringify(sideBySide([base, ...answers, ours])));
  const { y } = base.judge, said = say(base, "a cut per tag, F1"), mine = say(ours, "plug-in");
  for (const score of ["weightedF1", "macroF1"] as const) {
    console.log(JSON.stringify(saidGain(score, y, mine, said, new Rng(score), { score })));
  }
}
