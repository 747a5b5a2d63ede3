/** jsr.io played on this machine, as far as @std/csv goes: its files are stand-ins of our own with its interface. */
import { createHash } from "node:crypto";

/** A registry at work, or something that only looks like one. `close()` it (`await using` does). */
export interface Registry extends AsyncDisposable {
  /** For `JSR_URL`. */
  readonly url: string;
  /** The paths that were asked for. */
  readonly asked: readonly string[];
}

/** What the stand-in does beside its work: a reader of the same process finds it under `globalThis`. */
export const MARK = "writtenByPlayedStdCsv";

/** A package of several files, as the real one is, whose door also leads to what the export does not need. */
export const PLAYED: Readonly<Record<string, string>> = {
  "/mod.ts": `export * from "./stringify.ts";\nexport * from "jsr:@std/streams@^1/not-played";\n`,
  "/stringify.ts": `// Stand-in for tests.
import { quoted, type Separator } from "./_quoted.ts";
export { quoted };

/**
 * @example
 * import { stringify } from "@std/csv/stringify";
 */
export function stringify(
  data: readonly (readonly string[])[],
  { separator = "," }: { separator?: Separator } = {},
): string {
  (globalThis as Record<string, unknown>)["${MARK}"] = true;
  return data.map((row) => row.map((cell) => quoted(cell, separator)).join(separator) + "\\r\\n").join("");
}
`,
  "/_quoted.ts": `export type Separator = string;
export const quoted = (cell: string, separator: Separator): string =>
  cell.includes(separator) || /["\\n]/.test(cell) ? '"' + cell.replaceAll('"', '""') + '"' : cell;
`,
};

/** The part of jsr.io's answers that a client needs.
 *
 * @param options.files by their paths in the package
 * @param options.versions that are told beside 1.0.6, which has the files
 * @param options.spoil changes a file on its way, after its checksum was taken
 * @see https://jsr.io/docs/api
 */
export function playJsr(
  { files = PLAYED, versions = {}, exports, spoil = (text) => text }: {
    files?: Readonly<Record<string, string>>;
    versions?: Readonly<Record<string, { yanked?: boolean }>>;
    exports?: Readonly<Record<string, string>>;
    spoil?: (text: string) => string;
  } = {},
): Registry {
  const asked: string[] = [], base = "/@std/csv/", version = "1.0.6";
  const checksum = (text: string) => `sha256-${createHash("sha256").update(text).digest("hex")}`;
  const manifest = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, {
      size: new TextEncoder().encode(text).length,
      checksum: checksum(text),
    }]),
  );
  const meta: Record<string, unknown> = {
    [`${base}meta.json`]: {
      ...{ scope: "std", name: "csv", latest: version },
      versions: { [version]: {}, "1.0.5": {}, "0.224.3": {}, "1.1.0-rc.1": {}, ...versions },
    },
    [`${base}${version}_meta.json`]: {
      manifest,
      exports: exports ?? { ".": "./mod.ts", "./stringify": "./stringify.ts" },
    },
  };
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, ({ url }) => {
    const { pathname } = new URL(url), file = files[pathname.slice(`${base}${version}`.length)];
    asked.push(pathname);
    if (meta[pathname]) return Response.json(meta[pathname]);
    if (file === undefined) return new Response("not found", { status: 404 });
    return new Response(spoil(file), { headers: { "content-type": "text/typescript" } });
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}/`,
    asked,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

/** A host that takes every connection and never answers; or, where `drops`, one whose queue is full, so that
 * packets are dropped before there is a connection. */
export async function playSilence({ drops = false } = {}): Promise<Registry> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0, tcpBacklog: drops ? 1 : 100 });
  const { port } = listener.addr as Deno.NetAddr, waiting: Deno.Conn[] = [];
  if (drops) {
    for (let i = 0; i < 2; i++) waiting.push(await Deno.connect({ hostname: "127.0.0.1", port }));
  }
  return {
    url: `http://127.0.0.1:${port}/`,
    asked: [],
    [Symbol.asyncDispose]: () => {
      for (const connection of waiting) connection.close();
      listener.close();
      return Promise.resolve();
    },
  };
}
