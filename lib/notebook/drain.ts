/** Waits until the kernel's output has really been sent. */
import { ZmtpSocket } from "./zmtp.ts";

/** Resolves when all that was broadcast before has left the kernel.
 *
 * The queue between the thread that runs cells and the thread that sends gives no sign of being
 * empty. But it is one queue, in order: so we subscribe to our own kernel as any client does, queue
 * a marker (a second "busy", which means nothing new to a client), and wait until it comes back.
 * Takes about 3 ms. Where the kernel's port cannot be found out, it waits long enough instead. */
export async function drain(): Promise<void> {
  await pause(0); // rejections that nobody handles are told now, in their own cell
  const address = await iopub;
  if (address) await Promise.race([echo(address), pause(2000)]).catch(() => pause(100));
  else await pause(100);
}

const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

let marks = 0;

async function echo({ ip, port }: Address): Promise<void> {
  const socket = await ZmtpSocket.connect(ip, port, "SUB");
  const mark = () => {
    const metadata = { drained: `${Deno.pid}-${++marks}` };
    Deno.jupyter.broadcast("status", { execution_state: "busy" }, { metadata });
  };
  // the subscription takes effect at some moment after this: mark until one comes back
  const timer = setInterval(mark, 2);
  try {
    mark();
    const expected = new RegExp(`"drained":"${Deno.pid}-`);
    const decoder = new TextDecoder();
    while (true) {
      const frames = await socket.receive();
      if (frames.some((frame) => frame.length < 200 && expected.test(decoder.decode(frame)))) {
        return;
      }
    }
  } finally {
    clearInterval(timer);
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
