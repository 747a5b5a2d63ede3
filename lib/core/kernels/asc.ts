/** AssemblyScript's compiler (100 MB), named here alone: what only building needs is not in deno.json's imports, so that
 * `deno task study` does not install it. */
export { default } from "npm:assemblyscript@0.28.20/asc";
