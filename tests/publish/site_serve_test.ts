import { join } from "node:path";
import { fileResponse, serve } from "../../lib/publish/site/serve.ts";
import { PROJECT_ROOT } from "../../lib/core/places.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";
import { NAME, withStudy } from "./study_output.ts";

async function withFiles<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const parent = await Deno.makeTempDir(), folder = join(parent, "site");
  try {
    await Deno.mkdir(join(folder, "notebooks"), { recursive: true });
    await Deno.writeTextFile(join(parent, "secret.txt"), "secret");
    await Deno.writeTextFile(join(folder, "index.html"), "start");
    await Deno.writeTextFile(join(folder, "notebooks", "index.html"), "notebooks");
    await Deno.writeTextFile(join(folder, `${NAME}#1.csv`), "a,b");
    return await use(folder);
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
}

Deno.test("the server answers with files and folders' index pages, whatever their names", async () => {
  await withFiles(async (folder) => {
    const server = serve(folder);
    try {
      const get = async (path: string) => {
        const answer = await fetch(server.url + path);
        return [answer.status, answer.headers.get("content-type"), await answer.text()];
      };
      assertEquals(await get(""), [200, "text/html; charset=utf-8", "start"]);
      assertEquals((await get("notebooks"))[2], "notebooks");
      const csv = await get(encodeURIComponent(`${NAME}#1.csv`));
      assertEquals([csv[0], csv[2]], [200, "a,b"]);
      assertEquals((await get("nothing.html"))[0], 404);
    } finally {
      await server.stop();
    }
  });
});

Deno.test("the server gives the part of a file that is asked for, as players of sounds need", async () => {
  await withFiles(async (folder) => {
    const get = async (range: string) => {
      const request = new Request("http://x/index.html", { headers: { range } });
      const answer = await fileResponse(request, folder);
      return [answer.status, answer.headers.get("content-range"), await answer.text()];
    };
    assertEquals(await get("bytes=1-2"), [206, "bytes 1-2/5", "ta"]);
    assertEquals(await get("bytes=3-"), [206, "bytes 3-4/5", "rt"]);
    assertEquals(await get("bytes=0-99"), [206, "bytes 0-4/5", "start"]);
    assertEquals(await get("bytes=5-"), [416, "bytes */5", ""]);
    assertEquals(await get("lines=1-2"), [200, null, "start"]);
  });
});

Deno.test("the server gives no file outside its folder", async () => {
  await withFiles(async (folder) => {
    for (
      const path of [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/%",
      ]
    ) {
      const answer = await fileResponse(new Request(`http://localhost${path}`), folder);
      assertEquals([path, answer.status], [path, 404]);
    }
    const posted = await fileResponse(new Request("http://localhost/", { method: "POST" }), folder);
    assertEquals(posted.status, 405);
  });
});

Deno.test("a port in use is refused by name; without a wish the next free one is taken", async () => {
  await withFiles(async (folder) => {
    const first = serve(folder), second = serve(folder);
    try {
      assert(first.port !== second.port, "two servers on one port");
      await assertFails(
        () => serve(folder, { port: first.port }),
        `port ${first.port} is in use by another program`,
        "--port",
      );
    } finally {
      await first.stop();
      await second.stop();
    }
  });
});

async function present(args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "lib/publish/commands/present.ts", ...args],
    cwd: PROJECT_ROOT,
    env: { NO_COLOR: "1" },
  }).output();
  const words = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: words(stdout), stderr: words(stderr) };
}

Deno.test("present --no-serve builds the files, says where, and ends", async () => {
  await withStudy(async (out) => {
    const { code, stdout } = await present(["--out", out, "--no-serve"]);
    assertEquals(code, 0);
    assert(stdout.includes(join(out, "site", "index.html")), stdout);
  });
});

Deno.test("present refuses what it cannot use, in one clear message", async () => {
  const cases = [
    { args: ["--port", "many"], part: "--port; found" },
    { args: ["--post"], part: "deno task present [spotify" },
    { args: ["--out", "/nowhere/at/all", "--no-serve"], part: "deno task study makes them" },
  ];
  for (const { args, part } of cases) {
    const { code, stderr } = await present(args);
    assertEquals(code, 1);
    assert(stderr.includes(part) && !/\n\s+at /.test(stderr), `${args}: ${stderr}`);
  }
});
