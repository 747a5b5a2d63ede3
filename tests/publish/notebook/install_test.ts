import { join } from "node:path";
import { installKernel, jupyterDataDir } from "../../../lib/publish/commands/install.ts";
import { findLab } from "../../../lib/publish/commands/find_lab.ts";
import { labArguments } from "../../../lib/publish/commands/lab.ts";
import { assert, assertEquals, assertFails } from "../../assert.ts";

Deno.test("Jupyter's data folder is found as Jupyter finds it", () => {
  const folder = (os: typeof Deno.build.os, variables: Record<string, string>) =>
    jupyterDataDir((name) => variables[name], os);
  const home = { HOME: "/home/a" };
  assertEquals(folder("linux", home), join("/home/a", ".local", "share", "jupyter"));
  assertEquals(folder("linux", { ...home, XDG_DATA_HOME: "/data" }), join("/data", "jupyter"));
  assertEquals(folder("darwin", home), join("/home/a", "Library", "Jupyter"));
  assertEquals(folder("windows", { APPDATA: "/roaming" }), join("/roaming", "jupyter"));
  assertEquals(folder("linux", { ...home, JUPYTER_DATA_DIR: "/own" }), "/own");
});

Deno.test("the installed kernel starts a Deno that exists, with our kernel that exists", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const { path, deno } = await installKernel(folder);
    const { argv, interrupt_mode, env } = JSON.parse(await Deno.readTextFile(path));
    assertEquals(path, join(folder, "kernels", "deno", "kernel.json"));
    assertEquals([argv[0], argv[1], ...argv.slice(-2)], [
      deno,
      "run",
      "--conn",
      "{connection_file}",
    ]);
    assert((await Deno.stat(argv.at(-3))).isFile);
    assertEquals([interrupt_mode, env], ["message", { NO_COLOR: "1" }]);
    const { success } = await new Deno.Command(argv[0], { args: ["--version"] }).output();
    assert(success);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("without JupyterLab, the way to it is told", async () => {
  const path = Deno.env.get("PATH")!;
  const folder = await Deno.makeTempDir();
  try {
    Deno.env.set("PATH", folder);
    await assertFails(() => findLab(), /pip install jupyterlab/);
    await Deno.writeTextFile(join(folder, "jupyter-lab"), "", { mode: 0o755 });
    if (Deno.build.os === "windows") return;
    const here = await Deno.realPath(folder);
    assertEquals(await findLab(), {
      lab: [join(here, "jupyter-lab")],
      trust: [join(here, "jupyter-trust")],
    });
  } finally {
    Deno.env.set("PATH", path);
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("JupyterLab opens the study's first notebook, with our settings; what the user asks goes last", async () => {
  const args = labArguments("spotify", ["--port=9000"]);
  assert(args.includes("--LabApp.default_url=/lab/tree/notebooks/spotify/01_stats.ipynb"));
  assertEquals(args.at(-1), "--port=9000");
  const settings = args.map((arg) => arg.match(/app_settings_dir=(.+)/)?.[1]).find(Boolean)!;
  const read = async (name: string) => JSON.parse(await Deno.readTextFile(join(settings, name)));
  const { fetchNews } =
    (await read("overrides.json"))["@jupyterlab/apputils-extension:notification"];
  assertEquals([fetchNews, (await read("page_config.json")).buildCheck], ["false", false]);
  await assertFails(() => labArguments("nothing", []), /no notebook/);
});
