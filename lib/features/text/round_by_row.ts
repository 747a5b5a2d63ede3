/** Makes a quantised model round every token by itself, so that a text's vector is the same in any batch. */
import proto from "onnx-proto";
import type { onnx } from "onnx-proto";
import { attribute, initializer, node } from "./onnx_nodes.ts";

/** A matrix product by whole numbers, as onnxruntime's dynamic quantisation writes it:
 * `Mul(Cast(MatMulInteger(q, W, z, zw)), Mul(s, sw))` with `q, s, z = DynamicQuantizeLinear(x)`. */
interface Product {
  readonly quantise: onnx.INodeProto;
  readonly matMul: onnx.INodeProto;
  /** The scale of the weights. */
  readonly weightScale: string;
  /** What becomes superfluous. */
  readonly replaced: readonly onnx.INodeProto[];
  /** The product's own name. */
  readonly output: string;
}

/** Rewrites the products of a dynamically quantised model. As it comes, the values that enter a product are
 * rounded to 256 steps between the least and the largest of the whole batch, so that the texts of a batch
 * change each other's vectors (cosine down to .95). Here each token's values are rounded to 255 steps of
 * its own, x ≈ m/127 · round(127 x/m) with m the largest |x| of that token; sums of whole numbers are exact,
 * so no text can change another's vector by a bit. It is a little closer to float32, too.
 *
 * @param bytes an ONNX file
 * @returns the rewritten file; undefined where the model has nothing of the kind or more than this
 */
export function roundByRow(bytes: Uint8Array): Uint8Array | undefined {
  const model = proto.onnx.ModelProto.decode(bytes), graph = model.graph!;
  const products = findProducts(graph.node!);
  if (!products || products.size === 0) return undefined;
  const gone = new Set([...products.values()].flatMap((product) => product.replaced));
  const nodes: onnx.INodeProto[] = [];
  for (const old of graph.node!) {
    const product = products.get(old);
    if (old.opType === "DynamicQuantizeLinear") nodes.push(...quantiseRows(old));
    else if (product) nodes.push(...multiply(product));
    else if (!gone.has(old)) nodes.push(old);
  }
  graph.node = nodes;
  graph.initializer!.push(
    initializer("by row: step", [], Float32Array.of(1 / 127)),
    initializer("by row: least", [], Float32Array.of(1e-12)), // a row of zeros stays one
    initializer("by row: zero", [], Uint8Array.of(128)),
  );
  model.opsetImport!.push({ domain: "com.microsoft", version: 1 });
  return proto.onnx.ModelProto.encode(model).finish();
}

/** q = quantised x/m, with m kept for `multiply` under q's name. */
function quantiseRows({ input, output }: onnx.INodeProto): onnx.INodeProto[] {
  const x = input![0], q = output![0], name = (part: string) => `${q} by row: ${part}`;
  return [
    node("Abs", [x], [name("sizes")]),
    node("ReduceMax", [name("sizes")], [name("largest")], [attribute("axes", [-1])]),
    node("Max", [name("largest"), "by row: least"], [name("m")]),
    node("Div", [x, name("m")], [name("scaled")]),
    node("QuantizeLinear", [name("scaled"), "by row: step", "by row: zero"], [q]),
  ];
}

/** m · (q W) in float. */
function multiply({ quantise, matMul, weightScale, output }: Product): onnx.INodeProto[] {
  const [q, weights, , weightZero = ""] = matMul.input!, plain = `${output} by row: plain`;
  const inputs = [q, weights, "by row: step", weightScale, "by row: zero", weightZero];
  return [
    { ...node("MatMulIntegerToFloat", inputs, [plain]), domain: "com.microsoft" },
    node("Mul", [plain, `${quantise.output![0]} by row: m`], [output]),
  ];
}

/** All products, by their MatMulInteger; undefined where quantised values go anywhere else. */
function findProducts(
  nodes: readonly onnx.INodeProto[],
): Map<onnx.INodeProto, Product> | undefined {
  const users = new Map<string, onnx.INodeProto[]>();
  for (const one of nodes) {
    for (const input of one.input!) users.set(input, [...users.get(input) ?? [], one]);
  }
  const only = (name: string, opType: string) => {
    const found = users.get(name) ?? [];
    return found.length === 1 && found[0].opType === opType ? found[0] : undefined;
  };
  const products = new Map<onnx.INodeProto, Product>();
  for (const quantise of nodes.filter((one) => one.opType === "DynamicQuantizeLinear")) {
    const [q, scale, zero] = quantise.output!;
    for (const matMul of users.get(q) ?? []) {
      const cast = only(matMul.output![0], "Cast"), product = cast && only(cast.output![0], "Mul");
      const scales = product?.input?.find((name) => name !== cast!.output![0]);
      const both = users.get(scale)?.find((one) => one.output![0] === scales);
      if (matMul.opType !== "MatMulInteger" || matMul.input![2] !== zero || !product || !both) {
        return undefined;
      }
      products.set(matMul, {
        quantise,
        matMul,
        weightScale: both.input!.find((name) => name !== scale)!,
        replaced: [cast!, product, both],
        output: product.output![0],
      });
    }
    if (users.get(scale)?.some((one) => only(one.output![0], "Mul") === undefined)) {
      return undefined;
    }
  }
  return products;
}
