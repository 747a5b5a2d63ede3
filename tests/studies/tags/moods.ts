/** Songs and their moods: a small table of tags. */
import { join } from "node:path";
import { Rng } from "../../../lib/core/rng.ts";
import { membersOf } from "../../../lib/studies/tags/mod.ts";
import { readTagTables } from "../../../lib/studies/tags/read.ts";

/** A small table of songs without scores of their own, with rows to answer. */
function moods(): string {
  const rng = new Rng(5), dir = Deno.makeTempDirSync();
  const lines = (from: number, rows: number, labelled: boolean) =>
    Array.from({ length: rows }, (_, i) => {
      const [a, b] = [rng.normal(), rng.normal()], say = (p: number) => Number(rng.uniform() < p);
      const calm = say(a > 0 ? .9 : .1), sad = say(a + b > 0 ? .8 : .1), rare = say(.1);
      const row = [`song ${from + i}`, a.toFixed(3), b.toFixed(3), rng.normal().toFixed(3)];
      return [...row, ...labelled ? [calm, sad, rare] : []].join(",");
    });
  const write = (name: string, header: string, rows: string[]) =>
    Deno.writeTextFileSync(join(dir, name), [header, ...rows, ""].join("\n"));
  write("moods.csv", "id,a,b,noise,calm,sad,rare", lines(0, 120, true));
  write("moods_test.csv", "id,a,b,noise", lines(200, 30, false));
  write("moods_labels.csv", "tag,class", ["calm,Mood", "sad,Mood", "rare,Mood"]);
  return dir;
}
/** The folder of the table. */
export const folder = moods();
/** The table, read. */
export const emotions = () => readTagTables(folder)[0];
/** Models to choose from. */
export const members = membersOf({ trees: 20, epochs: 8, seeds: 1 });
