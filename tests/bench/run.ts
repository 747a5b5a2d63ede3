/** `deno task bench [name …]`: timings as JSON lines, with the keys of the Python side. Without a name, all
 * but the longest. */
import { fileURLToPath } from "node:url";

const benches: Record<string, readonly string[]> = {
  mlp: ["mlp.ts"],
  plr: ["plr.ts"],
  nets: ["nets.ts"],
  fusion: ["fusion.ts"],
  grid: ["grid.ts", "grid"],
  grid192: ["grid.ts", "grid192"],
  coordinator: ["coordinator.ts"],
  queue: ["queue.ts"],
  hosts: ["hosts.ts"],
  records: ["records.ts"],
  trees: ["trees.ts"],
  ngrams: ["ngrams.ts"],
  text: ["text.ts"],
  study: ["study.ts"],
  hostile: ["hostile.ts"],
  kills: ["kills.ts"],
  same: ["same.ts"],
  sound: ["sound.ts"],
  tags: ["tags.ts"],
  agreement: ["agreement.ts"],
  kernel: ["kernel.ts"],
  clean: ["clean_clone.ts"],
};

const [name, ...rest] = Deno.args;
const chosen = name === undefined ? ["mlp", "plr", "grid", "trees", "text"] : [name];
for (const bench of chosen) {
  const [file, ...args] = benches[bench] ?? [];
  if (!file) {
    console.error(`error: no bench ${bench}; there are ${Object.keys(benches).join(", ")}`);
    Deno.exit(1);
  }
  const path = fileURLToPath(new URL(file, import.meta.url));
  const { code } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", path, ...args, ...rest],
    stdout: "inherit",
    stderr: "inherit",
  }).output();
  if (code) Deno.exit(code);
}
