/** A BERT encoder's weights → an ONNX network. */
import proto from "onnx-proto";
import type { onnx } from "onnx-proto";
import { InputError } from "../../core/errors.ts";
import { attribute, initializer, node } from "./onnx_nodes.ts";
import type { Tensor } from "./safetensors.ts";

/** What the network's shape follows from: the hub's config.json. */
export interface BertConfig {
  readonly model_type: string;
  readonly hidden_act: string;
  readonly position_embedding_type?: string;
  readonly hidden_size: number;
  readonly num_hidden_layers: number;
  readonly num_attention_heads: number;
  readonly layer_norm_eps: number;
}

/** The network of BERT from token numbers to the last layer's states, in float32.
 *
 * Inputs `input_ids`, `attention_mask` and `token_type_ids`, whole numbers, batch × tokens; output
 * `last_hidden_state`, batch × tokens × hidden size.
 *
 * @param weights by the names that transformers gives them
 * @returns the bytes of an ONNX file (opset 17)
 * @throws {InputError} when the model is of another kind, or a tensor is missing or of the wrong shape
 * @see Devlin, J. et al. (2019). BERT: pre-training of deep bidirectional transformers.
 */
export function bertOnnx(config: BertConfig, weights: ReadonlyMap<string, Tensor>): Uint8Array {
  const { model_type, hidden_act, position_embedding_type = "absolute" } = config;
  if (model_type !== "bert" || hidden_act !== "gelu" || position_embedding_type !== "absolute") {
    throw new InputError("this kind of model cannot be turned into ONNX here", {
      found: `${model_type}, ${hidden_act}, ${position_embedding_type} positions`,
      expected: "bert, gelu, absolute positions",
    });
  }
  const graph = new Graph(weights);
  let x = embeddings(graph, config);
  const mask = attentionMask(graph);
  for (let layer = 0; layer < config.num_hidden_layers; layer++) {
    x = transformerLayer(graph, config, layer, x, mask);
  }
  graph.add("Identity", [x], "last_hidden_state");
  return graph.encode(config.hidden_size);
}

/** Collects operations and their weights; a value is known by its name. */
class Graph {
  readonly #nodes: onnx.INodeProto[] = [];
  readonly #initializers = new Map<string, onnx.ITensorProto>();

  constructor(readonly weights: ReadonlyMap<string, Tensor>) {}

  /** One operation with one result, whose name is returned. */
  add(
    type: string,
    inputs: string[],
    name: string,
    attributes: onnx.IAttributeProto[] = [],
  ): string {
    this.#nodes.push(node(type, inputs, [name], attributes));
    return name;
  }

  /** Numbers given here. */
  constant(name: string, dims: number[], values: Float32Array | BigInt64Array): string {
    if (!this.#initializers.has(name)) {
      this.#initializers.set(name, initializer(name, dims, values));
    }
    return name;
  }

  whole(...values: number[]): string {
    return this.constant(`[${values}]`, [values.length], BigInt64Array.from(values, BigInt));
  }

  fraction(value: number): string {
    return this.constant(`${value}`, [], Float32Array.of(value));
  }

  /** A tensor of the model, as it is. */
  weight(name: string, ...shape: (number | undefined)[]): string {
    const tensor = this.tensor(name, shape);
    return this.constant(name, [...tensor.shape], tensor.data);
  }

  /** @throws {InputError} when it is missing or of another shape; undefined stands for any size */
  tensor(name: string, shape: readonly (number | undefined)[]): Tensor {
    const tensor = this.weights.get(name);
    const fits = tensor?.shape.length === shape.length &&
      shape.every((side, i) => side === undefined || side === tensor.shape[i]);
    if (!fits) {
      throw new InputError(`the model's weights ${name}`, {
        found: tensor ? tensor.shape.join(" × ") : "nothing",
        expected: shape.map((side) => side ?? "any").join(" × "),
      });
    }
    return tensor;
  }

