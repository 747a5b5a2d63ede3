/// <reference lib="dom" />
/** The live page's program: what is dropped, chosen or spoken is heard, drawn and judged. */
import { beatTrack } from "../../../../audio/beats.ts";
import { encodeWav } from "../../../../audio/decode/wav.ts";
import { openNetwork } from "../network.ts";
import type { Demo } from "../recipe.ts";
import { Analysis, RATE } from "./analysis.ts";
import { listen } from "./microphone.ts";
import { answerView, find, make, pictures } from "./view.ts";

declare global {
  // what the page's other scripts leave
  var liveSound: Demo;
  var soundPlayers: { prepare(player: HTMLElement): void };
}

/** A longer sound is heard up to here, in seconds; a larger file is not opened, in bytes. */
const LONGEST = 600, LARGEST = 3e8;
/** How much of a sound that goes on is seen, and of which the beats are looked for, in seconds. */
const SEEN = 20;

const { genres, network, examples } = liveSound, predict = openNetwork(network);
const answer = answerView(genres), state = find(".state"), heard = find(".heard");
const microphone = find<HTMLButtonElement>("[data-do=microphone]");

/** What is heard now: whatever comes later ends it. */
let current = { ended: false, redraw() {}, end() {} };
function begin(): typeof current {
  current.ended = true;
  current.end();
  return current = { ended: false, redraw() {}, end() {} };
}

const say = (text: string) => state.textContent = text;
const pause = () => new Promise((resolve) => setTimeout(resolve));
const answerOf = ({ answers }: Analysis, index: number) =>
  index < 0 ? undefined : answers.slice(index, index + 1);

/** Means of all that the network has said. */
function meanOf({ answers }: Analysis): Float32Array | undefined {
  const { count } = answers;
  if (count === 0) return undefined;
  const rows = answers.slice(0, count), mean = new Float32Array(genres.length);
  rows.forEach((share, i) => mean[i % genres.length] += share / count);
  return mean;
}

/** Hears a file: first as a whole, then as it is played. */
async function open(file: Blob, name: string): Promise<void> {
  const own = begin();
  if (file.size > LARGEST) return fail(`“${name}” is too large: at most 300 MB are opened.`);
  say(`Opening “${name}” …`);
  let samples: Float32Array, cut = false;
  try {
    const decoder = new OfflineAudioContext(1, 1, RATE);
    const decoded = await decoder.decodeAudioData(await file.arrayBuffer());
    samples = mono(decoded);
    cut = samples.length > LONGEST * RATE;
  } catch {
    return own.ended ? undefined : fail(`“${name}” is no sound that this browser can play.`);
  }
  if (own.ended) return;
  if (samples.length === 0) return fail(`“${name}” holds no sound.`);
  const analysis = new Analysis(genres.length, predict);
  const end = Math.min(samples.length, LONGEST * RATE);
  for (let at = 0; at < end; at += 5 * RATE) {
    analysis.push(samples.subarray(at, Math.min(end, at + 5 * RATE)));
    say(`Listening to “${name}”: ${Math.round(100 * Math.min(1, (at + 5 * RATE) / end))} %`);
    await pause(); // so that the page goes on
    if (own.ended) return;
  }
  analysis.finish();
  say(cut ? `“${name}” is long: its first ten minutes were heard.` : `Heard “${name}”.`);
  play(analysis, file, name, own);
}

/** All channels as one. */
function mono(decoded: AudioBuffer): Float32Array {
  const samples = new Float32Array(decoded.length), n = decoded.numberOfChannels;
  for (let c = 0; c < n; c++) {
    decoded.getChannelData(c).forEach((x, i) => samples[i] += x / n);
  }
  return samples;
}

function fail(why: string): void {
  say(why);
  heard.replaceChildren();
  answer.show(undefined, undefined);
}

