/** Sentence vectors of the distinct titles of train.csv: texts per second, model loaded, nothing kept.
 * sentence_peer.py is the other side. `deno run -A tests/bench/text.ts [texts] [batch size]` prints one
 * JSON line; with a number of texts, those evenly spread over the file.
 */
import process from "node:process";
import { openMusic } from "../music.ts";
import { openEncoder } from "../../lib/features/text/open_encoder.ts";

const course = openMusic();
if (course.origin === "sample") console.error("COURSE_DATA is not set: this is the sample");
const distinct = [...new Set(course.train.texts("title").map((title) => title.trim()))].filter(
  Boolean,
);
const count = Math.min(Number(Deno.args[0]) || distinct.length, distinct.length);
const texts = Array.from(
  { length: count },
  (_, i) => distinct[Math.floor(i * distinct.length / count)],
);

const batchSize = Number(Deno.args[1]) || undefined;
const encoder = await openEncoder({ fallback: false, ...batchSize ? { batchSize } : {} });
console.error(encoder.note);
await encoder.encode(texts.slice(0, 64)); // the first batches are slower
const cpu = process.cpuUsage(), start = performance.now();
await encoder.encode(texts);
const seconds = (performance.now() - start) / 1000, { user, system } = process.cpuUsage(cpu);
console.log(JSON.stringify({
  model: encoder.name,
  precision: encoder.precision,
  texts: texts.length,
  textsPerSecond: Number((texts.length / seconds).toFixed(1)),
  textsPerCpuSecond: Number((texts.length / ((user + system) / 1e6)).toFixed(1)),
}));
