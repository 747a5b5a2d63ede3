// @ts-nocheck AssemblyScript, compiled and checked by asc (build.ts)
/** All kernels of the fused engine: what kernels.wasm exports. */
import { dismiss, help, helped, invite } from "./parallel.as.ts";
export * from "./activation.as.ts";
export * from "./batch_norm.as.ts";
export * from "./binary_cross_entropy.as.ts";
export * from "./cross_entropy.as.ts";
export * from "./gate.as.ts";
export { gemm } from "./gemm.as.ts";
export * from "./members.as.ts";
export * from "./optimiser.as.ts";
export * from "./periodic.as.ts";
export * from "./piecewise_linear.as.ts";
export * from "./random.as.ts";
export * from "./rows.as.ts";
export * from "./tag_loss.as.ts";

// not "export … from", by which asc would make a second copy of the module and of its variables
export { dismiss, help, helped, invite };
