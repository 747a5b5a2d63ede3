import { walkSync } from "./walk.ts";
import { assertEquals } from "./assert.ts";

/** Each room may import those before it, and itself. `lib/mod.ts` is the door and imports them all but the studies. */
const ORDER = [
  ...[
    "core",
    "data",
    "audio",
    "features",
    "models",
    "nn",
    "evaluation",
    "experiments",
    "show",
    "publish",
  ],
  "studies",
];
const lib = new URL("../lib/", import.meta.url);
const files = [...walkSync(lib)].filter((file) => file.endsWith(".ts") && !file.endsWith(".as.ts"));
const roomOf = (path: string) => path.split("/")[0];
const codeOf = (file: string) =>
  Deno.readTextFileSync(new URL(file, lib))
    .replace(/^\s*(\/?\*|\/\/).*$/gm, "").replace(/\s\/\/ .*$/gm, "");
const importsOf = (file: string) =>
  Array.from(
    codeOf(file).matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]*)"/g),
    ([, path]) => new URL(path, new URL(file, lib)).href.slice(lib.href.length),
  );
const inRooms = files.filter((file) => file.includes("/"));

Deno.test("imports point one way through the rooms of lib/", () => {
  const wrong = inRooms.flatMap((file) =>
    importsOf(file)
      .filter((path) => roomOf(path) !== "studies") // the next test's affair
      .filter((path) => ORDER.indexOf(roomOf(path)) > ORDER.indexOf(roomOf(file)))
      .map((path) => `${file} imports ${path}`)
  );
  assertEquals(wrong, []);
});

Deno.test("no file outside lib/studies/ imports a study; where studies lie knows what loads one, what hashes recipes, and what a worker may train", () => {
  const importers = files.filter((file) =>
    roomOf(file) !== "studies" && importsOf(file).some((path) => roomOf(path) === "studies")
  );
  assertEquals(importers, []);
  const loaders = files.filter((file) =>
    roomOf(file) !== "studies" && /["`][^"`]*studies\//.test(codeOf(file))
  );
  assertEquals(loaders.sort(), [
    "experiments/runners/queue/trials.ts",
    "experiments/runs/code.ts",
    "publish/commands/studies.ts",
  ]);
});

Deno.test("publish/ names no part of a study, and nothing that is one study's alone", () => {
  const named = files.filter((file) => roomOf(file) === "publish").flatMap((file) =>
    codeOf(file).split("\n")
      .filter((line) => /"0[1-6]"|genre|playlist|\btracks?\b(?!")|course|spotify/i.test(line))
      .map((line) => `${file}: ${line.trim()}`)
  );
  assertEquals(named, [`publish/commands/studies.ts: export const USUAL = "spotify";`]);
});

Deno.test("the engine's code names no column of a study", () => {
  const named = files.filter((file) => roomOf(file) !== "studies").flatMap((file) =>
    codeOf(file).split("\n")
      .filter((line) => /Tracks|QUANTITIES|playlist_|track_|genreLabels/.test(line))
      .map((line) => `${file}: ${line.trim()}`)
  );
  assertEquals(named, []);
});

Deno.test("data has one door: other rooms import lib/data/mod.ts alone", () => {
  const wrong: string[] = [];
  for (const file of files.filter((file) => roomOf(file) !== "data")) {
    const text = Deno.readTextFileSync(new URL(file, lib)).replace(/^\s*(\/?\*|\/\/).*$/gm, "");
    for (const [, path] of text.matchAll(/from "(\.[^"]*\/data\/[^"]*)"/g)) {
      if (!path.endsWith("/data/mod.ts")) wrong.push(`${file} imports ${path}`);
    }
  }
  assertEquals(wrong, []);
});

/** The rooms, each with a door: `mod.ts`. */
const ROOMS = ORDER.filter((room) => room !== "studies");
/** The files that a door's head maps: lines of two spaces, a path, two spaces or more, a phrase. */
const mapped = (door: string) =>
  Array.from(
    Deno.readTextFileSync(new URL(door, lib)).split("*/")[0].matchAll(/^ \* {3}(\S+) {2,}\S/gm),
    ([, path]) => path,
  );

Deno.test("each room's door maps every file of its room in a phrase, and nothing else", () => {
  for (const room of ROOMS) {
    const own = [...walkSync(new URL(`${room}/`, lib))]
      .filter((file) => file.endsWith(".ts") && file !== "mod.ts");
    assertEquals(mapped(`${room}/mod.ts`), own.sort(), `the map in lib/${room}/mod.ts`);
  }
});

Deno.test("a room of more than 6,000 lines says at its door why", () => {
  const silent = ROOMS.filter((room) => {
    const lines = [...walkSync(new URL(`${room}/`, lib))]
      .map((file) => Deno.readTextFileSync(new URL(`${room}/${file}`, lib)).split("\n").length)
      .reduce((sum, count) => sum + count, 0);
    const head = Deno.readTextFileSync(new URL(`${room}/mod.ts`, lib)).split("*/")[0];
    return lines > 6000 && !head.includes("It is large because");
  });
  assertEquals(silent, []);
});

Deno.test("no file of a room imports its own door", () => {
  const wrong = inRooms.flatMap((file) =>
    importsOf(file).filter((path) => path === `${roomOf(file)}/mod.ts`)
      .map((path) => `${file} imports ${path}`)
  );
  assertEquals(wrong, []);
});

Deno.test("randomness is an argument: nothing in lib/ draws from Math.random", () => {
  const users = files.filter((file) => codeOf(file).includes("Math.random"));
  assertEquals(users, []);
});

Deno.test("no file of lib/ or tests/ holds more than one idea's worth of lines", () => {
  const tests = new URL("./", import.meta.url);
  const long = [lib, tests].flatMap((folder) =>
    [...walkSync(folder)].filter((file) => file.endsWith(".ts")).map((file) => ({
      file,
      lines: Deno.readTextFileSync(new URL(file, folder)).split("\n").length,
    }))
  ).filter(({ lines }) => lines > 300).map(({ file, lines }) => `${file}: ${lines}`);
  assertEquals(long, []);
});

Deno.test("a timer of the library is the platform's, whatever a notebook calls setTimeout", () => {
  const loose = files.filter((file) => !/^publish\/|\/browser\//.test(file)).filter(
    (file) => {
      const code = codeOf(file);
      const used = code.match(/(?<![.\w])(setTimeout|setInterval|queueMicrotask)(?=\()/)?.[0];
      return used && !new RegExp(`const \\{[^}]*\\b${used}\\b[^}]*\\} = globalThis`).test(code);
    },
  );
  assertEquals(loose, []);
});
