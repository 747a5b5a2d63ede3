import { ready, tf } from "../../lib/nn/tf.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";

const tensor = () => tf.tensor2d([1, -2, 3, 4], [2, 2]);

Deno.test("every method of a tensor that tfjs' types tell is there and computes what the function does", async () => {
  await ready();
  const types = new URL(
    "dist/public/chained_ops/",
    import.meta.resolve("@tensorflow/tfjs-core/package.json"),
  );
  const told = [...Deno.readDirSync(types)].map(({ name }) => name)
    .filter((name) => name.endsWith(".d.ts") && !name.startsWith("register"));
  assert(told.length > 120, `${told.length} methods`);
  const methods = await Promise.all(
    told.map(async (name) =>
      (await Deno.readTextFile(new URL(name, types))).match(/^ {8}(\w+)[<(]/m)![1]
    ),
  );
  const x = tensor();
  assertEquals(methods.filter((name) => typeof Reflect.get(x, name) !== "function"), []);
  const all = tf as unknown as Record<string, unknown>;
  const own = /^(as|to[A-Z]|flatten|reshapeAs|concat|stack|where|resize)/;
  assertEquals(methods.filter((name) => !own.test(name) && typeof all[name] !== "function"), []);
  x.dispose();
});

Deno.test("methods chain, and leave nothing behind but their answer", async () => {
  await ready();
  const before = tf.memory().numTensors;
  const [sum, shape, where, joined] = tf.tidy(() => {
    const x = tensor(), y = x.sub(x.mean(0)).abs();
    return [
      Array.from(y.sum().dataSync()),
      x.flatten().as2D(1, 4).shape,
      Array.from(x.where(x.greater(0), x.zerosLike()).toInt().dataSync()),
      x.concat(x, 1).shape,
    ];
  });
  assertEquals([sum, shape, where, joined], [[8], [1, 4], [1, 0, 3, 4], [2, 4]]);
  assertEquals(tf.memory().numTensors, before);
  const gone = tensor();
  gone.dispose();
  await assertFails(() => gone.abs(), "disposed");
});
