/** What two machines must share so that one training gives both the same numbers. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { matrix } from "../../../core/matrix.ts";
import { hasNativeRuntime } from "../../../core/onnx_runtime.ts";
import { PROJECT_ROOT } from "../../../core/places.ts";
import { Rng } from "../../../core/rng.ts";
import { canonicalJson, shortHash } from "../../runs/canonical.ts";
import { codeOf } from "../../runs/code.ts";
import type { Settings } from "../../runs/record.ts";
import { trial } from "../../search/trial.ts";
import { TRIALS, type Trials } from "./trials.ts";

/** Code and rounding of a machine. */
export interface Release {
  /** A hash of all trials with what they import, and of deno.lock. */
  readonly code: string;
  /** A hash of how the engines round that every machine has: the fused one and tfjs. */
  readonly plain: string;
  /** The same, and how ONNX Runtime's addon rounds, or that it is not here. */
  readonly every: string;
}

let rounded: Promise<Pick<Release, "plain" | "every">> | undefined;

/** This machine's. How it rounds is worked out once, in half a second. */
export async function release(trials: Trials = TRIALS): Promise<Release> {
  const lock = readFileSync(join(PROJECT_ROOT, "deno.lock"), "utf8");
  const code = shortHash(codeOf(...Object.values(trials)) + lock);
  return { code, ...await (rounded ??= roundings()) };
}

async function roundings(): Promise<Pick<Release, "plain" | "every">> {
  const plain = [await rounding("wasm"), await rounding("tfjs")];
  const addon = await hasNativeRuntime() ? await rounding("graph") : "no addon";
  return { plain: shortHash(plain.join(" ")), every: shortHash([...plain, addon].join(" ")) };
}

/** A hash of a small training's numbers: machines that round in another way (relaxed SIMD with or without a fused
 * multiply-add) have another one. */
async function rounding(engine: string): Promise<string> {
  const rng = new Rng(1), names = ["a", "b", "c", "d", "e", "f"], classes = ["p", "q"];
  const part = () => {
    const x = matrix(256, names).data.map(() => rng.normal()), y = new Int32Array(256);
    for (let i = 0; i < y.length; i++) y[i] = x[6 * i] + x[6 * i + 1] > 0 ? 1 : 0;
    return { x: matrix(256, names, x), y: { codes: y, classes } };
  };
  const data = { train: part(), validation: part() };
  const settings = { layers: [32, 16], epochs: 3, batchSize: 32, dropout: .1, engine };
  const { scores, curve = {} } = await trial({ settings, seed: 1 }, data);
  const timeless = Object.entries({ ...scores, ...curve }).filter(([name]) =>
    !/seconds$/i.test(name)
  );
  return shortHash(canonicalJson(JSON.parse(JSON.stringify(Object.fromEntries(timeless)))));
}

/** Queues of jobs: those that any engine may do, and those whose settings ask for one that every machine has. */
export const queueNames = ({ code, plain, every }: Release): { plain: string; every: string } => ({
  plain: `study-${shortHash(`${code} ${plain} plain`)}`,
  every: `study-${shortHash(`${code} ${every}`)}`,
});

/** The queue of a job. */
export const queueOf = (settings: Settings, release: Release): string =>
  queueNames(release)[settings.engine === "wasm" || settings.engine === "tfjs" ? "plain" : "every"];
