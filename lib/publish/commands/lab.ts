/** `deno task lab`: opens a study's first notebook in JupyterLab, with everything set: our kernel, trust in the
 * notebooks, no question about news, updates or builds (lab_settings/). A user's own settings go before ours. */
import { join, relative, resolve } from "node:path";
import { InputError } from "../../core/errors.ts";
import { PROJECT_ROOT } from "../../core/places.ts";
import { notebooksFolder, notebooksOf } from "../notebook/notebooks.ts";
import { runCommand } from "./command.ts";
import { describeFindings, examine } from "./doctor.ts";
import { findLab } from "./find_lab.ts";
import { installKernel } from "./install.ts";
import { loadStudy, namedStudy } from "./studies.ts";

/** JupyterLab's arguments for a study: its first notebook open, the whole project beside it.
 *
 * @param given what else the user asks of JupyterLab; goes before ours
 * @throws {InputError} when the study has no notebook */
export function labArguments(id: string, given: readonly string[], root = PROJECT_ROOT): string[] {
  const folder = notebooksFolder(root, id), [first] = notebooksOf(folder);
  if (!first) throw new InputError("the study has no notebook", { file: folder });
  const address = ["lab", "tree", ...relative(root, join(folder, first)).split(/[\\/]/)];
  return [
    `--ServerApp.root_dir=${root}`,
    `--LabApp.default_url=/${address.map(encodeURIComponent).join("/")}`,
    `--LabApp.app_settings_dir=${join(import.meta.dirname!, "lab_settings")}`,
    ...given,
  ];
}

/** Notebooks whose pictures and tables may act when they are opened: ours, and those that `study` executed. */
function trusted(id: string): string[] {
  const executed = join(PROJECT_ROOT, "out", id, "notebooks");
  return [notebooksFolder(PROJECT_ROOT, id), executed].flatMap((folder) =>
    notebooksOf(folder).map((name) => join(folder, name))
  );
}

/** The folder that `--data` names, and the other options. */
function withoutData(options: readonly string[]): { data?: string; given: string[] } {
  const given = options.filter((option) => option !== "--debug");
  const at = given.findIndex((option) => /^--data(=|$)/.test(option));
  if (at < 0) return { given };
  const [, inOne] = given[at].match(/^--data=(.*)/) ?? [];
  const [, next] = given.splice(at, inOne === undefined ? 2 : 1), named = inOne ?? next;
  if (!named) throw new InputError("--data", { found: named, expected: "DIR" });
  return { data: resolve(named), given };
}

const HELP = `deno task lab [STUDY] [OPTIONS]: opens the study's first notebook in JupyterLab

  --data DIR  folder of the study's data

What is neither goes to JupyterLab, such as --port=9000, --no-browser or --allow-root; jupyter lab
--help names the rest. KERNEL_TYPES=off in the environment turns type warnings off.`;

if (import.meta.main) {
  await runCommand(async (args) => {
    if (args.some((arg) => arg === "--help" || arg === "-h")) return console.log(HELP);
    const { id, options } = namedStudy(args), { data, given } = withoutData(options);
    const study = await loadStudy(id), open = labArguments(id, given);
    const { lab: [program, ...first], trust: [truster, ...more] } = await findLab();
    const trusting = new Deno.Command(truster, {
      args: [...more, ...trusted(id)],
      ...{ stdout: "null", stderr: "null" },
    }).output().catch(() => undefined); // without it, tables are plain until a cell is run
    const [{ warning }, findings] = await Promise.all([
      installKernel(),
      examine(study, { data }),
      trusting,
    ]);
    if (warning) console.log(`Note: ${warning}`);
    const missing = findings.filter(({ found, inNotebooks }) => inNotebooks && found === undefined);
    if (missing.length) console.log(describeFindings(missing));
    const lab = new Deno.Command(program, {
      args: [...first, ...open],
      cwd: PROJECT_ROOT,
      env: data ? { [study.data.variable]: data } : {}, // its kernels inherit it
    }).spawn();
    // Ctrl+C goes to JupyterLab too: let it end in its own way
    Deno.addSignalListener("SIGINT", () => {});
    if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", () => lab.kill());
    Deno.exitCode = (await lab.status).code;
  });
}
