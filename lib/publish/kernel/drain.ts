/** Waits until the kernel's output has really been sent. */
import { ZmtpSocket } from "./zmtp.ts";

// A notebook's names hide the platform's, in modules too: these are held from the start.
const { Deno, JSON, Promise, String, TextDecoder } = globalThis;
const { clearInterval, clearTimeout, crypto, setInterval, setTimeout } = globalThis;

/** Resolves when all that was broadcast before has left the kernel.
 *
 * The queue between the thread that runs cells and the thread that sends gives no sign of being
 * empty. But it is one queue, in order: so we subscribe to our own kernel as any client does, queue
 * a marker (a second "busy", which means nothing new to a client), and wait until it comes back.
 * Takes about 5 ms. Where the kernel's port cannot be found out, it waits long enough instead. */
export async function drain(): Promise<void> {
  await pause(0); // rejections that nobody handles are told now, in their own cell
  const address = await iopub;
  const drained = address && await echo(address).then(() => true, () => false);
  if (!drained) await pause(100);
}

const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

/** How long the kernel may send nothing before we no longer wait, in milliseconds. */
const SILENCE = 2000;

async function echo({ ip, port }: Address): Promise<void> {
  const socket = await ZmtpSocket.connect(ip, port, "SUB");
  const giveUp = () => socket.close();
  let deadline = setTimeout(giveUp, SILENCE);
  const id = crypto.randomUUID();
  let marks = 0;
  const mark = () => {
    const metadata = { mark: `${id}/${++marks}/` };
    Deno.jupyter.broadcast("status", { execution_state: "busy" }, { metadata });
  };
  // The subscription takes effect at some moment after this: mark until something comes, and once
  // more. Then wait for the last mark, for a "busy" must not be seen after the kernel's "idle".
  mark();
  const timer = setInterval(mark, 2);
  let subscribed = false;
  try {
    const decoder = new TextDecoder();
    while (true) {
      const parts = (await socket.receive()).filter((frame) => frame.length < 100);
      clearTimeout(deadline);
      deadline = setTimeout(giveUp, SILENCE);
      if (!subscribed) {
        clearInterval(timer);
        mark();
        subscribed = true;
      }
      if (parts.some((frame) => decoder.decode(frame).includes(`${id}/${marks}/`))) return;
    }
  } finally {
    clearInterval(timer);
    clearTimeout(deadline);
    socket.close();
  }
}

interface Address {
  ip: string;
  port: number;
}

/** The connection file named on this kernel's command line. */
export async function connectionFile(): Promise<string | undefined> {
  // Deno.args and process.argv are empty in a kernel
  const read = async () => {
    if (Deno.build.os === "linux") return await Deno.readTextFile("/proc/self/cmdline");
    const args = ["-o", "command=", "-p", String(Deno.pid)];
    const { stdout } = await new Deno.Command("ps", { args }).output();
    return new TextDecoder().decode(stdout);
  };
  const [, file] = (await read()).match(/--conn[\0 =](.+?\.json)/) ?? [];
  return file;
}

/** Where this kernel publishes. */
const iopub: Promise<Address | undefined> = (async () => {
  const { ip, iopub_port } = JSON.parse(await Deno.readTextFile((await connectionFile())!));
  return { ip, port: iopub_port };
})().catch(() => undefined);