  encode(hidden: number): Uint8Array {
    const { FLOAT, INT64 } = proto.onnx.TensorProto.DataType;
    const value = (name: string, elemType: number, last: onnx.TensorShapeProto.IDimension[]) => ({
      name,
      type: {
        tensorType: {
          elemType,
          shape: { dim: [{ dimParam: "batch" }, { dimParam: "tokens" }, ...last] },
        },
      },
    });
    const inputs = ["input_ids", "attention_mask", "token_type_ids"];
    return proto.onnx.ModelProto.encode({
      irVersion: 8,
      producerName: "bert_onnx.ts",
      opsetImport: [{ domain: "", version: 17 }],
      graph: {
        name: "bert",
        node: this.#nodes,
        initializer: [...this.#initializers.values()],
        input: inputs.map((name) => value(name, INT64, [])),
        output: [value("last_hidden_state", FLOAT, [{ dimValue: hidden }])],
      },
    }).finish();
  }
}

function embeddings(graph: Graph, { hidden_size, layer_norm_eps }: BertConfig): string {
  const table = (kind: string) =>
    graph.weight(`embeddings.${kind}_embeddings.weight`, undefined, hidden_size);
  const words = graph.add("Gather", [table("word"), "input_ids"], "words");
  const types = graph.add("Gather", [table("token_type"), "token_type_ids"], "types");
  const shape = graph.add("Shape", ["input_ids"], "shape");
  const tokens = graph.add("Gather", [shape, graph.whole(1)], "tokens");
  const positions = graph.add(
    "Slice",
    [table("position"), graph.whole(0), tokens, graph.whole(0)],
    "positions",
  );
  const both = graph.add("Add", [words, types], "words + types");
  const sum = graph.add("Add", [both, positions], "words + types + positions");
  return layerNorm(graph, "embeddings.LayerNorm", sum, hidden_size, layer_norm_eps);
}

/** 0 for a token and −10⁴ for padding, batch × 1 × 1 × tokens: added to attention before the softmax. */
function attentionMask(graph: Graph): string {
  const { FLOAT } = proto.onnx.TensorProto.DataType;
  const float = graph.add("Cast", ["attention_mask"], "mask", [attribute("to", FLOAT)]);
  const padding = graph.add("Sub", [graph.fraction(1), float], "padding");
  const large = graph.add("Mul", [padding, graph.fraction(-1e4)], "padding x -1e4");
  return graph.add("Unsqueeze", [large, graph.whole(1, 2)], "padding by head");
}

function transformerLayer(
  graph: Graph,
  config: BertConfig,
  layer: number,
  x: string,
  mask: string,
): string {
  const { hidden_size: d, num_attention_heads: heads, layer_norm_eps } = config;
  const own = (name: string) => `encoder.layer.${layer}.${name}`;
  const attended = attention(graph, own, x, mask, d, heads);
  const joined = graph.add(
    "Add",
    [dense(graph, own("attention.output.dense"), attended, d), x],
    own("x + a"),
  );
  const middle = layerNorm(graph, own("attention.output.LayerNorm"), joined, d, layer_norm_eps);
  const wide = gelu(graph, own("gelu"), dense(graph, own("intermediate.dense"), middle, d));
  const narrow = dense(graph, own("output.dense"), wide, undefined);
  const sum = graph.add("Add", [narrow, middle], own("middle + o"));
  return layerNorm(graph, own("output.LayerNorm"), sum, d, layer_norm_eps);
}

/** softmax(Q Kᵀ / √width + mask) V for each head, heads side by side. */
function attention(
  graph: Graph,
  own: (name: string) => string,
  x: string,
  mask: string,
  d: number,
  heads: number,
): string {
  const width = d / heads;
  const head = (kind: string, perm: number[]) => {
    const flat = dense(graph, own(`attention.self.${kind}`), x, d);
    const cut = graph.add(
      "Reshape",
      [flat, graph.whole(0, 0, heads, width)],
      own(`${kind} by head`),
    );
    return graph.add("Transpose", [cut], own(`${kind} turned`), [attribute("perm", perm)]);
  };
  const q = head("query", [0, 2, 1, 3]), k = head("key", [0, 2, 3, 1]);
  const scores = graph.add("MatMul", [q, k], own("scores"));
  const scaled = graph.add("Div", [scores, graph.fraction(Math.sqrt(width))], own("scaled"));
  const masked = graph.add("Add", [scaled, mask], own("masked"));
  const shares = graph.add("Softmax", [masked], own("shares"), [attribute("axis", -1)]);
  const mixed = graph.add("MatMul", [shares, head("value", [0, 2, 1, 3])], own("mixed"));
  const back = graph.add("Transpose", [mixed], own("mixed back"), [
    attribute("perm", [0, 2, 1, 3]),
  ]);
  return graph.add("Reshape", [back, graph.whole(0, 0, d)], own("attended"));
}

/** x W + b, where the model keeps Wᵀ. */
function dense(graph: Graph, name: string, x: string, inputs: number | undefined): string {
  const { shape: [rows, columns], data } = graph.tensor(`${name}.weight`, [undefined, inputs]);
  const turned = new Float32Array(data.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) turned[j * rows + i] = data[i * columns + j];
  }
  const w = graph.constant(`${name}.weight turned`, [columns, rows], turned);
  const product = graph.add("MatMul", [x, w], `${name} product`);
  return graph.add("Add", [product, graph.weight(`${name}.bias`, rows)], name);
}

/** x/2 (1 + erf(x/√2)). */
function gelu(graph: Graph, name: string, x: string): string {
  const scaled = graph.add("Div", [x, graph.fraction(Math.SQRT2)], `${name} scaled`);
  const erf = graph.add("Erf", [scaled], `${name} erf`);
  const gate = graph.add("Add", [erf, graph.fraction(1)], `${name} gate`);
  const gated = graph.add("Mul", [x, gate], `${name} gated`);
  return graph.add("Mul", [gated, graph.fraction(.5)], name);
}

function layerNorm(graph: Graph, name: string, x: string, d: number, epsilon: number): string {
  const weights = [graph.weight(`${name}.weight`, d), graph.weight(`${name}.bias`, d)];
  return graph.add("LayerNormalization", [x, ...weights], name, [
    attribute("axis", -1),
    attribute("epsilon", epsilon, { float: true }),
  ]);
}
