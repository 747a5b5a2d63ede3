import { join } from "node:path";
import { installKernel } from "../../../lib/publish/commands/install.ts";
import { assert, assertEquals } from "../../assert.ts";
import { jupyterPython } from "./venv.ts";

const found = await jupyterPython();
if ("missing" in found) console.warn(`tests by Jupyter's own client are skipped: ${found.missing}`);

/** Runs a script of this folder, with our kernel installed as "deno" and Deno's own as "plain". */
async function withKernels(script: string, ...args: string[]): Promise<string> {
  const data = await Deno.makeTempDir({ prefix: "jupyter-data-" });
  try {
    await installKernel(data);
    const plain = join(data, "kernels", "plain");
    await Deno.mkdir(plain, { recursive: true });
    const argv = [Deno.execPath(), "jupyter", "--kernel", "--conn", "{connection_file}"];
    const spec = { argv, display_name: "plain", language: "typescript", env: { NO_COLOR: "1" } };
    await Deno.writeTextFile(
      join(plain, "kernel.json"),
      JSON.stringify({ ...spec, interrupt_mode: "message" }),
    );
    const { success, stdout, stderr } = await new Deno.Command(
      (found as { python: string }).python,
      {
        args: [join(import.meta.dirname!, script), ...args],
        env: { JUPYTER_DATA_DIR: data, JUPYTER_RUNTIME_DIR: join(data, "runtime") },
      },
    ).output();
    assert(success, new TextDecoder().decode(stderr));
    return new TextDecoder().decode(stdout);
  } finally {
    await Deno.remove(data, { recursive: true });
  }
}

/** What does not apply: a pager is something of IPython's. */
const NOT_APPLICABLE = ["pager"];

Deno.test({
  name: "our kernel passes the public conformance suite, where Deno's own does not",
  ignore: "missing" in found,
  async fn() {
    // documentation comes from `deno lsp`, which reads for 7 s of a core before it answers
    const [plain, ours] = await Promise.all(
      [["plain", "0"], ["deno", "300"]].map(async (args) =>
        JSON.parse(await withKernels("conformance.py", ...args)) as Record<string, string>
      ),
    );
    const rows = Object.keys(ours).map((test) =>
      `${test.padEnd(18)}${plain[test].padEnd(60)}${ours[test]}`
    );
    console.log([`${"".padEnd(18)}${"Deno's kernel".padEnd(60)}ours`, ...rows].join("\n"));
    const failed = Object.entries(ours).filter(([test, said]) =>
      said !== "passes" && !NOT_APPLICABLE.includes(test)
    );
    assertEquals(failed, []);
    assert(
      Object.values(plain).some((said) => said.startsWith("fails")),
      "the table tells no difference",
    );
  },
});

Deno.test({
  name: "driven by Jupyter's own client and nbclient, our kernel does all that it promises",
  ignore: "missing" in found,
  async fn() {
    const shown = JSON.parse(await withKernels("drive.py", "deno"));
    const interrupted = {
      texts: ["Interrupted: stopped by the reader; variables are kept"],
      status: "error",
    };
    assertEquals(shown["first value"], { texts: ["42"], status: "ok" });
    const [syntax] = shown.syntax.texts;
    assert(
      /^SyntaxError: .*\(Cell \[2\], line 2, column 13\)\n\n {4}2 \| const b = \(2;\n {6}\| {13}\^$/
        .test(syntax),
      syntax,
    );
    assert(/^ImportError: "danfo" .* Is "danfojs" meant\?/.test(shown.import.texts[0]));
    assertEquals([shown.awaiting, shown.loop], [interrupted, interrupted]);
    assertEquals(shown.kept, { texts: ["42"], status: "ok" });
    assert(
      shown.rejection.texts.some((text: string) =>
        text.startsWith("Uncaught (in promise) Error: nobody waits")
      ),
    );
    assert(shown.timer.texts.some((text: string) => text.startsWith("Uncaught Error: late")));
    assert(/^KernelRestarted: .*all variables are gone$/.test(shown.ignored.texts.at(-1)));
    assertEquals(shown.after, { texts: ['"undefined"'], status: "ok" });
    assert(shown.alive, "Jupyter thinks that the kernel has died");
    assertEquals(shown.notebook, [["1"], ["a", "2"], ["3"]]);
    assert(
      /let 1 = 2[^]*SyntaxError: [^]*Cell \[2\], line 1/.test(shown["bad notebook"]),
      shown["bad notebook"],
    );
  },
});
