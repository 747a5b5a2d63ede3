/** What tfjs' union package `@tensorflow/tfjs` exports, as far as a notebook computes: its core and its layers, which bring
 * the gradients. The union is 190 MB larger, for browsers' backends and bundles. */
export * from "@tensorflow/tfjs-core";
export * from "@tensorflow/tfjs-layers";
