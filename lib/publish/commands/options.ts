/** The options of all commands in one table: by it command lines are read, and help is written. */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { InputError } from "../../core/errors.ts";
import { fileNamePart } from "../../data/mod.ts";
import { queueUrlWithoutPassword } from "../../experiments/runners/queue/connect.ts";
import { parseSeed, SESSION_VARIABLES } from "../session_variables.ts";
import type { DataPlace, Study } from "../study.ts";
import { ALL, namedStudy, studyNames } from "./studies.ts";

/** What the options of a study's command are about. */
type About = Pick<Study, "id" | "data">;

/** An option with a value. `read` gets undefined where it was left out. */
const value = <T>(
  takes: string,
  help: string | ((study?: About) => string),
  read: (text: string | undefined, id?: string) => T,
) => ({ type: "string" as const, takes, help: typeof help === "string" ? () => help : help, read });

const flag = (help: string) => ({
  type: "boolean" as const,
  takes: "",
  help: () => help,
  read: (given: boolean | undefined) => given === true,
});

/** Which files the folder of the data holds, and where it is looked for. */
function dataHelp(
  { variable, folder, sample, generator, files, optional = [] }: DataPlace,
): string {
  const names = [...files, ...optional], last = names.pop();
  const held = names.length ? `${names.join(", ")} and ${last}` : last;
  const then = sample || generator ? ", then the built-in sample" : "";
  return `folder with ${held}\n(default: ${variable}, then data/${folder}/${then})`;
}

const asGiven = (text: string | undefined) => text;

const OPTIONS = {
  data: value(
    "DIR",
    (study) => study ? dataHelp(study.data) : "folder of the study's data",
    asGiven,
  ),
  out: value(
    "DIR",
    (study) => `the study's folder of results (default: out/${study?.id ?? "STUDY"})`,
    (text, id = "") => resolve(text ?? join("out", id)),
  ),
  nom: value(
    "NAME",
    "your name in NAME_prediction_base.csv (default: NOM)",
    (text = "NOM") => fileNamePart(text),
  ),
  only: value(
    "03,05",
    "these notebooks alone",
    (text = "") => text.split(",").map((part) => part.trim()).filter(Boolean),
  ),
  seed: value("N", "seed of everything random (default: 1)", (text = "1") => parseSeed(text)),
  rows: value("N", "rows of a sample that is made by code, and no quick study", parseRows),
  quick: flag("fewer and shorter trainings (always so on the sample)"),
  fresh: flag("execute and train again, whatever is kept of earlier runs"),
  offline: flag("reach no network: a sentence model that is not here is not brought"),
  port: value("N", "serve on this port (default: the first free one from 8000 on)", parsePort),
  "no-serve": flag("build the files alone; site/index.html opens without a server too"),
  lang: value("fr|en", "language (default: fr)", (text = "fr") => text),
  author: value("NAME", "your name as it shall stand under the title", asGiven),
  affiliation: value("PLACE", "your university or company", asGiven),
  final: flag("hides the boxes where your own view is wanted"),
  float32: flag("its weights as they were trained, instead of rounded to 8 bits"),
  queue: value(
    "URL",
    "a queue, whose workers do the trainings: redis://HOST:PORT, or rediss:// with TLS\n(default: STUDY_QUEUE)",
    (text) => text === undefined ? undefined : queueUrlWithoutPassword(text),
  ),
  "password-file": value(
    "FILE",
    "file of the queue's password (default: STUDY_QUEUE_PASSWORD)",
    asGiven,
  ),
  board: flag("serves its jobs as pages on localhost, to look at only"),
  workers: value("N", "trainings at a time (default: one per core)", parseCount("workers")),
  "idle-exit": value("S", "ends after so many seconds without a job", parseCount("idle-exit")),
  debug: flag("show a stack trace when something fails"),
};

/** An option's name, without its dashes. */
export type OptionName = keyof typeof OPTIONS;

/** What a command line says, by options' names. */
export type Values<N extends OptionName> = { [K in N]: ReturnType<typeof OPTIONS[K]["read"]> };

