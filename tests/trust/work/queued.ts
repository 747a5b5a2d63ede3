/** A search of toys by way of the queue that is the first argument, recorded in the folder that is the second. */
import { grid, openRuns } from "../../../lib/mod.ts";
import { searchToy, toyQueue } from "../../experiments/runners/queue/toy_queue.ts";

const [url, folder] = Deno.args, width = Array.from({ length: 12 }, (_, i) => i + 1);
// what a queue has done for one folder it would keep for the next
const space = grid({ width, sleep: [150], folder: [folder] });
await searchToy(space, toyQueue(url), { runs: openRuns(folder) });
