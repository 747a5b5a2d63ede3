import { compileKernel } from "../../lib/core/kernels/build.ts";
import { buildKernels } from "../../lib/nn/kernels/build.ts";
import { assert, assertEquals } from "../assert.ts";
import { walkSync } from "../walk.ts";

const LIB = new URL("../../lib/", import.meta.url);

/** Every kernel but those of the networks, which are one. */
const kernels = [...walkSync(LIB)].filter((path) =>
  path.endsWith(".wasm") && path !== "nn/kernels/kernels.wasm"
);

// here all together: the compiler takes half a second to load
for (const path of kernels) {
  Deno.test(`${path} is what its source compiles to, byte for byte`, async () => {
    const source = new URL(path.replace(/wasm$/, "as.ts"), LIB);
    assertEquals(await compileKernel(source), await Deno.readFile(new URL(path, LIB)));
  });
}

Deno.test("the networks' kernels are what their sources compile to, byte for byte", async () => {
  assertEquals(await buildKernels(), await Deno.readFile(new URL("nn/kernels/kernels.wasm", LIB)));
});

Deno.test("every room that has kernels is among these", () => {
  const rooms = ["audio", "core", "models"];
  assert(rooms.every((room) => kernels.some((path) => path.startsWith(`${room}/`))), `${kernels}`);
});
