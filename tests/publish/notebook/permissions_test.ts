import { join, resolve } from "node:path";
import config from "../../../deno.json" with { type: "json" };
import { PROJECT_ROOT } from "../../../lib/core/places.ts";
import { commitOf, placesOfCommit } from "../../../lib/experiments/runs/versions.ts";
import { confinement } from "../../../lib/publish/kernel/confinement.ts";
import { commandOf, flags } from "../../../lib/publish/commands/permissions.ts";
import { assert, assertEquals } from "../../assert.ts";
import { withEnv } from "../../env.ts";

const started = Object.entries(config.tasks).flatMap(([task, line]) => {
  const name = line.match(/lib\/publish\/commands\/start\.ts (\S+)/)?.[1];
  return name ? [{ task, name }] : [];
});

Deno.test("no task runs with all permissions", () => {
  for (const [task, line] of Object.entries(config.tasks)) {
    assert(!/ -A\b|--allow-all/.test(line), `${task}: ${line}`);
  }
});

Deno.test("every command that is started by name is there, with flags of its own", () => {
  assert(started.length >= 6);
  for (const { task, name } of started) {
    assertEquals(name, task);
    const command = commandOf(name, []);
    assert(command, name);
    assert(Deno.statSync(join(PROJECT_ROOT, command.program)).isFile);
    const all = flags(command);
    assert(!all.includes("-A") && all.includes("--no-prompt"), `${all}`);
    assert(!all.includes("--allow-write"), `${name} may write everywhere`);
    assert(!all.includes("--allow-net"), `${name} may reach everything`);
  }
  assertEquals(commandOf("constructor", []), undefined);
});

Deno.test("a study may write to the out folder it is given, and reach no host but its kernel", () => {
  const { write, net, run } = commandOf("study", ["--out", "a,b", "--nom", "x"], "/tmp/s")!;
  assert(write.includes(resolve("a,b")) && !write.includes(resolve("out")));
  const flowers = commandOf("study", ["flowers", "--quick"])!;
  assert(flowers.write.includes(resolve("out/flowers")), "a study's folder by itself");
  assert(flowers.write.includes(resolve("out/index.html")), "the page over all studies there");
  assertEquals(net, ["127.0.0.1", "localhost", "unix:/tmp/s"]);
  assertEquals(run, [Deno.execPath()]);
  const flag = flags(commandOf("study", ["--out", "a,b"])!).find((it) =>
    it.startsWith("--allow-w")
  );
  assert(flag?.includes("a,,b"), "a comma would end the path");
});

Deno.test("a study's notebooks may write results alone, reach no hub, and offline nobody", () => {
  const places = { cwd: "/notebooks", out: "/results", data: "/data" };
  const policy = confinement({ ...places, offline: false });
  assertEquals(policy.write, ["/results"]);
  assert(!policy.net.some((host) => host.includes("hugg")) && policy.data.includes("/data"));
  const { net } = confinement({ ...places, offline: true });
  assertEquals(net, ["127.0.0.1"]);
});

Deno.test("HF_ENDPOINT adds its host, with its port, to the hosts of models; what is no address adds none", () => {
  const net = (HF_ENDPOINT: string) => withEnv({ HF_ENDPOINT }, () => commandOf("model", [])!.net!);
  assertEquals(net("http://mirror.example:8080/hub/").at(-1), "mirror.example:8080");
  assertEquals(net("no address"), net(""));
});

