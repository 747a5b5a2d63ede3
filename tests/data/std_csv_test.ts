import { join } from "node:path";
import { PROJECT_ROOT } from "../../lib/core/places.ts";
import { stdRow } from "../../lib/data/csv.ts";
import { fetchStdCsv } from "../../lib/data/std_csv.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";
import { MARK, playJsr, playSilence } from "../jsr.ts";

Deno.test("@std/csv comes from the registry, its newest version that was not withdrawn, and writes rows", async () => {
  await using registry = playJsr({ versions: { "1.0.20": { yanked: true }, "2.0.0": {} } });
  const row = stdRow(await fetchStdCsv(registry.url));
  assertEquals(row(["a", "b\tc", 'd"'], "\t"), 'a\t"b\tc"\t"d"""');
  assert((globalThis as Record<string, unknown>)[MARK], "the stand-in wrote it");
  const files = ["meta.json", "1.0.6_meta.json", "1.0.6/stringify.ts", "1.0.6/_quoted.ts"];
  assertEquals(registry.asked, files.map((file) => `/@std/csv/${file}`));
});

Deno.test("a registry with one door is gone through by that", async () => {
  const files = { "/mod.ts": "export const stringify = (): string => 'one door\\r\\n';\n" };
  await using registry = playJsr({ files, exports: { ".": "./mod.ts" } });
  assertEquals(stdRow(await fetchStdCsv(registry.url))(["a"], ","), "one door");
});

Deno.test("what the registry's checksum does not fit, what is not there and what it lacks is not used", async () => {
  const fails = async (options: Parameters<typeof playJsr>[0], ...parts: string[]) => {
    await using registry = playJsr(options);
    await assertFails(() => fetchStdCsv(registry.url), ...parts);
  };
  await fails({ spoil: (text) => text + "\n" }, "/stringify.ts is not what", "checksum");
  await fails({ versions: { "1.0.7": {} } }, "answers 404", "1.0.7_meta.json");
  await fails({ exports: { ".": "./mod.ts" } }, "/mod.ts needs jsr:@std/streams");
  await fails({ exports: { ".": "./_quoted.ts" } }, "has no stringify");
  await assertFails(() => fetchStdCsv("http://127.0.0.1:1/"), "127.0.0.1:1 cannot be reached");
});

for (
  const [what, options] of [
    ["answers nothing", {}],
    ["drops every packet", { drops: true }],
  ] as const
) {
  Deno.test({
    name: `a registry that ${what} holds the export for five seconds; it says so, papaparse writes`,
    ignore: Deno.build.os !== "linux" && "drops" in options, // how full queues behave is the system's affair
    async fn() {
      await using registry = await playSilence(options);
      const out = await Deno.makeTempDir(), url = (path: string) => new URL(path, import.meta.url);
      const code = `import { exportPredictions } from "${url("../../lib/data/prediction.ts")}";
        import { smallTracks } from "${url("../tracks.ts")}";
        const test = smallTracks([{ title: "One" }, { title: "Two" }]), started = performance.now();
        for (const what of ["base", "full"]) {
          await exportPredictions(test, ["rap", "pop"], { out: ${
        JSON.stringify(out)
      }, nom: "A", what });
        }
        console.log(performance.now() - started);`;
      try {
        const program = join(out, "export.ts");
        await Deno.writeTextFile(program, code);
        const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
          args: ["run", "-A", "--config", join(PROJECT_ROOT, "deno.json"), program],
          env: { JSR_URL: registry.url, NO_COLOR: "1" },
          signal: AbortSignal.timeout(30_000), // it must end by itself, too
        }).output();
        assert(success, new TextDecoder().decode(stderr));
        const [said, took, ...more] = new TextDecoder().decode(stdout).trim().split("\n");
        assert(/127\.0\.0\.1:\d+ gave no answer within 5 s/.test(said), said);
        assert(said.includes("papaparse"), said);
        assert(Number(took) >= 4900 && Number(took) < 6500, `${took} ms`);
        assertEquals(more, [], "said once a process");
        for (const kind of ["base", "full"]) {
          const text = await Deno.readTextFile(join(out, `A_prediction_${kind}.csv`));
          assert(text.endsWith("pop\n"), text);
        }
      } finally {
        await Deno.remove(out, { recursive: true });
      }
    },
  });
}
