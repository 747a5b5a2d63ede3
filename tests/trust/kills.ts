/** Programs killed at random moments: what they leave, and what the next run makes of it. */
import type { Rng } from "../../lib/core/rng.ts";
import { halves } from "./whole.ts";

/** A program that does its work in a folder, and goes on with what it finds there. */
export interface Victim {
  readonly name: string;
  /** Lays down what it works on, in a folder that it has not seen yet. */
  prepare?(folder: string): Promise<void>;
  /** The arguments of `deno` that run it. */
  args(folder: string): readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What stands before the name of `deno`. */
  readonly program?: readonly string[];
  /** What the finished work comes to, as bytes or text that two runs can be compared by. */
  answer(folder: string): Promise<unknown>;
}

/** What became of a number of kills. */
export interface KillReport {
  readonly name: string;
  readonly kills: number;
  /** Runs that were over before their kill came. */
  readonly finished: number;
  /** Seconds of a run that nothing disturbs. */
  readonly seconds: number;
  /** Whatever was wrong after a kill or at the end; empty where nothing is lost. */
  readonly faults: readonly string[];
}

/** Kills `victim` with SIGKILL `kills` times, each time at a random moment of the time that an undisturbed run takes,
 * and looks after each at what it left. A run that is over first is compared with the undisturbed one, and the next
 * begins in an empty folder, so that kills fall everywhere between the first file and the last. */
export async function killed(victim: Victim, kills: number, rng: Rng): Promise<KillReport> {
  const faults: string[] = [],
    same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const run = (folder: string) => start(victim, folder).ended;
  const newFolder = async (prefix: string) => {
    const folder = await Deno.makeTempDir({ prefix });
    await victim.prepare?.(folder);
    return folder;
  };
  const calm = await newFolder("calm-"), begin = performance.now();
  const first = await run(calm), seconds = (performance.now() - begin) / 1000;
  if (first.code !== 0) throw new Error(`${victim.name} fails undisturbed: ${first.said}`);
  const expected = await victim.answer(calm);
  await Deno.remove(calm, { recursive: true });

  let folder = await newFolder("killed-"), done = 0, finished = 0;
  const compare = async (when: string) => {
    const answer = await victim.answer(folder);
    if (!same(answer, expected)) faults.push(`${when}: another answer than undisturbed`);
    faults.push(...halves(folder).map((half) => `${when}: ${half}`));
    await Deno.remove(folder, { recursive: true });
    folder = await newFolder("killed-");
  };
  while (done < kills) {
    const child = start(victim, folder), after = rng.uniform() * seconds * 1000;
    const timer = setTimeout(() => child.kill(), after);
    const { code, signal, said } = await child.ended;
    clearTimeout(timer);
    if (signal === "SIGKILL") {
      const when = `kill ${++done}, after ${(after / 1000).toFixed(2)} s`;
      faults.push(...halves(folder).map((half) => `${when}: ${half}`));
    } else if (code === 0) {
      finished++;
      await compare(`run over before kill ${done + 1}`);
    } else {
      faults.push(`the run after kill ${done} failed: ${said}`);
      break;
    }
  }
  const last = await run(folder);
  if (last.code !== 0) faults.push(`the last run failed: ${last.said}`);
  else await compare("the last run");
  await Deno.remove(folder, { recursive: true });
  return { name: victim.name, kills: done, finished, seconds, faults };
}

/** Starts a program in a folder. */
export function start({ args, env = {}, program: before = [] }: Victim, folder: string) {
  const [program, ...rest] = [...before, Deno.execPath(), ...args(folder)];
  const child = new Deno.Command(program, {
    args: rest,
    env: { ...env, NO_COLOR: "1" },
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const said = new Response(child.stderr).text();
  return {
    ended: Promise.all([child.status, said]).then(([status, said]) => ({ ...status, said })),
    kill() {
      try {
        child.kill("SIGKILL");
      } catch { /* it is over */ }
    },
  };
}
