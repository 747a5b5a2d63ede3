/** The hub of sentence models played on this machine: whatever model is asked for, it has a tiny one. */
import { createHash } from "node:crypto";
import { files } from "./features/tiny_model.ts";
import type { Registry } from "./jsr.ts";

/** @returns with `url` for `HF_ENDPOINT` */
export function playHub(): Registry {
  const asked: string[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const { pathname } = new URL(request.url), file = pathname.split("/resolve/main/")[1];
    asked.push(pathname);
    const bytes = files[file ?? ""];
    if (!bytes) return new Response("no such file", { status: 404 });
    const etag = `"${createHash("sha256").update(bytes).digest("hex")}"`;
    const headers = { "x-linked-size": `${bytes.length}`, "x-linked-etag": etag };
    return new Response(request.method === "HEAD" ? null : bytes.slice(), { headers });
  });
  const url = `http://127.0.0.1:${server.addr.port}`;
  return { url, asked, [Symbol.asyncDispose]: () => server.shutdown() };
}
