import { join } from "node:path";
import { cellTypes } from "../../../lib/publish/kernel/services/cell_types.ts";
import { messages } from "../../../lib/publish/kernel/services/language_server.ts";
import type { Cell, Service } from "../../../lib/publish/kernel/services/service.ts";
import { assert, assertEquals } from "../../assert.ts";

const LIBRARY = `/** How a training goes. */
export interface Options {
  /** How many rows a step sees. */
  batchSize?: number;
  seeds?: number;
}
/** Trains a network.
 * @example train({ batchSize: 32 }) */
export function train(options: Options): Promise<number[]> {
  return Promise.resolve([options.batchSize ?? 1]);
}
`;

/** A project of one module, and the service of a kernel that works in its notebooks' folder. */
async function withService(
  use: (service: Required<Service>, run: (code: string) => Promise<string[]>) => Promise<void>,
  warns = true,
) {
  const project = await Deno.makeTempDir();
  await Deno.mkdir(join(project, "notebooks"));
  await Deno.writeTextFile(join(project, "deno.json"), '{ "imports": { "library": "./lib.ts" } }');
  await Deno.writeTextFile(join(project, "lib.ts"), LIBRARY);
  const place = { cwd: join(project, "notebooks") };
  const service = cellTypes(place, {
    warns,
    patience: { complete: 60_000, inspect: 60_000 },
  }) as Required<Service>;
  let count = 0;
  const run = async (code: string) => {
    const shown: string[] = [];
    const cell: Cell = {
      ...{ code, count: ++count, print: () => {} },
      display: (data) => shown.push(String(data["text/plain"])),
    };
    const told = service.beforeExecute(cell);
    await service.afterExecute(cell, { status: "ok", seconds: 0 });
    await told;
    return shown;
  };
  try {
    await use(service, run);
  } finally {
    await service.close();
    await Deno.remove(project, { recursive: true });
  }
}

const at = (code: string) => ({ code: code.replace("|", ""), cursor: code.indexOf("|") });

Deno.test("what the types of cells tell", async (t) => {
  await withService(async (service, run) => {
    await t.step(
      "misspelt options, wrong arguments and unknown names are told below their own cell",
      async () => {
        assertEquals(await run('import { train } from "library";\nconst sizes = [1, 2];'), []);
        assertEquals(await run("const [size] = await train({ batchSise: 8 });\nsize.toFixed(1);"), [
          "Types do not fit (checked beside the run):\n" +
          "line 1, column 30: there is no option 'batchSise'; did you mean 'batchSize'?\n" +
          "  const [size] = await train({ batchSise: 8 });\n" +
          "                               ^^^^^^^^^",
        ]);
        const [text] = await run("train(sizes[0]);\nsizse;");
        assert(text.includes("line 1, column 7: ") && text.includes("line 2, column 1: "), text);
        assert(text.includes("Did you mean 'size'?"), text);
      },
    );
    await t.step(
      "what a kernel allows is no warning: names again, await, missing types, what may be undefined",
      async () => {
        for (
          const code of [
            "let best: number | undefined; const x = 1; function f(a) { return a.b; }",
            'const x = "now a text"; x.toUpperCase(); best = 2; var v = 1;',
            "var v = x; v.length; best.toFixed(); globalThis.later = 1; await Promise.resolve(f(1));",
            "interface Row { a: number } for await (const row of [{ a: 1 } as Row]) row.a.toFixed();",
            "interface Row { b: string } export const row: Row = { b: x };",
            "try { f(1); } catch (e) { e.message; }",
            "class A {} class B extends A {} Deno.jupyter; row.b.length; new B();",
          ]
        ) assertEquals([code, await run(code)], [code, []]);
      },
    );
    await t.step("a comment turns warnings off for one cell", async () => {
      assertEquals(await run("// @ts-nocheck: on purpose\nconst n: number = 'a';"), []);
      assertEquals((await run("const m: number = 'a';")).length, 1);
    });
    await t.step(
      "completion knows earlier cells, members, keys of options and of imports",
      async () => {
        await run('import { train } from "library";\nconst sizes = [1, 2], training = train({});');
        const complete = async (code: string) => {
          const { cursor } = at(code), found = await service.complete(at(code));
          return found &&
            [found.matches.slice(0, 2).join(), found.start - cursor, found.end - cursor];
        };
        assertEquals(await complete("tra|"), ["train,training", -3, 0]);
        assertEquals(await complete("sizes.toS|"), ["toSorted,toSpliced", -3, 0]);
        assertEquals(await complete("const a = '🎵'; await train({ |"), ["batchSize,seeds", 0, 0]);
        assertEquals(await complete("train({ seeds: 1, b| })"), ["batchSize", -1, 0]);
        assertEquals(await complete('import { | } from "library";'), ["Options,train", 0, 0]);
        assertEquals(await complete('import a from "../li|"'), ["../lib.ts", -5, 0]);
        assertEquals(await complete("nothingOfTheKind|"), undefined);
        const { metadata } = (await service.complete(at("sizes.toSp|")))!;
        const type = { text: "toSpliced", type: "method", start: 6, end: 10 };
        assertEquals(metadata, { _jupyter_types_experimental: [type] });
      },
    );
    await t.step(
      "inspection shows signature and documentation, of the function around the cursor too",
      async () => {
        await run('import { train } from "library";\nconst sizes = [1, 2];');
        for (const code of ["tr|ain({})", "train|", "train({ }, |)", "train(4|)"]) {
          const data = await service.inspect(at(code)) ?? {};
          assert(data["text/markdown"].includes("```"), code);
          assert(data["text/plain"].includes("train(options: Options): Promise<number[]>"), code);
          assert(data["text/plain"].includes("Trains a network."), code);
          assert(!data["text/plain"].includes("```"), code);
        }
        const data = await service.inspect(at("train({ batch|Size: 3 })"));
        assert(data?.["text/plain"].includes("How many rows a step sees."));
        assertEquals(await service.inspect(at("1 + | 2")), undefined);
      },
    );
    await t.step("who waits at a cursor goes before cells that wait to be checked", async () => {
      const order: string[] = [];
      const checks = Array.from({ length: 5 }, () => run("1").then(() => order.push("checked")));
      const completed = service.complete(at("siz|")).then(() => order.push("completed"));
      await Promise.all([...checks, completed]);
      assert(order.indexOf("completed") <= 1, `${order}`);
    });
    await t.step("a restarted kernel knows nothing of the cells before", async () => {
      await run("const x = 1;");
      service.restarted();
      assert((await run("x"))[0].includes("Cannot find name 'x'"));
    });
  });
});

Deno.test("a setting turns warnings off; who asks is answered all the same", async () => {
  await withService(async (service, run) => {
    assertEquals(await run("const n: number = 'a';"), []);
    const { matches } = (await service.complete(at("n.toFi|")))!;
    assertEquals(matches, ["toFixed"]);
  }, false);
});

Deno.test("messages are told apart however their bytes arrive", async () => {
  const told = [{ id: 1, result: "é".repeat(300) }, { id: 2 }, { id: 3, result: "x" }];
  const encoded = (text: string) => new TextEncoder().encode(text);
  const bytes = encoded(
    told.map((message) => JSON.stringify(message))
      .map((body) => `Content-Length: ${encoded(body).length}\r\n\r\n${body}`).join(""),
  );
  async function* stream(size: number) {
    for (let i = 0; i < bytes.length; i += size) yield await bytes.slice(i, i + size);
  }
  for (const size of [1, 7, 100, bytes.length]) {
    assertEquals(await Array.fromAsync(messages(stream(size))), told);
  }
});
