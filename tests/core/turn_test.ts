import { takeTurn } from "../../lib/core/turn.ts";
import { assertEquals, assertFails } from "../assert.ts";

Deno.test("turns are taken one after the other", async () => {
  const path = await Deno.makeTempFile(), said: string[] = [];
  const take = async (name: string) => {
    using _turn = await takeTurn(path);
    said.push(`${name} begins`);
    await new Promise((done) => setTimeout(done, 5));
    said.push(`${name} ends`);
  };
  await Promise.all([take("one"), take("two"), take("three")]);
  const names = said.map((line) => line.split(" ")[0]);
  assertEquals(said, [0, 2, 4].flatMap((i) => [`${names[i]} begins`, `${names[i]} ends`]));
  await Deno.remove(path);
});

Deno.test("a wait is given up whenever the signal comes, and takes no turn", async () => {
  const path = await Deno.makeTempFile();
  for (const when of ["before", "while it opens the file", "while it waits"]) {
    const stop = new AbortController(), why = new Error("enough");
    {
      using _other = await takeTurn(path);
      if (when === "before") stop.abort(why);
      const waiting = assertFails(() => takeTurn(path, stop.signal), "enough");
      if (when === "while it opens the file") stop.abort(why);
      if (when === "while it waits") setTimeout(() => stop.abort(why), 20);
      await waiting;
    }
    using _next = await takeTurn(path);
  }
  await Deno.remove(path);
});
