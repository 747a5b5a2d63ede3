import { dirname, join } from "node:path";
import { confinement } from "../../../lib/publish/kernel/confinement.ts";
import { guard } from "../../../lib/publish/kernel/guard.ts";
import { type Policy, refusal } from "../../../lib/publish/kernel/policy.ts";
import { runNotebook } from "../../../lib/publish/notebook/run.ts";
import { assert, assertEquals } from "../../assert.ts";
import { files } from "../../features/tiny_model.ts";
import { notebookOf, withNotebook } from "./make.ts";

const policy: Policy = {
  cwd: "/data",
  read: ["/data"],
  data: [],
  write: ["/out"],
  net: ["127.0.0.1", "*.hub.example"],
  ffi: ["/modules"],
};
const allowed = (permission: string, value?: string | null) =>
  refusal(policy, { permission, value }) === undefined;

Deno.test("what lies in an allowed folder is allowed, its neighbours are not", () => {
  assert(allowed("read", "/data") && allowed("read", "/data/a/b.csv") && allowed("read", "/out/x"));
  assert(!allowed("read", "/database") && !allowed("read", "/"));
  assert(allowed("write", "/out/runs/1.json") && !allowed("write", "/data/a"));
  assert(!allowed("write", "/out/../etc/passwd") && !allowed("write", "/outside"));
  assert(allowed("read", "a.csv") && allowed("read", "../out/a") && !allowed("read", "../b"));
  assert(!allowed("write", "../out/a"), "where it would be written hangs on the folder gone to");
});

Deno.test("a question about everything is refused, and so is what nobody thought of", () => {
  for (const permission of ["read", "write", "net", "ffi", "run"]) {
    assert(!allowed(permission, null), permission);
  }
  assert(!allowed("run", "/bin/sh") && !allowed("telepathy", "you"));
});

Deno.test("hosts are allowed whole, with any port, and by the end of their name after a star", () => {
  assert(allowed("net", "127.0.0.1:8888") && allowed("import", "cdn.hub.example:443"));
  assert(!allowed("net", "hub.example.evil:443") && !allowed("net", "evilhub.example"));
  assert(!allowed("net", "127.0.0.1.evil:80"));
});

Deno.test("a symbolic link leads nowhere that is not allowed itself", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const out = join(folder, "out"), elsewhere = join(folder, "elsewhere");
    await Deno.mkdir(out);
    await Deno.mkdir(elsewhere);
    await Deno.symlink(elsewhere, join(out, "way"));
    const ask = (value: string) =>
      refusal({ ...policy, write: [out] }, { permission: "write", value });
    assertEquals(ask(join(out, "new", "file")), undefined);
    assert(ask(join(out, "way", "file"))?.includes("writing is confined to"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("links of the user's data are followed, to files and folders, for reading alone", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const [data, given, elsewhere] = ["data", "given", "elsewhere"].map((it) => join(folder, it));
    for (const path of [data, elsewhere]) await Deno.mkdir(path);
    await Deno.symlink(data, given);
    await Deno.symlink(elsewhere, join(data, "rock"));
    const ask = (permission: string, value: string) =>
      refusal({ ...policy, read: [], data: [given] }, { permission, value });
    assertEquals(ask("read", join(given, "rock", "a.wav")), undefined);
    assert(ask("read", join(elsewhere, "a.wav"))?.includes("reading is confined to"));
    assert(ask("read", join(given, "..", "a.wav"))?.includes("reading is confined to"));
    assert(ask("write", join(given, "rock", "a.wav"))?.includes("writing is confined to"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

const lines = (code: string) =>
  `await (async () => { ${code} })().then(() => console.log("done"), (e) => console.log(e.message));`;

Deno.test({
  name: "a confined notebook writes to its folder, and neither elsewhere nor to the network",
  ignore: Deno.build.os === "windows",
  async fn() {
    const notebook = notebookOf(
      lines(`await Deno.writeTextFile(Deno.env.get("OUT") + "/mine", "")`),
      lines(`await Deno.writeTextFile("elsewhere", "")`),
      lines(`await fetch("http://192.0.2.1/")`),
      lines(`await new Deno.Command("sh", { args: ["-c", "touch elsewhere"] }).output()`),
      lines(
        `new Worker("data:text/javascript,Deno.writeTextFileSync('elsewhere', '')", { type: "module" });
        await new Promise((done) => setTimeout(done, 300))`,
      ),
    );
    await withNotebook(notebook, async (path, folder) => {
      const out = join(folder, "out"), root = join(import.meta.dirname!, "../../..");
      await Deno.mkdir(out);
      await using guarded = (await guard({
        cwd: folder,
        read: [folder, root],
        data: [],
        write: [out],
        net: ["127.0.0.1"],
        ffi: [],
      }))!;
      const kept = join(out, "executed.ipynb");
      await runNotebook(path, { out: kept, env: { OUT: out, ...guarded.env } });
      const { cells } = JSON.parse(await Deno.readTextFile(kept));
      const said = cells.map((cell: { outputs: { text?: string | string[] }[] }) =>
        [cell.outputs.map(({ text }) => text ?? "")].flat(2).join("").trim()
      );
      assertEquals(said[0], "done");
      assert(said[1].includes("writing is confined to"), said[1]);
      assert(said[3].includes("run is not allowed"), said[3]);
      assert(!said[2].includes("done"), said[2]);
      const refused = guarded.refused.map(({ question }) => question.permission);
      for (const permission of ["write", "net", "run"]) assert(refused.includes(permission));
      assertEquals([...Deno.readDirSync(folder)].map((entry) => entry.name).sort(), [
        "out",
        "study.ipynb",
      ]);
    });
  },
});

Deno.test({
  name: "a confined notebook reads texts with a sentence model, native runtime and all",
  ignore: Deno.build.os === "windows",
  async fn() {
    const door = JSON.stringify(new URL("../../../lib/features/mod.ts", import.meta.url).href);
    const notebook = notebookOf(
      `import { openEncoder } from ${door};
      const encoder = await openEncoder({ model: "toy/bert", folders: ["models"], fallback: false });
      (await encoder.encode(["Blue moons", "la la"])).data.length`,
    );
    await withNotebook(notebook, async (path, folder) => {
      for (const [name, bytes] of Object.entries(files)) {
        const file = join(folder, "models/toy/bert", name);
        await Deno.mkdir(dirname(file), { recursive: true });
        await Deno.writeFile(file, bytes);
      }
      const out = join(folder, "out"), kept = join(out, "executed.ipynb");
      await Deno.mkdir(out);
      const places = { cwd: folder, out, data: folder };
      await using guarded = (await guard(confinement({ ...places, offline: true })))!;
      await runNotebook(path, { out: kept, env: guarded.env });
      const { cells: [{ outputs }] } = JSON.parse(await Deno.readTextFile(kept));
      assertEquals(outputs.at(-1).data["text/plain"], ["16"]);
      assertEquals(guarded.refused, []);
    }, { inProject: true });
  },
});
