import { Buffer } from "node:buffer";
import { inflateSync } from "node:zlib";
import { listen } from "../../lib/show/player/listen.ts";
import { decodeSound } from "../../lib/audio/decode/read.ts";
import { onsetStrength } from "../../lib/audio/onset.ts";
import { jsdom } from "../../lib/show/drawing/jsdom.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";
import { clicks, tone } from "../audio/sounds.ts";

const BEATS = [.25, .75, 1.25, 1.75];
const sound = clicks(BEATS, 2);
const CHORDS = [{ start: 0, end: 1, label: "A:min" }, { start: 1, end: 1.5, label: "N" }, {
  start: 1.5,
  end: 9,
  label: "<C>:maj",
}];

/** Of a picture with a palette from light to dark: the row whose pixels are the darkest. */
function darkestRow(document: Document): number {
  const png = Buffer.from(document.querySelector("img")!.src.split(",")[1], "base64");
  const width = png.readUInt32BE(16), height = png.readUInt32BE(20), at = png.indexOf("IDAT");
  const rows = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  const sums = Array.from(
    { length: height },
    (_, y) => rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1)).reduce((a, b) => a + b),
  );
  return sums.indexOf(Math.max(...sums));
}

async function page(html: string): Promise<Document> {
  const { JSDOM } = await jsdom();
  return new JSDOM(html).window.document as unknown as Document;
}
const style = (element: Element | null) => element?.getAttribute("style");

Deno.test("a player holds the sound, and where there is text alone a line tells of it", async () => {
  const player = listen(sound, { title: "Four <clicks>", beats: BEATS, chords: CHORDS });
  assertEquals(
    String(player),
    "[sound: Four <clicks> (2.0 s at 22,050 Hz; 4 beats; chords A:min N <C>:maj)]",
  );
  const document = await page(player.toHtml());
  assertEquals(document.querySelector(".called")?.textContent, "Four <clicks>");
  const [type, data] = document.querySelector("audio")!.getAttribute("src")!.split(",");
  assertEquals(type, "data:audio/flac;base64");
  const back = await decodeSound(Uint8Array.fromBase64(data), { rate: null });
  assertEquals([back.rate, back.samples.length], [22050, 44100 + 3 * 4096]); // silence behind it
  assert(sound.samples.every((x, i) => Math.abs(x - back.samples[i]) < .01));
});

Deno.test("beats and chords stand where they sound; where no chord sounds, none stands", async () => {
  const document = await page(listen(sound, { beats: BEATS, chords: CHORDS }).toHtml());
  const beats = [...document.querySelectorAll(".beat")].map(style);
  assertEquals(beats, ["left:12.5%", "left:37.5%", "left:62.5%", "left:87.5%"]);
  const chords = [...document.querySelectorAll(".chords span")];
  assertEquals(chords.map(({ textContent }) => textContent), ["A:min", "<C>:maj"]);
  assertEquals(chords.map(style), ["left:0%;width:50%", "left:75%;width:25%"]);
});

Deno.test("a spectrogram is dark where the sound is: a higher tone, a higher row", async () => {
  const rows = await Promise.all([500, 4000].map(async (hz) => {
    const html = listen(tone(hz), { pictures: ["spectrogram"] }).toHtml();
    return darkestRow(await page(html));
  }));
  assert(rows[0] > 1.5 * rows[1], `from the top: ${rows}`);
});

Deno.test("frames of one's own are drawn as a line or as rows, under their own title", async () => {
  const onsets = onsetStrength(sound), two = { ...onsets, names: ["a", "b"], shape: [2] };
  const pictures = [{ title: "Onsets", frames: onsets }, {
    title: "Two & two",
    frames: {
      ...two,
      rows: onsets.rows >> 1,
      data: onsets.data.subarray(0, 2 * (onsets.rows >> 1)),
    },
  }];
  const document = await page(listen(sound, { pictures }).toHtml());
  const titles = [...document.querySelectorAll(".pane-title")].map((p) => p.textContent);
  assertEquals(titles, ["Onsets", "Two & two"]);
  const d = document.querySelector(".line")!.getAttribute("d")!;
  const heights = d.slice(1).split("L").map((point) => Number(point.split(" ")[1]));
  assertEquals(heights.length, onsets.rows);
  const highest = heights.indexOf(Math.min(...heights)) * onsets.hopLength / onsets.rate;
  assert(BEATS.some((beat) => Math.abs(beat - highest) < .1), `the peak lies at ${highest} s`);
});

Deno.test("several sounds stand beside each other, each with what is said of it", async () => {
  const player = listen([{ sound, title: "clicks", beats: BEATS }, { sound: tone(440) }], {
    title: "unnamed",
    pictures: ["waveform"],
  });
  assertEquals(String(player).split("\n").length, 2);
  const document = await page(player.toHtml());
  const names = [...document.querySelectorAll(".sound-players .sound-player")]
    .map((one) => one.getAttribute("aria-label"));
  assertEquals(names, ["clicks", "unnamed"]);
  assertEquals(document.querySelectorAll(".pane").length, 2);
  assertEquals(document.querySelectorAll("script, style").length, 2); // once, not for each
});

Deno.test("a sound that is too loud is made quieter, not cut", async () => {
  const loud = { ...sound, samples: sound.samples.map((x) => 3 * x) };
  const document = await page(listen(loud, { pictures: [] }).toHtml());
  const data = document.querySelector("audio")!.getAttribute("src")!.split(",")[1];
  const { samples } = await decodeSound(Uint8Array.fromBase64(data), { rate: null });
  const peak = loud.samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  assert(loud.samples.every((x, i) => Math.abs(samples[i] - x / peak) < .01));
});

Deno.test("the same sound gives the same player", () => {
  const options = { pictures: ["waveform", "spectrogram", "chromagram"] } as const;
  assertEquals(listen(sound, options).toHtml(), listen(sound, options).toHtml());
});

Deno.test("what cannot be played or drawn is refused with its name", async () => {
  const none = { samples: new Float32Array(), rate: 22050 };
  await assertFails(() => listen(none, { title: "Rest" }), "“Rest”", "no samples");
  await assertFails(() => listen([]), "no sound");
  const low = { samples: new Float32Array(9), rate: 2000 };
  await assertFails(() => listen(low), "the rate of the sound", "found 2000");
  await assertFails(() => listen(sound, { beats: [1, NaN] }), "a beat", "NaN");
  const backwards = [{ start: 2, end: 1, label: "C:maj" }];
  await assertFails(() => listen(sound, { chords: backwards }), "C:maj from 2 to 1");
  const wrong = ["spectogram"] as never;
  await assertFails(() => listen(sound, { pictures: wrong }).toHtml(), "spectogram", "chromagram");
});
