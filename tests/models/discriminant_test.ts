import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { linearDiscriminant } from "../../lib/models/discriminant.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { contract } from "./contract.ts";

contract("linearDiscriminant", () => linearDiscriminant());
contract("linearDiscriminant, half shrunk", () => linearDiscriminant({ shrinkage: .5 }));

const classes = ["blues", "jazz", "rock"], rng = new Rng(4);
/** Three bells of one shape, stretched and turned. */
function bells(rows: number, columns: number, together = 1) {
  const x = matrix(rows, Array.from({ length: columns }, (_, j) => `c${j}`));
  const codes = Int32Array.from({ length: rows }, (_, i) => i % 3);
  for (let i = 0; i < rows; i++) {
    const shared = together * rng.normal();
    for (let j = 0; j < columns; j++) {
      const centre = j === 0 ? codes[i] : j === 1 ? Number(codes[i] === 1) : 0;
      x.data[i * columns + j] = centre + .5 * rng.normal() + (j < 2 ? shared : 0);
    }
  }
  return { x, y: { classes, codes } };
}
const { x, y } = bells(300, 4);

Deno.test("probabilities are those of Bayes' rule with one covariance, computed by hand for two columns", async () => {
  const small = matrix(4, ["a", "b"], Float32Array.of(0, 0, 2, 0, 4, 2, 4, 4));
  const target = { classes: ["r&b", "rap"], codes: Int32Array.of(0, 0, 1, 1) };
  const fitted = linearDiscriminant({ shrinkage: 0 }).fit(small, target, rng);
  // centres (1, 0) and (4, 3), variances ½ and ½, no correlation: log odds 2 (3a + 3b) − 24 = 6 (a + b − 4)
  const { data } = await fitted.predictProba(matrix(2, ["a", "b"], Float32Array.of(2, 2, 2.25, 2)));
  assertAllClose([data[1], data[3]], [.5, 1 / (1 + Math.exp(-1.5))], { absolute: 1e-5 });
});

Deno.test("without shrinkage, stretching and turning the columns changes no probability", async () => {
  const turned = matrix(x.rows, x.names);
  for (let i = 0; i < x.rows; i++) {
    const [a, b, c, d] = x.data.subarray(4 * i, 4 * i + 4);
    turned.data.set([3 * a + b, 100 * b - a, c + d + 7, d - .5 * c + a], 4 * i);
  }
  const plain = linearDiscriminant({ shrinkage: 0 });
  const before = await plain.fit(x, y, rng).predictProba(x);
  const after = await plain.fit(turned, y, rng).predictProba(turned);
  assertAllClose(after.data, before.data, { absolute: 1e-4 });
});

Deno.test("in the projection rows vary by 1 within classes, and the first directions show the most", () => {
  const fitted = linearDiscriminant({ shrinkage: 0 }).fit(x, y, rng), seen = fitted.project(x);
  assertEquals(seen.names, ["direction 1", "direction 2"]);
  for (let v = 0; v < 2; v++) {
    const centre = [0, 0, 0], n = x.rows / 3;
    y.codes.forEach((code, i) => centre[code] += seen.data[2 * i + v] / n);
    const within = y.codes.reduce((sum, code, i) =>
      sum + (seen.data[2 * i + v] - centre[code]) ** 2, 0) / x.rows;
    assertAllClose([within], [1], { absolute: 1e-3 });
  }
  assertAllClose([fitted.explained[0] + fitted.explained[1]], [1], { absolute: 1e-9 });
  assert(fitted.explained[0] > fitted.explained[1]);
});

Deno.test("the fewer rows for the columns, the more is shrunk, and it helps", async () => {
  const { x: wide, y: labels } = bells(60, 40, 0), { x: asked, y: truth } = bells(600, 40, 0);
  const right = async (model: ReturnType<typeof linearDiscriminant>) => {
    const { data } = await model.fit(wide, labels, rng).predictProba(asked);
    return truth.codes.filter((code, i) =>
      data[3 * i + code] === Math.max(...data.subarray(3 * i, 3 * i + 3))
    ).length;
  };
  const [few, many] = [
    linearDiscriminant().fit(wide, labels, rng),
    linearDiscriminant().fit(x, y, rng),
  ];
  assert(few.shrinkage > .5 && many.shrinkage < .1, `${few.shrinkage} ${many.shrinkage}`);
  const [shrunk, plain] = [
    await right(linearDiscriminant()),
    await right(linearDiscriminant({ shrinkage: 0 })),
  ];
  assert(shrunk > plain, `${shrunk} ${plain}`);
});

Deno.test("a column that depends on another is refused without shrinkage, and read with it", async () => {
  const twice = matrix(
    6,
    ["a", "b"],
    Float32Array.from([1, 3, 2, 5, 7, 6].flatMap((a) => [a, 2 * a])),
  );
  const target = { classes, codes: Int32Array.of(0, 0, 1, 1, 2, 2) };
  await assertFails(
    () => linearDiscriminant({ shrinkage: 0 }).fit(twice, target, rng),
    "positive definite",
  );
  assertEquals((await linearDiscriminant().fit(twice, target, rng).predictProba(twice)).rows, 6);
  await assertFails(
    () => linearDiscriminant({ shrinkage: 2 }),
    "linearDiscriminant({ shrinkage })",
  );
});
