/** What every classifier that learns tags promises: the other half of contract.ts. */
import { type Matrix, matrix, takeRows } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { supportOf, type TagTarget } from "../../lib/core/target.ts";
import type { Classifier } from "../../lib/models/estimator.ts";
import { assert, assertAllClose, assertEquals } from "../assert.ts";
import { assertInputError, type ContractOptions, once } from "./contract.ts";

/** A toy problem of four columns: tag c is there where column c, counted round, is above 0. Some rows have no tag, some
 * have all. */
export function tagged(
  classes: readonly string[],
  rows: number,
  seed = 1,
): { x: Matrix; y: TagTarget } {
  const rng = new Rng(seed), k = classes.length, columns = 4;
  const x = matrix(rows, Array.from({ length: columns }, (_, j) => `column ${j}`));
  const tags = new Uint8Array(rows * k);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const has = i % 8 === 0 ? false : i % 8 === 1 ? true : rng.int(2) === 1;
      x.data[i * columns + j] = (has ? 2 : -2) + rng.normal() / 2;
      for (let c = j; c < k; c += columns) tags[i * k + c] = Number(has);
    }
  }
  return { x, y: { classes, tags } };
}

const moods = ["sad", "slow", "live", "acoustic", "loud", "dance", "remix"]; // in no alphabetical order

/** The share of cells told rightly. */
function cellsRight({ data }: Matrix, { tags }: TagTarget): number {
  return tags.reduce((sum, tag, at) => sum + Number((data[at] >= .5) === (tag === 1)), 0) /
    tags.length;
}

/** Registers the tests; see `contract`. */
export function tagPromises(
  promise: (sentence: string, fn: () => Promise<void>) => void,
  make: () => Classifier,
  { rows = 140, missing = false, learns = true, tolerance = 1e-6 }: ContractOptions,
): void {
  const train = async (x: Matrix, y: TagTarget, seed = 1) => {
    const fitted = await make().fit(x, y, new Rng(seed));
    return async (x: Matrix) => await fitted.predictProba(x);
  };

  /** A model that has learnt so many tags, once for all promises; `before` is what it was given. */
  const learnt = once(async (count: number) => {
    const { x, y } = tagged(moods.slice(0, count), rows);
    const before = { data: x.data.slice(), tags: y.tags.slice() };
    return { x, y, before, predict: await train(x, y) };
  });

  for (const count of [1, 3, 7]) {
    promise(
      `${count} tag${count > 1 ? "s get" : " gets"} probabilities, in the tags' order`,
      async () => {
        const classes = moods.slice(0, count), { predict } = await learnt(count);
        const query = tagged(classes, 64, 2), p = await predict(query.x);
        assertEquals([p.rows, p.names, p.data.length], [64, classes, 64 * count]);
        assertShares(p);
        if (!learns) return;
        const found = cellsRight(p, query.y);
        assert(found > .8, `${found} of the cells on tags far apart`);
        const sum = (row: number) =>
          p.data.subarray(row * count, (row + 1) * count).reduce((a, b) => a + b);
        const [none, all] = [0, 1].map((first) =>
          [0, 8, 16, 24].reduce((total, row) => total + sum(first + row) / 4, 0)
        );
        assert(none < .4 * count && all > .6 * count, `rows sum to ${none} and ${all}`);
      },
    );
  }

  promise("the same seed gives the same bytes of tags", async () => {
    const { x, y } = tagged(moods.slice(0, 3), rows);
    const [first, second] = [await (await train(x, y, 5))(x), await (await train(x, y, 5))(x)];
    assertEquals(new Uint8Array(first.data.buffer), new Uint8Array(second.data.buffer));
  });

  promise("shuffling the rows to predict shuffles the tags' probabilities", async () => {
    const { predict } = await learnt(3), query = tagged(moods.slice(0, 3), 41, 3).x;
    const order = new Rng(1).permutation(query.rows);
    const straight = await predict(query), shuffled = await predict(takeRows(query, order));
    assertAllClose(shuffled.data, takeRows(straight, order).data, { absolute: tolerance });
    const alone = await predict(takeRows(query, [7]));
    assertAllClose(alone.data, takeRows(straight, [7]).data, { absolute: tolerance });
  });

  promise("neither fitting nor predicting tags changes its input", async () => {
    const { x, y, before, predict } = await learnt(3);
    await predict(x);
    assertEquals({ data: x.data, tags: y.tags }, before);
  });

  promise("a tag without a row is never likely, one that all rows have always", async () => {
    const { x, y } = tagged(moods.slice(0, 3), rows);
    for (let i = 0; i < rows; i++) y.tags.set([0, 1], 3 * i + 1);
    assertEquals([...supportOf(y)].slice(1), [0, rows]);
    const p = await (await train(x, y))(x);
    assertShares(p);
    for (let i = 0; i < rows; i++) {
      const [, never, always] = p.data.subarray(3 * i);
      assert(never < .1 && always > .9, `row ${i}: ${never} and ${always}`);
    }
  });

  promise("rows without any tag are rows like others, also where all are so", async () => {
    const { x, y } = tagged(moods.slice(0, 3), rows);
    const p = await (await train(x, { ...y, tags: new Uint8Array(y.tags.length) }))(x);
    assertShares(p);
    assert(p.data.every((value) => value < .1));
  });

  promise("constant columns do tags no harm", async () => {
    const { x, y } = tagged(moods.slice(0, 3), rows);
    assertShares(await (await train({ ...x, data: x.data.map(() => 1) }, y))(x));
  });

  promise("no rows to predict give no tags", async () => {
    const { x, y, predict } = await learnt(3), p = await predict(takeRows(x, []));
    assertEquals([p.rows, p.data.length, p.names], [0, 0, y.classes]);
  });

  promise("zero rows, zero tags, tags that do not fit: an InputError each", async () => {
    const { x, y } = tagged(moods.slice(0, 3), rows), { classes, tags } = y;
    await assertInputError(() => train(takeRows(x, []), { classes, tags: new Uint8Array(0) }));
    await assertInputError(() => train(x, { classes: [], tags: new Uint8Array(0) }), "tags");
    await assertInputError(() => train(x, { classes, tags: tags.subarray(3) }), `${rows - 1}`);
    await assertInputError(() => train(x, { classes, tags: tags.subarray(1) }), "tags");
    const odd = tags.map((tag, at) => at === 3 * 6 + 1 ? 2 : tag);
    await assertInputError(() => train(x, { classes, tags: odd }), "slow", "2 at row 6");
  });

  promise("tags are predicted from the columns they were learnt from alone", async () => {
    const { x, predict } = await learnt(3);
    await assertInputError(() => predict(matrix(3, [...x.names, "new"])), "5", "4");
  });

  if (missing) return;
  promise("missing values are refused by name where tags are learnt", async () => {
    const { x, y, predict } = await learnt(3), holes = { ...x, data: x.data.slice() };
    holes.data[4 * 6 + 2] = NaN;
    await assertInputError(() => train(holes, y), "column 2", "row 6");
    await assertInputError(() => predict(holes), "column 2", "row 6");
  });
}

/** All in [0, 1]; of tags no sum is asked. */
function assertShares(p: Matrix): void {
  const odd = p.data.findIndex((value) => !(value >= 0 && value <= 1));
  assert(odd < 0, `value ${odd} is ${p.data[odd]}`);
}
