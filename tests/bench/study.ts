/** A study as `deno task study` runs it: seconds, processor seconds and peak memory of every notebook, of the site after
 * it, and of all. One JSON line each; with `--cells`, one for every cell of a second or more as well. Every notebook is
 * executed, changed or not; records of an earlier run into the same folder are kept. Linux tells processor time and memory
 * (/proc); elsewhere these are null.
 *
 *   deno task bench study [STUDY] [--cells] [options of study, such as --only 01,03 --out DIR]
 */
import { basename, join } from "node:path";
import { loadStudy, namedStudy } from "../../lib/publish/commands/studies.ts";
import { readOptions, tellRows } from "../../lib/publish/commands/options.ts";
import { buildWhole } from "../../lib/publish/commands/present.ts";
import { orderOf } from "../../lib/publish/notebook/needs.ts";
import { chooseNotebooks, runStudy } from "../../lib/publish/notebook/run_study.ts";
import { Processes, processorSeconds } from "./processes.ts";

const { id, options } = namedStudy(Deno.args.filter((arg) => arg !== "--cells"));
const study = await loadStudy(id), tellsCells = Deno.args.includes("--cells");
const asked = readOptions(
  {
    name: "study",
    does: "measures a study",
    options: ["data", "out", "nom", "only", "seed", "rows", "quick", "fresh", "offline", "debug"],
  },
  options,
  study,
);
if (!asked) Deno.exit();
tellRows(asked.rows);
const tell = (part: string, measured: Record<string, unknown>) =>
  console.log(JSON.stringify({ bench: "study", study: id, part, ...measured }));
const round = (value: number | undefined) =>
  value === undefined ? null : Math.round(value * 10) / 10;

console.log = ((log) => (...words: unknown[]) => {
  // what the study says goes to stderr, so that stdout is JSON lines
  const isLine = typeof words[0] === "string" && words[0].startsWith('{"bench"');
  isLine ? log(...words) : console.error(...words);
})(console.log);

/** What was measured when a notebook, or one of its cells, began. */
interface Beginning {
  readonly at: number;
  readonly processor: number | undefined;
}

const processes = new Processes(), started = performance.now();
const order = await orderOf(chooseNotebooks(study.id, asked.only));
const notebooks = order.map(({ path }) => basename(path, ".ipynb"));
const began = new Map<string, Beginning>();
await Deno.remove(join(asked.out, ".executed.json")).catch(() => {});
await runStudy(study, {
  ...asked,
  onCell(path, { index, total, title, state, seconds }) {
    const notebook = basename(path, ".ipynb"), cell = `${notebook} cell ${index + 1}`;
    const kernel = processes.kernel(notebooks.indexOf(notebook)), at = performance.now();
    if (state === "running") {
      const beginning = { at, processor: kernel?.processor };
      began.set(cell, beginning);
      if (index === 0) began.set(notebook, beginning);
      return;
    }
    const since = (what: string) => {
      const beginning = began.get(what)!, { processor } = beginning;
      return {
        seconds: round((at - beginning.at) / 1000),
        processorSeconds: round(kernel && processor && kernel.processor - processor),
      };
    };
    if (tellsCells && seconds >= 1) tell(cell, { title, ...since(cell) });
    if (index + 1 < total && state === "done") return;
    tell(notebook, {
      ...since(notebook),
      processorSeconds: round(kernel?.processor),
      peakMegabytes: round(kernel?.peakMegabytes),
    });
  },
});
const siteBegan = performance.now();
const before = processorSeconds();
await buildWhole(study, { out: asked.out, data: asked.data });
tell("site", {
  seconds: round((performance.now() - siteBegan) / 1000),
  processorSeconds: round(before === undefined ? undefined : processorSeconds()! - before),
});
const { processor, peakMegabytes } = processes.end();
tell("all", {
  seconds: round((performance.now() - started) / 1000),
  processorSeconds: round(processor),
  peakMegabytes: round(peakMegabytes),
  cores: navigator.hardwareConcurrency,
});
