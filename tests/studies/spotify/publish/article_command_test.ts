import { join } from "node:path";
import { PROJECT_ROOT } from "../../../../lib/core/places.ts";
import { openCourse } from "../../../../lib/studies/spotify/open.ts";
import { DEBIAN_PACKAGES, INSTALL_TEX } from "../../../../lib/publish/article/how_to_compile.ts";
import { assert, assertEquals } from "../../../assert.ts";
import { latex } from "../../../needs.ts";
import { madeStudy } from "./made_study.ts";

/** Runs the report command as a user would. */
async function report(args: string[], env: Record<string, string> = {}) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "lib/publish/commands/report.ts", ...args],
    cwd: PROJECT_ROOT,
    env: { NO_COLOR: "1", ...env },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** The lines that a program prints; none where it is not here. */
const linesOf = (program: string, ...args: string[]) =>
  new Deno.Command(program, { args }).output().then(
    ({ stdout }) => new TextDecoder().decode(stdout).split("\n").filter((line) => line !== ""),
    () => [],
  );

Deno.test("without LaTeX there is the source, and word of how to get a PDF", async () => {
  const out = await Deno.makeTempDir();
  try {
    await madeStudy(out, { parts: ["01", "02"] });
    const { code, stdout } = await report(["--out", out, "--author", "<script>"], {
      PATH: "/none",
    });
    assertEquals(code, 0);
    assert(stdout.includes("no latexmk or tectonic") && stdout.includes(INSTALL_TEX), stdout);
    const note = await Deno.readTextFile(join(out, "report", "README.md"));
    assert(note.includes(INSTALL_TEX), note);
    const names = [...Deno.readDirSync(join(out, "report"))].map(({ name }) => name).sort();
    assertEquals(names, ["README.md", "article.tex", "author.tex", "figures", "references.bib"]);
    const tex = await Deno.readTextFile(join(out, "report", "article.tex"));
    assert(tex.includes("\\author{\\textless{}script\\textgreater{}}"), tex);
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});

Deno.test({
  name: "the list of Debian packages holds every file that the article asks for",
  ignore: !latex || (await linesOf("dpkg", "--version")).length === 0,
  async fn() {
    const out = await Deno.makeTempDir();
    try {
      await madeStudy(out, { parts: ["01"] });
      const files = new Set(["llncs.cls", "splncs04.bst", "lmodern.sty"]);
      for (const language of ["en", "fr"]) {
        await report(["--out", out, "--lang", language], { PATH: "/none" });
        const tex = await Deno.readTextFile(join(out, "report", "article.tex"));
        for (const [, name] of tex.matchAll(/\\usepackage(?:\[[^\]]*\])?\{(\w+)\}/g)) {
          files.add(name === "babel" && language === "fr" ? "french.ldf" : `${name}.sty`);
        }
      }
      assert(files.has("pgfplots.sty") && files.has("french.ldf"), [...files].join(" "));
      // what texlive-latex-recommended stands on
      const known = [...DEBIAN_PACKAGES, "texlive-latex-base", "texlive-base"];
      const paths = await linesOf("kpsewhich", ...files);
      assert(paths.length > 0, "TeX finds none of them");
      const owned = (await linesOf("dpkg", "--search", ...paths)).map((line) => line.split(/:.* /));
      for (const [owner, path] of owned) {
        const isAnotherEngines = path.endsWith("/fontspec.sty");
        assert(isAnotherEngines || known.includes(owner), `${path} is in ${owner}`);
      }
    } finally {
      await Deno.remove(out, { recursive: true });
    }
  },
});

Deno.test("the report command says in one line what a person can mend", async () => {
  const empty = await Deno.makeTempDir();
  try {
    for (
      const [args, part] of [
        [["--out", empty], "deno task study"],
        [["--lang", "de"], "--lang"],
        [["--langue", "fr"], "--langue"],
        [["--out", empty, "--nom", ".."], "--nom"],
      ] as const
    ) {
      const { code, stderr } = await report([...args]);
      assertEquals(code, 1);
      assert(stderr.includes(part) && !/\n\s+at /.test(stderr), stderr);
    }
  } finally {
    await Deno.remove(empty, { recursive: true });
  }
});

Deno.test("report takes the study's --data, and writes about no other data", async () => {
  const out = await Deno.makeTempDir(), data = join(PROJECT_ROOT, "data", "sample");
  const env = { PATH: "/none" };
  try {
    await madeStudy(out, { parts: ["01"], fingerprint: (await openCourse({ data })).fingerprint });
    const right = await report(["--out", out, "--data", data], env);
    assertEquals(right.code, 0, right.stderr);
    await madeStudy(out, { parts: ["01"], fingerprint: "f".repeat(16) });
    await Deno.remove(join(out, "report"), { recursive: true });
    const { code, stderr } = await report(["--out", out, "--data", data], env);
    assertEquals(code, 1);
    assert(stderr.includes("of other data") && stderr.includes("f".repeat(16)), stderr);
    assert(stderr.includes(data) && ![...Deno.readDirSync(out)].some((e) => e.name === "report"));
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});

Deno.test("report --help names every option", async () => {
  const { code, stdout } = await report(["--help"]);
  assertEquals(code, 0);
  for (const option of ["data", "lang", "author", "affiliation", "nom", "out", "final", "debug"]) {
    assert(stdout.includes(`--${option}`), option);
  }
});
