import { assert, assertAllClose, assertEquals } from "../assert.ts";
import { Arena } from "../../lib/nn/arena.ts";

Deno.test("a product of matrices is right for every shape of edges", () => {
  const arena = Arena.acquire();
  const small = [[4, 4, 1], [8, 12, 5], [12, 20, 7], [4, 8, 64], [16, 36, 3]];
  const wide = [[8, 12, 520], [4, 20, 257], [400, 12, 300]];
  for (const [m, n, k] of [...small, ...wide]) {
    for (const turned of [false, true]) {
      const a = arena.allocate(m * k), b = arena.allocate(k * n), c = arena.allocate(m * n);
      const bias = arena.allocate(n), value = (i: number) => Math.sin(i * 12.9898) * 2;
      arena.floats(a, m * k).forEach((_, i, all) => all[i] = value(i));
      arena.floats(b, k * n).forEach((_, i, all) => all[i] = value(i + 1000));
      arena.floats(bias, n).forEach((_, i, all) => all[i] = value(i + 2000));
      const [ai, ap] = turned ? [1, m] : [k, 1];
      arena.kernels.gemm(m, n, k, a, ai, ap, b, n, c, n, bias, 1);
      const [x, y, z] = [arena.floats(a, m * k), arena.floats(b, k * n), arena.floats(bias, n)];
      const expected = Array.from({ length: m * n }, (_, at) => {
        const i = Math.floor(at / n), j = at % n;
        let sum = z[j];
        for (let p = 0; p < k; p++) sum += x[i * ai + p * ap] * y[p * n + j];
        return Math.max(sum, 0);
      });
      assertAllClose(arena.floats(c, m * n), expected, {
        relative: 1e-4,
        absolute: 1e-6 * (9 + k),
      });
    }
  }
  arena.release();
});

Deno.test("dropout drops its share, scales the rest, and draws the same mask from the same seed", () => {
  const arena = Arena.acquire(), n = 200, width = 64, rate = 0.3;
  const draw = (seed: number) => {
    const x = arena.allocate(n * width);
    arena.floats(x, n * width).fill(1);
    arena.kernels.dropout(n, width, x, rate, seed);
    return arena.floats(x, n * width).slice();
  };
  const [a, b, c] = [draw(5), draw(5), draw(6)];
  assertEquals(a, b);
  assert(a.some((value, i) => value !== c[i]));
  assert(a.every((value) => value === 0 || Math.abs(value - 1 / 0.7) < 1e-6));
  const dropped = a.filter((value) => value === 0).length / a.length;
  assert(Math.abs(dropped - rate) < 0.02, `${dropped} dropped`);
  const columns = Array.from({ length: width }, (_, j) => {
    let zeros = 0;
    for (let i = 0; i < n; i++) if (a[i * width + j] === 0) zeros++;
    return zeros / n;
  });
  assert(columns.every((share) => Math.abs(share - rate) < 0.15), "a column stands out");
  arena.release();
});

Deno.test("noise is normal, the same from the same seed, and stays within its columns", () => {
  const arena = Arena.acquire(), n = 500, columns = 21, width = 24;
  const draw = (seed: number) => {
    const x = arena.allocate(n * width);
    arena.kernels.addNoise(n, columns, width, x, 2, seed);
    return arena.floats(x, n * width).slice();
  };
  const noise = draw(7);
  assertEquals(draw(7), noise);
  assert(draw(8).some((value, at) => value !== noise[at]));
  const inside = noise.filter((_, at) => at % width < columns);
  assertEquals(noise.filter((_, at) => at % width >= columns), new Float32Array(n * 3));
  const mean = (of: (z: number) => number) =>
    inside.reduce((sum, value) => sum + of(value / 2), 0) / inside.length;
  const [one, two, four] = [mean((z) => z), mean((z) => z * z), mean((z) => z ** 4)];
  assert(Math.abs(one) < .04 && Math.abs(two - 1) < .05 && Math.abs(four - 3) < .4, "moments");
  const beyond = inside.filter((value) => Math.abs(value) > 2 * 1.96).length / inside.length;
  assert(Math.abs(beyond - .05) < .01, `${beyond} beyond 1.96 deviations`);
  const pairs = inside.reduce((sum, value, at) => sum + value * (inside[at + 4] ?? 0) / 4, 0);
  assert(Math.abs(pairs / inside.length) < .04, "columns that stand 4 apart go together");
  arena.release();
});

Deno.test("momentum that fades becomes exactly 0 before it is denormal", () => {
  const arena = Arena.acquire(), at = [0, 1, 2, 3].map(() => arena.allocate(16));
  const [w, g, m, v] = at;
  arena.floats(g, 16).fill(1);
  for (let step = 0; step < 3000; step++) {
    if (step === 1) arena.floats(g, 16).fill(0);
    arena.kernels.adam(16, w, g, m, v, 1e-3, 1, 0.9, 0.9, 1e-8);
  }
  assertEquals([...arena.floats(m, 16), ...arena.floats(v, 16)], new Array(32).fill(0));
  arena.release();
});
