/** The study of sound: what it opens, and what is found in it. */
import { join } from "node:path";
import { encodeWav } from "../../../lib/audio/decode/wav.ts";
import { makeClips } from "../../../lib/audio/clips/clips.ts";
import { PROJECT_ROOT } from "../../../lib/core/places.ts";
import { hearClicks, hearHarmony, hearProgressions } from "../../../lib/studies/sound/mod.ts";
import { keyRelation, loudest, openSoundData, rowShift } from "../../../lib/studies/sound/mod.ts";
import { everyNth, playProgression, toldApart, tone } from "../../../lib/studies/sound/mod.ts";
import { cqtTrack, meansBy } from "../../../lib/studies/sound/mod.ts";
import { resample } from "../../../lib/audio/resample.ts";
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../../assert.ts";
import { withEnv } from "../../env.ts";
import { longTests } from "../../needs.ts";

Deno.test("without files clips are made by code; a folder of files is opened and told of", async () => {
  await withEnv({ SOUND_DATA: "", STUDY_ROWS: "" }, async () => {
    const made = await openSoundData({ rows: 20 });
    assertEquals([made.train.rows, made.clips!.train.length], [20, 20]);
    assert(made.describe().includes("20 clips made by code"), made.describe());
    assertEquals(made.without, undefined);
  });
  const data = await Deno.makeTempDir();
  for (const [label, hz] of [["low", 220], ["high", 880]] as const) {
    await Deno.mkdir(join(data, label));
    await Deno.writeFile(join(data, label, "a.wav"), encodeWav(tone(hz, .5)));
  }
  await Deno.writeTextFile(join(data, "low", "b.mp3"), "Dear diary");
  const own = await openSoundData({ data });
  assert(own.describe().includes("2 sounds with 2 labels (high, low)"), own.describe());
  assert(own.warnings[0].includes("b.mp3"), own.warnings[0]);
  assert(own.without?.["03"].includes("label high are by one artist"), own.without?.["03"]);
  await Deno.remove(join(data, "high"), { recursive: true });
  const without = async () => (await openSoundData({ data })).without?.["03"];
  assertEquals(await without(), "there is a single label");
  await Deno.rename(join(data, "low", "a.wav"), join(data, "a.wav"));
  await Deno.remove(join(data, "low"), { recursive: true });
  assertEquals(await without(), "the sounds have no label to learn");
  await assertFails(() => openSoundData({ data: join(data, "none") }), "there is no such folder");
  await Deno.remove(data, { recursive: true });
});

Deno.test("tones that do not fit a rate come back folded, and not after a filter", () => {
  for (const [hz, folded] of [[3000, 3000], [5000, 2350], [7000, 350]]) {
    assertAlmostEquals(loudest(everyNth(tone(hz), 3)).hz, folded, 1);
  }
  assert(loudest(resample(tone(5000), 7350)).dB < -80);
});

Deno.test("short frames tell clicks apart, long ones tones, and none both", () => {
  const all = [64, 256, 1024].map((nFft) => toldApart(nFft));
  assert(all[0].clicks > 20 && all[0].tones < 3, JSON.stringify(all));
  assert(all[2].tones > 20 && all[2].clicks < 3, JSON.stringify(all));
  assert(all.every(({ tones, clicks }) => tones < 10 || clicks < 10), JSON.stringify(all));
});

Deno.test("a chord that is played higher is the same constant-Q picture further up", () => {
  const low = playProgression("C:maj F:maj"), high = playProgression("D#:maj G#:maj");
  const [a, b] = [low, high].map(({ sound }) => cqtTrack("", sound).picture);
  assertEquals(rowShift(a, b, 12).rows, 3);
});

Deno.test("chords by themselves are right .98 of the time with the model, clicks are found at any tempo", () => {
  for (const { chords, model } of hearProgressions()) assert(model >= .98, `${chords}: ${model}`);
  for (const { bpm, onsets, beats, beatsHmm } of hearClicks([60, 128, [100, 130]])) {
    assertEquals(onsets, 1, bpm);
    assert(Math.min(beats, beatsHmm) >= .97, `${bpm}: ${beats} and ${beatsHmm}`);
  }
});

Deno.test("in clips the model of time and the constant-Q chroma each make chords better", () => {
  const clips = makeClips({ perStyle: 1, seconds: 4 }),
    [all] = meansBy(hearHarmony(clips), "style")
      .slice(-1);
  assert(all.model > all.frames && all.modelCqt > all.model, JSON.stringify(all));
});

Deno.test("keys are related whichever of two is the true one", () => {
  for (const [a, b] of [["C:maj", "A:min"], ["C:maj", "G:maj"], ["A:min", "A:maj"]]) {
    assertEquals(keyRelation(a, b), keyRelation(b, a));
  }
  assertEquals(keyRelation("A:min", "C:maj"), "relative");
});

const name = "on clips made by code all notebooks run, and pages show what they say";
Deno.test({ name, ignore: !longTests, fn: wholeStudy });

async function wholeStudy() {
  const out = await Deno.makeTempDir();
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "study", "sound", "--out", out],
    cwd: PROJECT_ROOT,
    env: { NO_COLOR: "1", SOUND_DATA: "" },
  }).output();
  const said = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("\n");
  assertEquals(code, 0, said);
  const page = Deno.readTextFileSync(join(out, "site", "index.html"));
  for (const part of ["What a computer hears", "From samples to spectrograms", "Timbre, harmony"]) {
    assert(page.includes(part), `${part} is not on the page`);
  }
  await Deno.remove(out, { recursive: true });
}
