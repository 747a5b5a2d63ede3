/** The files below a folder, as paths relative to it. */
export function* walkSync(folder: URL, below = ""): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(new URL(below, folder))) {
    if (isDirectory) yield* walkSync(folder, `${below}${name}/`);
    else yield below + name;
  }
}
