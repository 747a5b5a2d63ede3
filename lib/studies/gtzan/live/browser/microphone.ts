/// <reference lib="dom" />
/** The microphone, as samples. */
import { RATE } from "./analysis.ts";

/** Hands on a fifth of a second at a time. It stands in its own address, for a page from the disk may load no modules. */
const PROCESSOR = `registerProcessor("samples", class extends AudioWorkletProcessor {
  held = new Float32Array(${RATE / 5});
  count = 0;
  process([[samples]]) {
    for (const sample of samples ?? []) {
      this.held[this.count++] = sample;
      if (this.count === this.held.length) {
        this.port.postMessage(this.held.slice());
        this.count = 0;
      }
    }
    return true;
  }
});`;

/** Listens until the function that is returned is called.
 * @throws {DOMException} when there is no microphone, or it may not be used */
export async function listen(take: (samples: Float32Array) => void): Promise<() => void> {
  const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  const stream = await navigator.mediaDevices.getUserMedia({ audio: plain });
  const context = new AudioContext({ sampleRate: RATE });
  const stop = () => {
    for (const track of stream.getTracks()) track.stop();
    context.close();
  };
  try {
    await context.audioWorklet.addModule(`data:text/javascript,${encodeURIComponent(PROCESSOR)}`);
    const samples = new AudioWorkletNode(context, "samples", { numberOfOutputs: 0 });
    samples.port.onmessage = ({ data }) => take(data);
    context.createMediaStreamSource(stream).connect(samples);
    return stop;
  } catch (error) {
    stop();
    throw error;
  }
}