Deno.test({
  name:
    "a mirror that HF_ENDPOINT names is reached by the command that brings a model, and by it alone",
  ignore: Deno.build.os !== "linux", // elsewhere 127.0.0.2 is no address of this machine
  async fn() {
    const server = Deno.serve(
      { port: 0, hostname: "127.0.0.2", onListen() {} },
      () => new Response("here"),
    );
    const folder = await Deno.makeTempDir(), mirror = `http://127.0.0.2:${server.addr.port}`;
    try {
      const program = join(folder, "ask.ts");
      await Deno.writeTextFile(
        program,
        `console.log(await fetch("${mirror}").then((it) => it.text(), (error) => error.name));`,
      );
      const answers = await withEnv(
        { HF_ENDPOINT: mirror },
        () =>
          Promise.all(["model", "study", "present"].map(async (name) => {
            const { stdout } = await new Deno.Command(Deno.execPath(), {
              args: ["run", "--no-config", ...flags(commandOf(name, [])!), program],
              env: { NO_COLOR: "1" },
            }).output();
            return new TextDecoder().decode(stdout).trim();
          })),
      );
      assertEquals(answers, ["here", "NotCapable", "NotCapable"]);
    } finally {
      await server.shutdown();
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test({
  name:
    "in a work tree beside a clone, and in a folder within one, a study may read the commit, and nothing else of git",
  ignore: commitOf() === undefined, // no git, or not a clone
  async fn() {
    const main = await Deno.makeTempDir(), beside = await Deno.makeTempDir();
    const git = (...args: string[]) =>
      new Deno.Command("git", { args, cwd: main, stdout: "null", stderr: "null" }).output();
    await git("init");
    const author = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
    await git(...author, "commit", "--allow-empty", "-m", "First");
    await git("worktree", "add", "-b", "other", join(beside, "tree"));
    await Deno.mkdir(join(main, "within"));
    const program = join(beside, "tell.ts");
    await Deno.writeTextFile(
      program,
      `import { commitOf } from "${
        import.meta.resolve("../../../lib/experiments/runs/versions.ts")
      }";
      console.log(commitOf(Deno.args[0]));`,
    );
    const told = async (root: string, read: readonly string[]) => {
      const own = flags({ program, read: [root, ...read], write: [] });
      const { stdout } = await new Deno.Command(Deno.execPath(), {
        args: ["run", ...own, program, root],
        env: { NO_COLOR: "1" },
      }).output();
      return new TextDecoder().decode(stdout).trim();
    };
    try {
      const commit = commitOf(main), tree = join(beside, "tree"), within = join(main, "within");
      assert(/^[0-9a-f]{40}$/.test(commit ?? ""));
      assertEquals(placesOfCommit(main), []);
      for (const root of [tree, within]) {
        assertEquals(await told(root, placesOfCommit(root)), commit);
        assertEquals(await told(root, []), "undefined");
        assert(
          placesOfCommit(root).every((path) => !join(main, ".git", "config").startsWith(path)),
        );
      }
      assertEquals(await told(main, []), commit);
    } finally {
      for (const folder of [main, beside]) await Deno.remove(folder, { recursive: true });
    }
    const own = placesOfCommit(), { read } = commandOf("study", [])!;
    assert(own.every((path) => read.includes(path)));
    const kernel = confinement({ cwd: "/", out: "/out", data: "/data", offline: true });
    assert(own.every((path) => kernel.read.includes(path)));
  },
});

Deno.test({
  name: "Deno holds a command to its flags",
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      const program = join(folder, "greedy.ts"), elsewhere = join(PROJECT_ROOT, "greedy.txt");
      const attempts = [
        `Deno.writeTextFileSync(${JSON.stringify(elsewhere)}, "")`,
        `await fetch("http://192.0.2.1/")`,
        `new Deno.Command("sh").outputSync()`,
      ];
      const tried = attempts.map((code) =>
        `try { ${code}; console.log("done") } catch (error) { console.log(error.name) }`
      );
      await Deno.writeTextFile(program, tried.join("\n"));
      const own = flags({ ...commandOf("study", ["--out", folder])!, write: [folder] });
      const { stdout } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "--no-config", ...own, program],
        env: { NO_COLOR: "1" },
      }).output();
      assertEquals(
        new TextDecoder().decode(stdout).trim().split("\n"),
        Array(3).fill("NotCapable"),
      );
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
