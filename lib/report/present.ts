/** `deno task present`: builds the site of a study's results and serves it on this machine. */
import { parseArgs } from "node:util";
import { join, relative, resolve } from "node:path";
import { InputError } from "../core/errors.ts";
import { runCommand } from "../notebook/command.ts";
import { buildLive } from "../studies/spotify/live/build.ts";
import { buildSite, type BuiltSite, type MakeLive } from "./site/build.ts";
import { serve } from "./site/serve.ts";

const HELP =
  `deno task present [options]    shows the study's results as pages and slides, on localhost

  --out DIR     the study's folder of results (default: out); the site goes to DIR/site
  --data DIR    the study's data, from which the live page's network learns (default: as the study finds them)
  --port N      serve on this port (default: the first free one from 8000 on)
  --no-serve    build the files alone; DIR/site/index.html opens without a server too
  --debug       show a stack trace when something fails`;

interface Options {
  out: string;
  data?: string;
  port?: number;
  serve: boolean;
}

function parseOptions(args: string[]): Options | undefined {
  const flag = { type: "boolean", default: false } as const;
  try {
    const { values } = parseArgs({
      args,
      options: {
        out: { type: "string", default: "out" },
        data: { type: "string" },
        port: { type: "string" },
        "no-serve": flag,
        debug: flag,
        help: { ...flag, short: "h" },
      },
    });
    if (values.help) return undefined;
    return {
      out: resolve(values.out),
      data: values.data,
      port: parsePort(values.port),
      serve: !values["no-serve"],
    };
  } catch (error) {
    if (error instanceof TypeError) throw new InputError(`${error.message}\n\n${HELP}`);
    throw error;
  }
}

function parsePort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw new InputError("--port", { found: text, expected: "a number from 1 to 65535" });
  }
  return port;
}

/** Builds the site of an out folder, the live page too; training its network is said.
 * @param data the folder of the study's data, as for `openCourse` */
export function buildWhole(out: string, data?: string): Promise<BuiltSite> {
  const live: MakeLive = (fingerprint) => buildLive({ out, fingerprint, data, say: console.log });
  return buildSite(out, { live });
}

/** What was built, in a few lines; files that were left out are named. */
export function describeSite({ folder, pages, bytes, leftOut }: BuiltSite): string {
  const short = relative(Deno.cwd(), folder), shown = short.startsWith("..") ? folder : short;
  const size = (bytes / 1e6).toFixed(1);
  return [
    `Site: ${pages} pages and decks, ${size} MB: ${join(shown, "index.html")}`,
    ...leftOut.slice(0, 10).map(({ file, why }) => `  left out: ${file} ${why}`),
    ...(leftOut.length > 10 ? [`  and ${leftOut.length - 10} more (all on the start page)`] : []),
  ].join("\n");
}

if (import.meta.main) {
  await runCommand(async (args) => {
    const options = parseOptions(args);
    if (!options) return console.log(HELP);
    const site = await buildWhole(options.out, options.data);
    console.log(describeSite(site));
    if (!options.serve) return;
    const { url, finished } = serve(site.folder, options);
    console.log(`Open ${url} (slides: ${url}slides/). Ctrl+C ends it.`);
    await finished;
  });
}
