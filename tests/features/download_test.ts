import { createHash } from "node:crypto";
import { download, type DownloadOptions } from "../../lib/features/text/download.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";

const file = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 7919) >> 3);
const sha256 = createHash("sha256").update(file).digest("hex");

/** What a request asks for. */
interface Asked {
  readonly method: string;
  /** The first byte that is wanted, where not all of them are. */
  readonly from?: number;
  readonly ifRange?: string;
}

/** An answer in HTTP as it goes over the wire: what is announced, what is sent, and whether the line stays open after. */
interface Sent {
  /** None: silence. */
  readonly head: readonly string[];
  readonly body?: Uint8Array;
  readonly holds?: boolean;
}

/** A server that can do what a proper one does not: announce more than it sends, and fall silent. */
async function withServer(
  answer: (asked: Asked, gets: number) => Sent,
  body: (url: string, asked: Asked[]) => Promise<unknown>,
): Promise<void> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 }), open = new Set<Deno.Conn>();
  const asked: Asked[] = [];
  const serve = async (connection: Deno.Conn) => {
    const bytes = new Uint8Array(1 << 14), n = await connection.read(bytes);
    const text = new TextDecoder().decode(bytes.subarray(0, n ?? 0));
    const from = /^range: bytes=(\d+)-/im.exec(text)?.[1];
    asked.push({
      method: text.split(" ")[0],
      ...(from && { from: Number(from) }),
      ...(/^if-range/im.test(text) && { ifRange: /^if-range: (.*?)\r$/im.exec(text)![1] }),
    });
    const gets = asked.filter(({ method }) => method === "GET").length;
    const { head, body = new Uint8Array(), holds } = answer(asked.at(-1)!, gets);
    const lines = [...head, "connection: close", "", ""].join("\r\n");
    for (const part of head.length ? [new TextEncoder().encode(lines), body] : []) {
      for (let at = 0; at < part.length;) at += await connection.write(part.subarray(at));
    }
    if (!holds) connection.close();
  };
  const serving = (async () => {
    for await (const connection of listener) {
      open.add(connection);
      serve(connection).catch(() => {}); // the client hung up
    }
  })();
  try {
    await body(`http://127.0.0.1:${listener.addr.port}/weights`, asked);
  } finally {
    listener.close();
    for (const connection of open) {
      try {
        connection.close();
      } catch { /* closed already */ }
    }
    await serving;
  }
}

const announced = (total: number) => [
  "HTTP/1.1 200 OK",
  `x-linked-size: ${total}`,
  `x-linked-etag: "${sha256}"`,
];
const whole = (bytes: Uint8Array, length = bytes.length): Sent => ({
  head: ["HTTP/1.1 200 OK", `content-length: ${length}`, 'etag: "a"'],
  body: bytes,
});
const rest = (from: number, bytes: Uint8Array): Sent => ({
  head: [
    "HTTP/1.1 206 Partial Content",
    `content-length: ${file.length - from}`,
    `content-range: bytes ${from}-${file.length - 1}/${file.length}`,
    'etag: "a"',
  ],
  body: bytes,
});
const patience: DownloadOptions = { answer: 60_000, stall: 60_000, pause: 0 };

Deno.test("a download that is cut twice goes on where it was, and is told", async () => {
  const said: string[] = [];
  await withServer(({ method, from }, gets) => {
    if (method === "HEAD") return { head: announced(file.length) };
    if (from === undefined) return whole(file.subarray(0, 70_000), file.length);
    return rest(from, file.subarray(from, gets === 2 ? 130_000 : undefined));
  }, async (url, asked) => {
    const bytes = await download(url, { ...patience, say: (message) => said.push(message) });
    assertEquals(bytes, file);
    assertEquals(asked.map(({ from }) => from), [undefined, undefined, 70_000, 130_000]);
    assertEquals(asked.at(-1)!.ifRange, '"a"');
    assert(said.length === 2 && said[0].includes("from byte 70000 on"), said.join());
  });
});

Deno.test("a server that knows no parts sends the file again from its beginning", async () => {
  await withServer(({ method }, gets) => {
    if (method === "HEAD") return { head: announced(file.length) };
    return gets === 1 ? whole(file.subarray(0, 70_000), file.length) : whole(file);
  }, async (url) => assertEquals(await download(url, patience), file));
});

Deno.test("a download that stalls goes on after its limit", async () => {
  await withServer(({ method, from }) => {
    if (method === "HEAD") return { head: announced(file.length) };
    if (from !== undefined) return rest(from, file.subarray(from));
    return { ...whole(file.subarray(0, 1_000), file.length), holds: true };
  }, async (url, asked) => {
    assertEquals(await download(url, { ...patience, stall: 300 }), file);
    assertEquals(asked.at(-1)!.from, 1_000);
  });
});

Deno.test("wrong bytes are fetched once more, whole", async () => {
  await withServer(({ method }, gets) => {
    if (method === "HEAD") return { head: announced(file.length) };
    return whole(gets === 1 ? file.toReversed() : file);
  }, async (url, asked) => {
    assertEquals(await download(url, patience), file);
    assertEquals(asked.map(({ from }) => from), [undefined, undefined, undefined]);
  });
});

Deno.test("a server that is busy for a moment is asked again, one that refuses is not", async () => {
  await withServer(({ method }, gets) => {
    if (method === "HEAD") return { head: announced(file.length) };
    return gets === 1 ? { head: ["HTTP/1.1 503 Busy", "content-length: 0"] } : whole(file);
  }, async (url) => assertEquals(await download(url, patience), file));
  await withServer(
    ({ method }) =>
      method === "HEAD"
        ? { head: announced(file.length) }
        : { head: ["HTTP/1.1 403 No", "content-length: 0"] },
    async (url, asked) => {
      await assertFails(() => download(url, patience), "answers 403");
      assertEquals(asked.length, 2);
    },
  );
});

Deno.test("a server that accepts and never answers is given up after the limit", async () => {
  await withServer(() => ({ head: [], holds: true }), async (url) => {
    await assertFails(
      () => download(url, { ...patience, answer: 400 }),
      "no answer within 0.4 s",
      url,
    );
  });
});

Deno.test("a download that brings nothing new three times in a row is given up, with its reason", async () => {
  await withServer(({ method, from }) => {
    if (method === "HEAD") return { head: announced(file.length) };
    return from === undefined
      ? whole(file.subarray(0, 500), file.length)
      : rest(from, new Uint8Array());
  }, async (url, asked) => {
    await assertFails(() => download(url, patience), "cannot be fetched", url);
    assertEquals(asked.filter(({ method }) => method === "GET").length, 4);
  });
});
