/** A small server for the site's files, on this machine alone. */
import { getMimeType } from "hono/utils/mime";
import { InputError } from "../../core/errors.ts";

/** Answers with a file below `folder`, or the part of it that is asked for, or with 404; a path that would leave the
 * folder finds nothing.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const answer = await fileResponse(new Request("http://x/../deno.json"), "/nowhere");
 * assertEquals(answer.status, 404);
 * ```
 */
export async function fileResponse(request: Request, folder: string): Promise<Response> {
  const missing = () => new Response("Not found", { status: 404 });
  if (request.method !== "GET" && request.method !== "HEAD") {
    return new Response("Only GET", { status: 405 });
  }
  let path: string;
  try {
    path = decodeURIComponent(new URL(request.url).pathname);
  } catch {
    return missing();
  }
  if (path.includes("\0") || path.split(/[/\\]/).includes("..")) return missing();
  if (path.endsWith("/")) path += "index.html";
  try {
    const file = folder + path;
    if ((await Deno.stat(file)).isDirectory) {
      return Response.redirect(new URL(`${new URL(request.url).pathname}/`, request.url), 301);
    }
    const headers = {
      "content-type": getMimeType(file) ?? "application/octet-stream",
      "cache-control": "no-cache", // the site is rebuilt under its reader's eyes
      "accept-ranges": "bytes", // or no browser jumps within a sound
    };
    if (request.method === "HEAD") return new Response(null, { headers });
    const bytes = await Deno.readFile(file);
    const [, first, last] = request.headers.get("range")?.match(/^bytes=(\d+)-(\d*)$/) ?? [];
    if (first === undefined) return new Response(bytes, { headers });
    const from = Number(first), to = Math.min(bytes.length, last ? Number(last) + 1 : Infinity);
    if (from >= to) {
      return new Response(null, {
        status: 416,
        headers: { "content-range": `bytes */${bytes.length}` },
      });
    }
    return new Response(bytes.subarray(from, to), {
      status: 206,
      headers: { ...headers, "content-range": `bytes ${from}-${to - 1}/${bytes.length}` },
    });
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
      return missing();
    }
    throw error;
  }
}

/** A running server. */
interface Serving {
  readonly url: string;
  readonly port: number;
  readonly finished: Promise<void>;
  stop(): Promise<void>;
}

/** Serves a folder on 127.0.0.1.
 *
 * @param wanted.port that very port, or an error; without it the first free one of 8000–8019
 * @throws {InputError} when the port is in use, or may not be used */
export function serve(folder: string, wanted: { port?: number } = {}): Serving {
  const ports = wanted.port === undefined
    ? Array.from({ length: 20 }, (_, i) => 8000 + i)
    : [wanted.port];
  for (const port of ports) {
    try {
      const server = Deno.serve(
        { hostname: "127.0.0.1", port, onListen() {} },
        (request) => fileResponse(request, folder),
      );
      const own = server.addr.port;
      const url = `http://localhost:${own}/`;
      return { url, port: own, finished: server.finished, stop: () => server.shutdown() };
    } catch (error) {
      const denied = error instanceof Deno.errors.PermissionDenied;
      if (!denied && !(error instanceof Deno.errors.AddrInUse)) throw error;
      if (wanted.port === undefined) continue;
      const why = denied ? "may not be used here" : "is in use by another program";
      throw new InputError(`port ${port} ${why}; choose another by --port, or leave it out`);
    }
  }
  throw new InputError(`ports ${ports[0]} to ${ports.at(-1)} are all in use; name one by --port`);
}
