/** What our kernel costs: from its start to the first result, and per cell, beside Deno's own kernel. */
import { PlainClient } from "../publish/notebook/plain_client.ts";

const KERNELS = ["deno", "ours"] as const;
/** The client waits that long for its subscription. */
const SUBSCRIPTION = 100;

async function start(kernel: typeof KERNELS[number]): Promise<[PlainClient, number]> {
  const began = performance.now(), client = await PlainClient.start(Deno.cwd(), kernel);
  await client.execute("1");
  return [client, performance.now() - began - SUBSCRIPTION];
}

function tell(bench: string, kernel: string, milliseconds: number[]): void {
  const sorted = milliseconds.toSorted((a, b) => a - b), median = sorted[sorted.length >> 1];
  console.log(
    JSON.stringify({ bench, kernel, least: sorted[0], median, n: sorted.length, unit: "ms" }),
  );
}

const [starts = 5, cells = 200] = Deno.args.map(Number);
const times = { deno: [] as number[], ours: [] as number[] };
for (let i = 0; i < starts; i++) {
  for (const kernel of KERNELS) {
    const [client, time] = await start(kernel);
    times[kernel].push(time);
    await client.close();
  }
}
for (const kernel of KERNELS) tell("kernel start to first result", kernel, times[kernel]);

const clients = { deno: (await start("deno"))[0], ours: (await start("ours"))[0] };
for (const [bench, code] of [["cell", "1 + 1"], ["cell that awaits", "await Promise.resolve(2)"]]) {
  const times = { deno: [] as number[], ours: [] as number[] };
  for (let i = 0; i < cells; i++) {
    for (const kernel of KERNELS) {
      const began = performance.now();
      await clients[kernel].execute(code);
      times[kernel].push(performance.now() - began);
    }
  }
  for (const kernel of KERNELS) tell(bench, kernel, times[kernel]);
}
await Promise.all(KERNELS.map((kernel) => clients[kernel].close()));
