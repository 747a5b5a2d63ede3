/** What every classifier promises, as tests that any of them can be put through. */
import { InputError } from "../../lib/core/errors.ts";
import { argmax, type Matrix, matrix, takeRows } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import type { Classifier } from "../../lib/models/estimator.ts";
import type { ClassTarget } from "../../lib/core/target.ts";
import { assert, assertAllClose, assertEquals } from "../assert.ts";
import { tagPromises } from "./tag_contract.ts";

/** A toy problem: round clouds of points, one per class, about `distance` standard deviations apart. */
export function clouds(
  classes: readonly string[],
  rows: number,
  { columns = 4, distance = 4, seed = 1 } = {},
): { x: Matrix; y: ClassTarget } {
  const rng = new Rng(seed),
    codes = Int32Array.from({ length: rows }, (_, i) => i % classes.length);
  const x = matrix(rows, Array.from({ length: columns }, (_, j) => `column ${j}`));
  // Centres stand on the sides of a cube, so that any two are equally far apart or farther.
  const centre = (c: number, j: number) =>
    j === c % columns ? distance * (c < columns ? 1 : -1) : 0;
  rng.shuffle(codes);
  for (let at = 0; at < x.data.length; at++) {
    x.data[at] = centre(codes[Math.floor(at / columns)], at % columns) + rng.normal();
  }
  return { x, y: { codes, classes } };
}

/** The share of rows whose most probable class is their own. */
export function accuracy(probabilities: Matrix, y: ClassTarget): number {
  const predicted = argmax(probabilities);
  return predicted.reduce((hits, code, i) => hits + Number(code === y.codes[i]), 0) /
    predicted.length;
}

/** Options of {@link contract}. */
export interface ContractOptions {
  /** Rows of the toy problems; fewer for models that are slow to fit. */
  rows?: number;
  /** Whether the model reads NaN; else it must refuse it and name the column. */
  missing?: boolean;
  /** Whether the model learns from the features at all. */
  learns?: boolean;
  /** How far a row's probabilities may move when the rows around it change. */
  tolerance?: number;
  /** Further options of every test, such as `sanitizeResources`. */
  test?: Partial<Deno.TestDefinition>;
}

const genres = ["r&b", "rap", "rock", "pop", "latin", "edm", "jazz"]; // in no alphabetical order

/** Registers the shared tests of a classifier, for every kind of target it learns, and that it refuses the other kind;
 * `make` gives a new one with the settings to test. */
