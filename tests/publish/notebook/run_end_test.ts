import { join } from "node:path";
import { assert, assertEquals } from "../../assert.ts";
import { notebookOf, withNotebook } from "./make.ts";

/** Runs a notebook in a process of its own, does something to that process once the cell runs, and
 * says how it ended and whether its kernel lived on. */
function disturb(how: (runner: Deno.ChildProcess) => void, whenRunning = "") {
  const cell = 'await Deno.writeTextFile("pid", String(Deno.pid));\n' +
    "while (true) await new Promise((done) => setTimeout(done, 10));";
  return withNotebook(notebookOf(cell), async (path, folder) => {
    const pidFile = join(folder, "pid"), out = join(folder, "executed.ipynb");
    const module = new URL("../../../lib/publish/notebook/run.ts", import.meta.url).href;
    const code = `import { runNotebook } from "${module}";
      const look = () => Deno.stat(${JSON.stringify(pidFile)}).then(() => true, () => false);
      setInterval(async () => { if (await look()) { ${whenRunning} } }, 50);
      const { failed } = await runNotebook(${JSON.stringify(path)}, { out: ${
      JSON.stringify(out)
    } });
      console.log(failed.evalue); Deno.exit(1);`;
    const command = new Deno.Command(Deno.execPath(), {
      args: ["eval", code],
      stdout: "piped",
      stderr: "null",
    });
    const runner = command.spawn();
    const pid = Number(await eventually(() => Deno.readTextFile(pidFile).catch(() => "")));
    how(runner);
    const { code: exit, stdout } = await runner.output();
    await eventually(() => Promise.resolve(!isAlive(pid)));
    const kept = await Deno.readTextFile(out).catch(() => undefined);
    return { exit, said: new TextDecoder().decode(stdout).trim(), kept };
  });
}

async function eventually<T>(look: () => Promise<T>): Promise<T> {
  for (let attempt = 0; attempt < 400; attempt++) {
    const seen = await look();
    if (seen) return seen;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error("it did not happen in ten seconds");
}

function isAlive(pid: number): boolean {
  try {
    Deno.kill(pid, "SIGCONT");
    return true;
  } catch {
    return false;
  }
}

Deno.test("SIGINT and SIGTERM end the kernel and keep the partial notebook", async () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const { exit, said, kept } = await disturb((runner) => runner.kill(signal));
    assertEquals([exit, said], [1, `stopped by ${signal}`]);
    assert(kept?.includes(`stopped by ${signal}`));
  }
});

Deno.test("no kernel outlives a runner that is killed, exits or breaks", async () => {
  await disturb((runner) => runner.kill("SIGKILL"));
  await disturb(() => {}, "Deno.exit(5);");
  await disturb(() => {}, 'throw new Error("broken");');
});
