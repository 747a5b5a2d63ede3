import { assertEquals } from "../../assert.ts";
import { Kernel } from "../../../lib/publish/kernel/client.ts";

Deno.test("a search runs on workers from a cell of the Deno kernel, and a dead worker does not stop it", async () => {
  await using kernel = await Kernel.start({ cwd: new URL(".", import.meta.url).pathname });
  const code = `
    import { grid } from "../../../lib/experiments/search/space.ts";
    import { search } from "../../../lib/experiments/search/search.ts";
    import { toyRunner } from "../toy_runner.ts";
    const told = [];
    const runs = await search(grid({ end: ["none", "exit"], width: [16, 64] }), toyRunner(2), {
      part: "03",
      name: "kernel",
      onProgress: ({ done, total }) => told.push(done + "/" + total),
    });
    console.log(JSON.stringify([runs.map((run) => run.status), told.at(0), told.at(-1)]));
  `;
  let shown = "";
  const reply = await kernel.execute(code, (message) => {
    if (message.type === "stream") shown += message.content.text;
    if (message.type === "error") shown += message.content.evalue;
  }, { timeoutSeconds: 60 });
  assertEquals(reply.content.status, "ok", shown);
  assertEquals(JSON.parse(shown), [["done", "done", "failed", "failed"], "0/4", "4/4"]);
});
