import { hpss, hpssMasks } from "../../lib/audio/hpss.ts";
import { runningMedians } from "../../lib/audio/median.ts";
import { Rng } from "../../lib/core/rng.ts";
import { spectrogram, stft } from "../../lib/audio/stft.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";

/** The same by sorting every window. */
function bySorting(table: Float32Array, columns: number, window: number, across: boolean) {
  const rows = table.length / columns, half = (window - 1) / 2;
  const mirrored = (i: number, n: number): number =>
    i < 0 ? mirrored(-1 - i, n) : i >= n ? mirrored(2 * n - 1 - i, n) : i;
  return table.map((_, at) => {
    const r = Math.floor(at / columns), c = at % columns;
    const values = Float32Array.from(
      { length: window },
      (_, k) =>
        across
          ? table[r * columns + mirrored(c + k - half, columns)]
          : table[mirrored(r + k - half, rows) * columns + c],
    );
    return values.sort()[half];
  });
}

Deno.test("running medians are those of sorted windows, for any size of table and window, mirrored at the edges", () => {
  const rng = new Rng("medians");
  const sizes = [[50, 37, 31, 31], [3, 5, 31, 17], [1, 1, 31, 31], [2, 9, 5, 3], [100, 4, 63, 1]];
  for (const [rows, columns, down, along] of [...sizes, [7, 130, 1, 31], [40, 41, 33, 29]]) {
    // whole numbers, so that many are equal
    const table = Float32Array.from({ length: rows * columns }, () => rng.int(40));
    const found = runningMedians(table, columns, { rows: down, columns: along });
    assertEquals(found.down, bySorting(table, columns, down, false));
    assertEquals(found.along, bySorting(table, columns, along, true));
  }
});

Deno.test("a running median's window that has no middle is refused", async () => {
  await assertFails(
    () => runningMedians(new Float32Array(9), 3, { rows: 4, columns: 3 }),
    "found 4; expected an odd number",
  );
});

Deno.test("a long spectrum, separated block by block, is what it is separated as a whole", () => {
  const rng = new Rng("blocks");
  const samples = Float32Array.from({ length: 64 * 2500 }, () => rng.normal());
  const whole = stft({ samples, rate: 22050 }, { nFft: 64, hopLength: 64 });
  const { harmonic, percussive } = hpss(whole), masks = hpssMasks(spectrogram(whole));
  assert(whole.rows > 2 * 1024);
  for (
    const [part, mask] of [[harmonic, masks.harmonic()], [percussive, masks.percussive()]] as const
  ) {
    assertEquals(part.data, whole.data.map((x, i) => mask[i >> 1] * x));
  }
});
