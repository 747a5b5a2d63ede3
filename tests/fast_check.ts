/** fast-check, named here alone: what only tests use is not in deno.json's imports, so that `study` does not install it. */
export { default } from "npm:fast-check@4.10.2";