/** Shows a sound that was heard to its end, as something to press play on. */
function play(analysis: Analysis, file: Blob, name: string, own: typeof current): void {
  const { seconds } = analysis, samples = analysis.samples.slice(0, analysis.samples.count);
  const beats = seconds > 1 ? [...beatTrack({ samples, rate: RATE }).times] : [];
  const address = URL.createObjectURL(file), shown = pictures(answer.colours);
  const audio = make("audio", { controls: true, preload: "auto", src: address });
  const player = make(
    "div",
    { className: "sound-player" },
    ...[make("p", { className: "called" }, name), shown.stage, audio],
  );
  player.setAttribute("role", "group");
  player.ariaLabel = name;
  player.dataset.seconds = String(seconds);
  player.dataset.beats = beats.map((beat) => beat.toFixed(3)).join(" ");
  heard.replaceChildren(player);
  own.redraw = () => shown.draw(analysis, beats, 0, seconds);
  own.redraw();
  soundPlayers.prepare(player);
  const all = meanOf(analysis);
  const follow = () => {
    if (own.ended) return;
    answer.show(answerOf(analysis, analysis.answerAt(audio.currentTime)), all);
    if (!audio.paused) requestAnimationFrame(follow);
  };
  for (const happens of ["play", "seeked", "pause", "timeupdate"]) {
    audio.addEventListener(happens, follow);
  }
  follow();
  own.end = () => {
    audio.pause();
    URL.revokeObjectURL(address);
  };
}

/** Hears the microphone until it is stopped, or for ten minutes; then what was heard can be played. */
async function record(): Promise<void> {
  const own = begin(), analysis = new Analysis(genres.length, predict);
  const shown = pictures(answer.colours);
  let beats: readonly number[] = [], looked = 0, drawing = 0, stop = () => {};
  say("Waiting for the microphone …");
  own.redraw = () => {
    if (own.ended || !finishing) return;
    const from = Math.max(0, analysis.seconds - SEEN);
    shown.draw(analysis, beats, from, SEEN);
    answer.show(answerOf(analysis, analysis.answers.count - 1), meanOf(analysis));
  };
  const take = (samples: Float32Array) => {
    if (own.ended) return;
    analysis.push(samples);
    if (analysis.seconds > Math.max(4, looked + 2)) {
      looked = analysis.seconds;
      const from = Math.max(0, looked - SEEN), last = analysis.samples;
      const part = last.slice(Math.round(from * RATE), last.count);
      beats = [...beatTrack({ samples: part, rate: RATE }).times].map((time) => from + time);
    }
    drawing ||= requestAnimationFrame(() => { // a machine that is slow draws less often
      drawing = 0;
      own.redraw();
    });
    if (analysis.seconds >= LONGEST) finish();
  };
  function finish() {
    own.end();
    own.end = () => {};
    if (own.ended || analysis.samples.count === 0) return;
    analysis.finish();
    const samples = analysis.samples.slice(0, analysis.samples.count);
    const file = new Blob([encodeWav({ samples, rate: RATE })], { type: "audio/wav" });
    say("The microphone is off. What it heard is here and nowhere else.");
    play(analysis, file, "What the microphone heard", own);
  }
  try {
    stop = await listen(take);
  } catch (error) {
    if (!own.ended) fail(`There is no microphone to listen to (${(error as Error).message}).`);
    return;
  }
  if (own.ended) return stop();
  own.end = () => {
    stop();
    pressed(false);
    finishing = undefined;
  };
  finishing = finish;
  heard.replaceChildren(make("div", { className: "sound-player going" }, shown.stage));
  pressed(true);
  say("Listening. Nothing leaves this machine.");
}

let finishing: (() => void) | undefined;
function pressed(on: boolean): void {
  microphone.classList.toggle("on", on);
  microphone.textContent = on ? "Stop the microphone" : "Use the microphone";
}
microphone.addEventListener("click", () => finishing ? finishing() : record());

const chosen = find<HTMLInputElement>("#file");
chosen.addEventListener("change", () => {
  const file = chosen.files?.[0];
  if (file) open(file, file.name);
  chosen.value = ""; // the same file may be chosen again
});
for (const chip of document.querySelectorAll<HTMLElement>("[data-example]")) {
  chip.addEventListener("click", () => {
    const { genre, title, sound } = examples[Number(chip.dataset.example)];
    const bytes = Uint8Array.from(atob(sound), (unit) => unit.charCodeAt(0));
    open(new Blob([bytes], { type: "audio/flac" }), `${genre}: ${title}`);
  });
}

const page = document.documentElement;
addEventListener("dragover", (event) => {
  event.preventDefault();
  page.classList.add("dropping");
});
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) page.classList.remove("dropping");
});
addEventListener("drop", (event) => {
  event.preventDefault();
  page.classList.remove("dropping");
  const file = event.dataTransfer?.files[0];
  if (file) open(file, file.name);
  else say("That is no file.");
});
addEventListener("theme", () => requestAnimationFrame(() => current.redraw()));
page.dataset.live = "ready";
