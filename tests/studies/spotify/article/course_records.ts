/** The records of the course's study as commit 317c7df left them, brought to the form that records have now. They lie
 * outside of the repository, beside the article that was made of them. */
import { gunzipSync } from "fflate";
import { canonicalJson } from "../../../../lib/experiments/runs/canonical.ts";
import {
  formatRun,
  type Label,
  parseRun,
  type Run,
  runId,
} from "../../../../lib/experiments/runs/record.ts";
import { SOURCES } from "../../../../lib/studies/spotify/article/facts/sources.ts";

/** Every record of the course's study, as it would be recorded now. */
export async function courseRuns(archive: string): Promise<Run[]> {
  const files = untar(gunzipSync(await Deno.readFile(archive)));
  return Object.entries(files).filter(([name]) => name.endsWith(".json")).map(([, text]) => {
    const read = JSON.parse(text) as Run & { format: number };
    // parseRun would ask for the id, which depends on the folder that models then lay in
    const id = runId(read), old = parseRun(formatRun({ ...read, id }), id) as Run;
    const { protocol: _, ...split } = (old.split ?? {}) as Record<string, unknown>;
    const [startAccuracy] = old.curve?.["look: accuracy"] ?? [];
    const curve = old.curve && Object.fromEntries(
      Object.entries(old.curve).map(([name, values]) => [name.replace("look: ", "eval: "), values]),
    );
    const scores = startAccuracy === undefined ? old.scores : { ...old.scores, startAccuracy };
    const run = { ...old, scores, curve, split: old.split && split, label: labelOf(old) };
    return { ...run, id: runId(run) };
  });
}

/** The files of an archive as text, by name. */
function untar(bytes: Uint8Array): Record<string, string> {
  const text = (from: number, length: number) =>
    new TextDecoder().decode(bytes.subarray(from, from + length)).replace(/\0.*$/s, "");
  const files: Record<string, string> = {};
  for (let at = 0; at + 512 <= bytes.length && text(at, 100);) {
    const size = parseInt(text(at + 124, 12), 8) || 0;
    files[text(at, 100)] = new TextDecoder().decode(bytes.subarray(at + 512, at + 512 + size));
    at += 512 * (1 + Math.ceil(size / 512));
  }
  return files;
}

const STEPS: Readonly<Record<string, string>> = {
  "03 under-fit, fit, over-fit": "fates",
  "03 batch size": "batchSize",
  "03 depth and width": "layers",
  "03 optimiser and rate": "optimiser, learningRate",
  "03 schedule": "schedule, learningRate",
  "03 activation and initialisation": "activation, initialisation",
  "03 inputs": "inputs",
  "03 embeddings": "embedding",
  "03 the published grid": "published grid",
  "03 our search": "search",
  "03 random hold-out": "random hold-out",
  "03 chosen network": "chosen",
  "06 where to start": "start",
  "06 how to go on": "onward",
  "06 forgetting": "forgetting",
  "06 share of new tracks": "newShare",
  "06 with titles and albums": "withTexts",
};

const VARIANTS: Readonly<Record<string, readonly [step: string, variant: string]>> = {
  "04 trees: 13 quantities, year": ["trees", "quantities"],
  "04 + genres of the date, the audio": ["trees", "shared"],
  "04 + genres of 25 neighbours": ["trees", "neighbours"],
  "04 + counted by subgenre": ["trees", "subgenres"],
  "04 + subgenres learnt": ["trees", "subgenresLearnt"],
  "04 network: 13 quantities, year": ["networks", "quantities"],
  "04 + genres of other tracks": ["networks", "evidence"],
  "04 + periodic embedding": ["networks", "embedding"],
  "04 + subgenres learnt ": ["networks", "subgenresLearnt"],
  "04 + playlists learnt": ["networks", "playlistsLearnt"],
  "04 + averaged weights": ["networks", "averagedWeights"],
  "04 + TabM, 4 members": ["networks", "members"],
  "05 both, vectors": ["readers", "bothVectors"],
  "05 both, n-grams": ["readers", "bothNgrams"],
  "05 both, n-grams and vectors": ["readers", "bothAveraged"],
  "05 sound alone": ["fusions", "sound"],
  "05 early": ["fusions", "early"],
  "05 towers": ["fusions", "towers"],
  "05 gated": ["fusions", "gated"],
  "05 averaged": ["fusions", "averaged"],
  "05 stacked": ["fusions", "stacked"],
  "05 without texts by album": ["albumsApart", "withoutTexts"],
  "05 with texts by album": ["albumsApart", "withTexts"],
};

/** What each trick of the ablation changed. */
const TRICKS: Readonly<Record<string, Record<string, unknown>>> = {
  "batch norm": { batchNorm: true },
  "dropout": { dropout: .3 },
  "weight decay": { optimiser: "adamw", weightDecay: .05 },
  "clipping": { clipNorm: 1 },
  "early stopping": { patience: 8, restoreBest: true },
  "label smoothing": { labelSmoothing: .1 },
  "cosine, warm-up": { schedule: "cosine", warmup: 2 },
  "mixup": { mixup: .2 },
  "noise": { inputNoise: .1 },
  "class weights": { classWeights: "balanced" },
};

function labelOf({ part, name, settings, split }: Run): Label | undefined {
  const { group, genres } = (split ?? {}) as { group?: string; genres?: number };
  if (part === "02" && (name === "average" || name === "stack")) {
    return { step: "blend", variant: name };
  }
  if (part === "02" && genres === 6) return { step: "six" };
  if (part === "04" && name === "ablation") return { step: "ablation", ...usedBy(settings) };
  const known = part === "05" && group ? `${part} ${name} by ${group}` : `${part} ${name}`;
  const [step, variant] = VARIANTS[known] ?? [STEPS[`${part} ${name}`]];
  const source = name.replace("+ ", "");
  if (part === "05" && (SOURCES as readonly string[]).includes(source)) {
    return { step: group ? "apart" : "ladder", variant: source };
  }
  const { start } = settings as { start?: string };
  return step === undefined ? undefined : { step, variant: variant ?? start };
}

/** Which tricks of the ablation a training used. */
function usedBy(settings: Run["settings"]): Label {
  const same = (a: unknown, b: unknown) => canonicalJson(a ?? null) === canonicalJson(b);
  const names = Object.keys(TRICKS), keys = (name: string) => Object.keys(TRICKS[name]).join(", ");
  const used = names.filter((name) =>
    Object.entries(TRICKS[name]).every(([key, value]) => same(settings[key], value))
  );
  const unused = names.filter((name) => !used.includes(name));
  if (used.length === 0) return { variant: "none" };
  if (unused.length === 0) return { variant: "all" };
  if (used.length === 1) return { variant: used[0], trick: keys(used[0]) };
  return { variant: `all but ${unused[0]}`, trick: keys(unused[0]) };
}
