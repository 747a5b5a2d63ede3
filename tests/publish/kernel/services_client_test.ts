import { join } from "node:path";
import { assert, assertEquals } from "../../assert.ts";
import { pause, PlainClient } from "../notebook/plain_client.ts";

/** Asks until the answer fits: until the types are known, Deno's own kernel answers. */
async function until<T>(ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> {
  for (let tries = 0;; tries++) {
    const answer = await ask();
    if (fits(answer) || tries === 300) return answer;
    await pause(200);
  }
}

Deno.test("an ordinary client of our kernel has warnings, completion, documentation and notes of changes", async () => {
  const project = await Deno.makeTempDir(), cwd = join(project, "notebooks");
  await Deno.mkdir(cwd);
  await Deno.writeTextFile(join(project, "deno.json"), "{}");
  const library = (version: number) =>
    `/** Trains a network. */\nexport const train = (o: { seeds?: number }) => [${version}, o.seeds];\n`;
  await Deno.writeTextFile(join(project, "lib.ts"), library(1));
  await using client = await PlainClient.start(cwd, "ours");
  try {
    assertEquals(await client.execute('import { train } from "../lib.ts";\ntrain({ seeds: 3 })'), [
      "[ 1, 3 ]",
    ]);
    const { texts } = await client.run("train({ sedes: 3 }).length");
    assert(texts.includes("2"), "the result waits for nothing");
    const told = () => [...texts, ...client.late].filter((text) => text.startsWith("Types do not"));
    // each cell lets the client hear what has come meanwhile
    await until(() => client.run("await 1").then(told), (warnings) => warnings.length > 0);
    assertEquals(told().length, 1);
    assert(told()[0].includes("column 9: there is no option 'sedes'; did you mean 'seeds'?"));

    const ask = async (type: string, content: Record<string, unknown>) =>
      (await client.request(`${type}_request`, content).reply).content;
    const code = "const note = '🎵'; train({ se";
    const completed = await until(
      () => ask("complete", { code, cursor_pos: [...code].length }),
      ({ matches }) => matches.includes("seeds"),
    );
    assertEquals([completed.matches, completed.cursor_start, completed.cursor_end], [
      ...[["seeds"], 26, 28],
    ]);
    const inspected = await until(
      () => ask("inspect", { code: "train()", cursor_pos: 6, detail_level: 0 }),
      ({ data }) => "text/markdown" in data,
    );
    assert(inspected.found && inspected.data["text/plain"].includes("Trains a network."));
    assertEquals(await ask("is_complete", { code: "if (n) {" }), {
      status: "incomplete",
      indent: "  ",
    });

    await Deno.writeTextFile(join(project, "lib.ts"), library(2));
    const note = "lib.ts changed: restart the kernel to use it";
    const all: string[] = [];
    await until(
      async () => (all.push(...(await client.run("1")).texts), [...all, ...client.late]),
      (shown) => shown.includes(note),
    );
    assertEquals([...all, ...client.late].filter((text) => text === note).length, 1);
  } finally {
    await client.close();
    await Deno.remove(project, { recursive: true });
  }
});