export function contract(
  name: string,
  make: () => Classifier,
  options: ContractOptions = {},
): void {
  const { rows = 140, missing = false, learns = true, tolerance = 1e-6, test = {} } = options;
  const promise = (sentence: string, fn: () => Promise<void>) =>
    Deno.test({ ...test, name: `${name}: ${sentence}`, fn });
  const { learns: kinds = ["classes"] } = make();

  promise("its settings survive JSON", () => {
    const { name, settings } = make();
    assert(name.length > 0);
    assertEquals(JSON.parse(JSON.stringify(settings)), settings);
    return Promise.resolve();
  });

  if (kinds.includes("tags")) tagPromises(promise, make, options);
  else {
    promise("rows with tags are refused by name", async () => {
      const { x } = clouds(genres.slice(0, 2), rows), classes = ["live", "remix"];
      const tags = Uint8Array.from({ length: 2 * rows }, (_, at) => at % 3 % 2);
      await assertInputError(
        () => make().fit(x, { classes, tags }, new Rng(1)),
        "one class per row",
        "2 tags",
      );
    });
  }
  if (!kinds.includes("classes")) {
    promise("rows of one class are refused by name", async () => {
      const { x, y } = clouds(genres.slice(0, 2), rows);
      await assertInputError(() => make().fit(x, y, new Rng(1)), "any number of tags", "2 classes");
    });
    return;
  }
  const train = async (x: Matrix, y: ClassTarget, seed = 1) => {
    const fitted = await make().fit(x, y, new Rng(seed));
    return async (x: Matrix) => await fitted.predictProba(x);
  };
  /** A model that has learnt so many classes, once for all promises; `before` is what it was given. */
  const learnt = once(async (count: number) => {
    const { x, y } = clouds(genres.slice(0, count), rows);
    const before = { data: x.data.slice(), codes: y.codes.slice() };
    return { x, y, before, predict: await train(x, y) };
  });

  for (const count of [2, 7]) {
    promise(`${count} classes get probabilities, in the labels' order`, async () => {
      const classes = genres.slice(0, count), { predict } = await learnt(count);
      const query = clouds(classes, 60, { seed: 2 }), p = await predict(query.x);
      assertEquals([p.rows, p.names, p.data.length], [60, classes, 60 * count]);
      assertProbabilities(p);
      if (learns) {
        const found = accuracy(p, query.y);
        assert(found > 1 / count + 0.3, `accuracy ${found} on clouds far apart`);
      }
    });
  }

  promise("the same seed gives the same bytes", async () => {
    const { x, y } = clouds(genres.slice(0, 3), rows);
    const [first, second] = [await (await train(x, y, 5))(x), await (await train(x, y, 5))(x)];
    assertEquals(new Uint8Array(first.data.buffer), new Uint8Array(second.data.buffer));
  });

  promise("shuffling the rows to predict shuffles the predictions", async () => {
    const { predict } = await learnt(3);
    const query = clouds(genres.slice(0, 3), 41, { seed: 3, distance: 2 }).x;
    const order = new Rng(1).permutation(query.rows);
    const straight = await predict(query), shuffled = await predict(takeRows(query, order));
    assertAllClose(shuffled.data, takeRows(straight, order).data, { absolute: tolerance });
    const alone = await predict(takeRows(query, [7]));
    assertAllClose(alone.data, takeRows(straight, [7]).data, { absolute: tolerance });
  });

  promise("neither fitting nor predicting changes its input", async () => {
    const { x, y, before, predict } = await learnt(3);
    await predict(x);
    assertEquals({ data: x.data, codes: y.codes }, before);
  });

  promise("a class without rows keeps its column and is never likely", async () => {
    const classes = ["pop", "polka", "rock"], { x, y } = clouds(["pop", "rock"], rows);
    const p = await (await train(x, { codes: y.codes.map((code) => 2 * code), classes }))(x);
    assertEquals(p.names, classes);
    assertProbabilities(p);
    for (let i = 0; i < p.rows; i++) assert(p.data[3 * i + 1] < 0.05);
    if (learns) assert(accuracy(p, { codes: y.codes.map((code) => 2 * code), classes }) > 0.8);
  });

  promise("constant columns do no harm", async () => {
    const { x, y } = clouds(genres.slice(0, 2), rows);
    for (let i = 0; i < x.rows; i++) x.data[4 * i + 3] = 1;
    assertProbabilities(await (await train(x, y))(x));
    assertProbabilities(await (await train({ ...x, data: x.data.map(() => 1) }, y))(x));
  });

  promise("no rows to predict give no predictions", async () => {
    const { x, y, predict } = await learnt(2), p = await predict(takeRows(x, []));
    assertEquals([p.rows, p.data.length, p.names], [0, 0, y.classes]);
  });

  promise("zero rows, one class, labels that do not fit: an InputError each", async () => {
    const { x, y } = clouds(genres.slice(0, 2), rows), { classes } = y;
    await assertInputError(() => train(takeRows(x, []), { codes: new Int32Array(0), classes }));
    await assertInputError(() => train(x, { codes: new Int32Array(x.rows), classes }), "class");
    await assertInputError(() => train(x, { codes: y.codes.subarray(1), classes }));
  });

  promise("a table of another width is refused, with both widths", async () => {
    const { x, predict } = await learnt(2);
    await assertInputError(() => predict(matrix(3, [...x.names, "new"])), "5", "4");
    await assertInputError(() => predict(matrix(3, x.names.slice(1))), "3", "4");
  });

  promise(missing ? "missing values are read" : "missing values are refused by name", async () => {
    const { x, y, predict } = await learnt(3), holes = { ...x, data: x.data.slice() };
    holes.data[4 * 6 + 2] = NaN;
    if (missing) {
      for (let i = 0; i < x.rows; i += 3) holes.data[4 * i + 2] = NaN;
      assertProbabilities(await (await train(holes, y))(holes));
      assertProbabilities(await predict(holes));
    } else {
      await assertInputError(() => train(holes, y), "column 2", "row 6");
      await assertInputError(() => predict(holes), "column 2", "row 6");
    }
  });
}

/** The same answer to the same question, found once. */
export function once<T>(find: (of: number) => Promise<T>): (of: number) => Promise<T> {
  const found = new Map<number, Promise<T>>();
  return (of) => {
    if (!found.has(of)) found.set(of, find(of));
    return found.get(of)!;
  };
}

/** All in [0, 1], each row summing to 1. */
export function assertProbabilities(p: Matrix): void {
  const k = p.names.length;
  for (let i = 0; i < p.rows; i++) {
    let sum = 0;
    for (const value of p.data.subarray(i * k, (i + 1) * k)) {
      assert(value >= 0 && value <= 1, `row ${i} holds ${value}`);
      sum += value;
    }
    assert(Math.abs(sum - 1) < 1e-5, `row ${i} sums to ${sum}`);
  }
}

/** `body` throws or rejects with an InputError whose message holds all `parts`. */
export async function assertInputError(body: () => unknown, ...parts: string[]): Promise<void> {
  try {
    await body();
  } catch (error) {
    assert(error instanceof InputError, `expected an InputError, found ${error}`);
    for (const part of parts) assert(error.message.includes(part), error.message);
    return;
  }
  assert.fail("expected an InputError, but none was thrown");
}
