/** A worker that does nothing but its share of an arena's large kernels (parallel.as.ts). */
import { instantiate } from "./load.ts";

addEventListener("message", (event) => {
  const { memory, id } = (event as MessageEvent<{ memory: WebAssembly.Memory; id: number }>).data;
  instantiate(memory).help(id);
});
