/** File systems for tests that need a full or a read-only one: where this process may mount them. */

const mount = (...args: string[]) =>
  new Deno.Command("mount", { args, stderr: "null" }).outputSync().success;

const unmount = (folder: string) => new Deno.Command("umount", { args: [folder] }).outputSync();

/** Makes a file system of its own for `use`, in memory. */
export async function onDisk(
  { bytes, readOnly = false }: { bytes: number; readOnly?: boolean },
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const options = `size=${bytes}${readOnly ? ",ro" : ""}`;
  if (!mount("-t", "tmpfs", "-o", options, "tmpfs", folder)) throw new Error("cannot mount");
  try {
    await use(folder);
  } finally {
    unmount(folder);
    await Deno.remove(folder);
  }
}

/** Whether it can be done here: on Linux, by root, outside a container that forbids it. */
onDisk.possible = possible();

function possible(): boolean {
  if (Deno.build.os !== "linux" || Deno.uid() !== 0) return false;
  const folder = Deno.makeTempDirSync();
  try {
    const can = mount("-t", "tmpfs", "-o", "size=4096", "tmpfs", folder);
    if (can) unmount(folder);
    return can;
  } finally {
    Deno.removeSync(folder);
  }
}
