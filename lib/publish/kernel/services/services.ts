/** The services of our kernel, in the order in which they are asked. */
import type { Service } from "./service.ts";

/** What the services know of the kernel. */
export interface KernelPlace {
  /** The folder of the notebook. */
  readonly cwd: string;
}

/** Starts all services. Their modules are imported only now, when Deno's kernel is already starting. */
export async function startServices(place: KernelPlace): Promise<Service[]> {
  const starting: Promise<Service>[] = [
    import("./changed_modules.ts").then(({ changedModules }) => changedModules(place)),
    import("./cell_types.ts").then(({ cellTypes }) => cellTypes(place)),
  ];
  return await Promise.all(starting);
}
