import { Rng } from "../../lib/core/rng.ts";
import { setAside } from "../../lib/data/aside.ts";
import { assert, assertEquals } from "../assert.ts";

Deno.test("of any number of rows a share is set aside, some but never all, and each row is on one side", () => {
  for (const share of [1e-9, .2, .5, .999]) {
    for (let n = 0; n < 40; n++) {
      const { aside, rest } = setAside(n, share, new Rng(n));
      const all = Int32Array.from([...aside, ...rest]).sort();
      assertEquals(all, Int32Array.from({ length: n }, (_, i) => i));
      if (n < 2) assertEquals(aside.length, 0);
      else assert(aside.length >= 1 && rest.length >= 1, `${aside.length} of ${n} at ${share}`);
      if (n >= 2) assert(Math.abs(aside.length - Math.min(n - 1, Math.max(1, share * n))) <= .5);
    }
  }
});

Deno.test("which rows are set aside hangs on the randomness that is given", () => {
  const drawn = (seed: number) => setAside(100, .2, new Rng(seed)).aside;
  assertEquals(drawn(1), drawn(1));
  assert(drawn(1).some((row, i) => row !== drawn(2)[i]));
});
