/** Many damaged files, one after the other, in a process of their own, with an eye on clock and memory. */
import { TextLineStream } from "./lines.ts";

/** What became of one damaged file; `fault` is what is wrong with the answer. */
export interface Verdict {
  readonly seed: number;
  readonly file: string;
  readonly mutations: readonly string[];
  readonly answer: "accepted" | "refused";
  /** Of a refusal: its words without places and values. */
  readonly why?: string;
  readonly fault?: string;
  readonly seconds: number;
  /** By how much memory grew at most meanwhile; Linux tells. */
  readonly megabytes?: number;
}

/** Which files are damaged, and what is too much. */
export interface MutantsOptions {
  /** A module that calls `judging`. */
  readonly judge: URL;
  /** What it is told at its start. */
  readonly ground?: unknown;
  readonly first: number;
  readonly count: number;
  /** Seconds that a file may take. */
  readonly limit: number;
  /** MB that a file may take. */
  readonly memory?: number;
}

/** The verdicts on the files of seeds `first` … `first + count − 1`. One that takes too long, or ends the process, is
 * told as that fault; the next begins in a new process. */
export async function* mutants(
  { judge, ground = null, first, count, limit, memory = Infinity }: MutantsOptions,
): AsyncGenerator<Verdict> {
  const folder = await Deno.makeTempDir({ prefix: "mutants-" });
  let judged = start(judge, ground, folder), fresh = true;
  const fault = (seed: number, fault: string) =>
    ({ seed, file: "?", mutations: [], answer: "refused", fault, seconds: limit }) as const;
  try {
    for (let seed = first; seed < first + count; seed++) {
      // a new process looks at the intact files first
      const verdict = await judged.ask(seed, limit + (fresh ? 60 : 0));
      if (fresh && typeof verdict === "string" && verdict !== "late") throw new Error(verdict);
      fresh = typeof verdict === "string";
      if (typeof verdict === "string") {
        await judged.end();
        judged = start(judge, ground, folder);
        yield fault(seed, verdict === "late" ? `no answer within ${limit} s` : verdict);
      } else if ((verdict.megabytes ?? 0) > memory && !verdict.fault) {
        yield { ...verdict, fault: `${verdict.megabytes} MB of memory` };
      } else yield verdict;
    }
  } finally {
    await judged.end();
    await Deno.remove(folder, { recursive: true });
  }
}

/** A verdict's fault in a line, with what is needed to see it again. */
export const told = ({ seed, file, mutations, fault }: Verdict): string =>
  `seed ${seed}, ${file}, ${mutations.join(" + ")}: ${fault}`;

/** @param folder where the process lays down its files */
function start(judge: URL, ground: unknown, folder: string) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", judge.href, JSON.stringify(ground)],
    ...{ env: { TMPDIR: folder, NO_COLOR: "1" }, stdin: "piped", stdout: "piped", stderr: "piped" },
  }).spawn();
  const writer = child.stdin.getWriter();
  const lines = child.stdout.pipeThrough(new TextDecoderStream())
    .pipeThrough(new TextLineStream()).getReader();
  let said = "";
  const saying = child.stderr.pipeThrough(new TextDecoderStream())
    .pipeTo(new WritableStream({ write: (text) => void (said = (said + text).slice(-500)) }));
  return {
    /** A verdict, "late", or how the process ended. */
    async ask(seed: number, seconds: number): Promise<Verdict | string> {
      await writer.write(new TextEncoder().encode(`${seed}\n`)).catch(() => {});
      const { promise: late, resolve } = Promise.withResolvers<"late">();
      const clock = setTimeout(() => resolve("late"), 1000 * seconds);
      try {
        const answer = await Promise.race([late, lines.read()]);
        if (answer === "late") return "late";
        if (answer.value !== undefined) return JSON.parse(answer.value);
        const { code, signal } = await child.status;
        await saying;
        return `the process ended (${signal ?? code}): ${said}`;
      } finally {
        clearTimeout(clock);
      }
    },
    async end(): Promise<void> {
      try {
        child.kill("SIGKILL");
      } catch { /* it is over */ }
      await writer.close().catch(() => {});
      await lines.cancel().catch(() => {});
      await Promise.all([child.status, saying.catch(() => {})]);
    },
  };
}