/** What every command of a study takes, so that one line serves them all, after the first word. */
export const STUDY_OPTIONS = ["data", "out", "nom", "debug"] as const;

/** A command and the options that it takes. */
export interface CommandOptions<N extends OptionName> {
  /** As in `deno task NAME`. */
  readonly name: string;
  readonly does: string;
  readonly options: readonly N[];
  /** What else its help says, below the options. */
  readonly more?: string;
}

/** Reads a command line; prints the help where that is asked for.
 *
 * @param study whose command it is; none of a command that is of no study
 * @returns undefined where help was asked for
 * @throws {InputError} which names the option that is unknown, lacks its value or has one that cannot be
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const command = { name: "show", does: "shows it", options: ["only", "quick"] } as const;
 * assertEquals(readOptions(command, ["--only", "03, 05"]), { only: ["03", "05"], quick: false });
 * ```
 */
export function readOptions<N extends OptionName>(
  command: CommandOptions<N>,
  args: readonly string[],
  study?: About,
): Values<N> | undefined {
  const known = command.options.map((name) => [name, { type: OPTIONS[name].type }] as const);
  let given: Record<string, unknown>;
  try {
    const options = {
      ...Object.fromEntries(known),
      help: { type: "boolean", short: "h" } as const,
    };
    given = parseArgs({ args: [...args], options }).values;
  } catch (error) {
    if (error instanceof TypeError) {
      throw new InputError(`${error.message}\n\n${help(command, study)}`);
    }
    throw error;
  }
  if (given.help) {
    console.log(help(command, study));
    return undefined;
  }
  return Object.fromEntries(command.options.map((name) => {
    if (given[name] === "") {
      throw new InputError(`--${name}`, { found: "", expected: OPTIONS[name].takes });
    }
    return [name, OPTIONS[name].read(given[name] as never, study?.id)];
  })) as Values<N>;
}

/** The folders that any command's line names, whatever else is wrong with it: that, the command itself will say. */
export function namedFolders(args: readonly string[]): { out: string; data?: string } {
  const options = { out: { type: "string" }, data: { type: "string" } } as const;
  const { out, data } = parseArgs({ args: [...args], strict: false, options }).values;
  const text = (given: unknown) => typeof given === "string" && given ? given : undefined;
  const { id } = namedStudy(args);
  return { out: OPTIONS.out.read(text(out), id === ALL ? "" : id), data: text(data) };
}

/** Hands `--rows` on to the code that makes a sample, here and in the notebooks. */
export function tellRows(rows: number | undefined): void {
  if (rows !== undefined) Deno.env.set(SESSION_VARIABLES.rows, String(rows));
}

/** What `--help` prints. */
function help<N extends OptionName>(
  { name, does, options, more = "" }: CommandOptions<N>,
  study: About | undefined,
): string {
  const lines = options.map((option) => {
    const { takes, help } = OPTIONS[option];
    return [`--${option} ${takes}`.trimEnd(), help(study).split("\n")] as const;
  });
  const width = Math.max(...lines.map(([option]) => option.length)) + 2;
  const table = lines.map(([option, [first, ...rest]]) =>
    [`  ${option.padEnd(width)}${first}`, ...rest.map((line) => " ".repeat(width + 2) + line)]
      .join("\n")
  ).join("\n");
  const which = study ? ` [${studyNames().join("|")}]` : "";
  const title = `deno task ${name}${which} [options]    ${does}`;
  return [title, table, more].filter(Boolean).join("\n\n");
}

function parseRows(text: string | undefined): number | undefined {
  const rows = Number(text);
  if (text === undefined || /^\d+$/.test(text) && rows >= 50 && rows <= 1e6) {
    return text === undefined ? undefined : rows;
  }
  throw new InputError("--rows", { found: text, expected: "a number from 50 to 1000000" });
}

function parseCount(option: string): (text: string | undefined) => number | undefined {
  return (text) => {
    if (text === undefined) return undefined;
    if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
    throw new InputError(`--${option}`, { found: text, expected: "a whole number from 1" });
  };
}

function parsePort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw new InputError("--port", { found: text, expected: "a number from 1 to 65535" });
  }
  return port;
}
