/** danfojs with types that agree with Deno's; load it through {@linkcode danfo} alone. */
// @ts-types="./danfojs.d.ts"
export * from "danfojs";
