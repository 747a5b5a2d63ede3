/** Workers, servers and searches that are killed: nothing is lost, and nothing stands in two records. */
import { assert, assertEquals } from "../../../assert.ts";
import { longTests } from "../../../needs.ts";
import type { Run } from "../../../../lib/experiments/runs/record.ts";
import { openRuns } from "../../../../lib/experiments/runs/runs.ts";
import { grid } from "../../../../lib/experiments/search/space.ts";
import { canMakeHosts, Host } from "./hosts.ts";
import type { SecureServer } from "./secure_server.ts";
import { essence, searchToy, toyQueue, ToyWorker } from "./toy_queue.ts";

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Twelve trainings of .2 s, no two alike between tests. */
const space = (first: number) =>
  grid({ width: Array.from({ length: 12 }, (_, i) => first + i), sleep: [200] });

/** Searches, and does something as soon as so many runs are done. */
async function interrupted(url: string, first: number, at: number, act: () => Promise<void>) {
  let acted: Promise<void> | undefined;
  const local = searchToy(space(first)); // beside it: a training sleeps most of its time
  const runs = await searchToy(space(first), toyQueue(url), {
    onProgress: ({ done }) => {
      if (done >= at) acted ??= act();
    },
  });
  await acted;
  assert(acted !== undefined);
  assertEquals(essence(runs), essence(await local));
  return runs;
}

const did = (worker: ToyWorker) => ({ versions }: Run): boolean =>
  versions.worker!.endsWith(`-${worker.pid}`);

/** Searches until a worker has done a part of it: under load, it is slow to begin. */
async function takesPart(url: string, worker: ToyWorker, first: number): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    const width = Array.from({ length: 6 }, (_, i) => first + 6 * tries + i);
    const runs = await searchToy(grid({ width, sleep: [50] }), toyQueue(url));
    if (runs.some(did(worker))) return;
  }
  throw new Error("the worker takes no job");
}

/** The steps, with a worker of two slots that is to outlive them.
 *
 * @param eventsOf all events of its queue, as the server lists them */
export async function killParts(
  t: Deno.TestContext,
  { server, url }: SecureServer,
  one: ToyWorker,
  eventsOf: (name: string) => Promise<readonly string[]>,
): Promise<void> {
  const env = { TOY_LOCK: "3" };

  await t.step("a worker that is killed leaves its jobs to others", async () => {
    await using other = await ToyWorker.start(url, { slots: 2, env });
    await takesPart(url, other, 1000);
    const runs = await interrupted(url, 100, 4, () => Promise.resolve(other.kill()));
    assert(runs.some(did(one)));
  });

  await t.step("a server that is killed and started again has lost no job", async () => {
    const before = await eventsOf("added");
    await interrupted(url, 200, 4, async () => {
      await server.kill();
      await server.again();
    });
    const added = (await eventsOf("added")).slice(before.length);
    assertEquals([added.length, new Set(added).size], [12, 12]); // no job was sent again
  });

  await t.step("a search that was killed goes on, and trains nothing twice", async () => {
    const folder = await Deno.makeTempDir(), runs = openRuns(folder);
    const module = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
    const script = `
      import { openRuns } from ${module("../../../../lib/experiments/runs/runs.ts")};
      import { grid } from ${module("../../../../lib/experiments/search/space.ts")};
      import { searchToy, toyQueue } from ${module("./toy_queue.ts")};
      await searchToy(grid({ width: [...Array(12).keys()].map((i) => 300 + i), sleep: [200] }),
        toyQueue(${JSON.stringify(url)}), { runs: openRuns(${JSON.stringify(folder)}) });`;
    const child = new Deno.Command(Deno.execPath(), {
      args: ["eval", "--no-lock", script],
      stdout: "null",
      stderr: "null",
    }).spawn();
    const before = await eventsOf("completed"), local = searchToy(space(300));
    while ((await runs.all()).length < 3) await delay(50);
    child.kill("SIGKILL");
    await child.status;
    assert((await runs.all()).length < 12, "the search was not killed in the middle");
    const found = await searchToy(space(300), toyQueue(url), { runs });
    assertEquals(essence(found), essence(await local));
    const completed = (await eventsOf("completed")).slice(before.length);
    assertEquals([completed.length, new Set(completed).size], [12, 12]);
  });

  await t.step(
    "a search ends rightly although the server has lost everything on the way",
    async () => {
      await interrupted(url, 400, 4, async () => void await server.say("FLUSHALL"));
    },
  );

  await t.step({
    name: "a link that is cut for a while loses nothing, and its worker comes back",
    ignore: !canMakeHosts,
    fn: async () => {
      using host = new Host();
      await server.say(`CONFIG SET bind "127.0.0.1 ${host.here}"`);
      await server.say("CONFIG SET protected-mode no");
      const at = url.replace("127.0.0.1", host.here), { within } = host;
      await using far = await ToyWorker.start(at, { slots: 2, env, within });
      await takesPart(url, far, 2000);
      await interrupted(url, 500, 3, async () => {
        host.link("down");
        await delay(longTests ? 20_000 : 5000);
        host.link("up");
      });
      await takesPart(url, far, 3000);
    },
  });
}
