/** What the study's notebooks need of the outside, and what of it they are allowed. */
import { ONNX_RUNTIME_FOLDER } from "../../core/onnx_runtime.ts";
import { PROJECT_ROOT } from "../../core/places.ts";
import { jsrUrl } from "../../data/mod.ts";
import { placesOfCommit } from "../../experiments/runs/versions.ts";
import { queueUrl } from "../../experiments/runners/queue/connect.ts";
import { modelFolders } from "../../features/text/model_files.ts";
import type { Policy } from "./policy.ts";

/** What the notebooks' kernel may do: read project, data (through the user's links, too) and models; write results. A
 * model was brought before (bring.ts), so that the hosts of models need not be reached.
 *
 * @param cwd the folder of the notebooks
 * @param queue address of the queue whose workers do the trainings */
export function confinement(
  { cwd, out, data, offline, queue }: {
    cwd: string;
    out: string;
    data: string;
    offline: boolean;
    queue?: string;
  },
): Policy {
  return {
    cwd,
    // its own command line tells a program that it is a kernel (drain.ts)
    read: [PROJECT_ROOT, ...placesOfCommit(), ...modelFolders(), "/proc/self/cmdline"],
    data: [data],
    write: [out],
    net: [
      "127.0.0.1",
      ...(offline ? [] : [new URL(jsrUrl()).hostname]),
      ...(queue ? [queueUrl(queue).hostname] : []),
    ],
    ffi: [ONNX_RUNTIME_FOLDER],
  };
}
