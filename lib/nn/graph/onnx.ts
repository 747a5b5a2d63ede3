/** A graph as the bytes of an ONNX file; nodes that nobody reads are left out. */
import proto from "onnx-proto";
import { Graph } from "./graph.ts";
import type { Type, Value } from "./value.ts";

// deno-lint-ignore no-explicit-any
const { ModelProto, AttributeProto } = (proto as any).onnx;

/** What an operator is told besides its inputs; a plain number is an integer. */
export type Attribute =
  | number
  | string
  | readonly number[]
  | { readonly float: number }
  | { readonly tensor: number }
  | Graph;

/** An operator at its place. */
export interface Node {
  readonly opType: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** A tensor that the graph brings along. */
export interface Initialiser {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: Type;
  readonly bytes: Uint8Array;
}

/** ONNX's numbers of types. */
export const CODES: Record<Type, number> = { float32: 1, int32: 6, uint32: 12, int64: 7, bool: 9 };

/** Operators are those of opset 18, beside ONNX Runtime's own. */
export function onnxBytes(graph: Graph): Uint8Array {
  const model = ModelProto.create({
    irVersion: 8,
    opsetImport: [{ domain: "", version: 18 }, { domain: "com.microsoft", version: 1 }],
    graph: graphProto(graph),
  });
  return ModelProto.encode(model).finish();
}

function graphProto(graph: Graph): object {
  const { nodes, read } = live(graph);
  return {
    name: "graph",
    node: nodes.map(({ opType, domain, inputs, outputs, attributes }) => ({
      opType,
      domain,
      input: inputs,
      output: outputs,
      attribute: Object.entries(attributes).map(([name, value]) => attributeProto(name, value)),
    })),
    initializer: graph.initialisers.filter(({ name }) => read.has(name)).map((each) => ({
      name: each.name,
      dims: each.shape,
      dataType: CODES[each.type],
      rawData: each.bytes,
    })),
    input: graph.inputs.map(info),
    output: graph.outputs.map(info),
  };
}

/** The nodes on which an output depends, and all names that they read; bodies may read what stands around them. */
function live(graph: Graph): { nodes: Node[]; read: Set<string> } {
  const read = new Set(graph.outputs.map(({ name }) => name)), nodes: Node[] = [];
  for (const node of graph.nodes.toReversed()) {
    if (!node.outputs.some((name) => read.has(name))) continue;
    nodes.push(node);
    for (const name of node.inputs) read.add(name);
    for (const body of Object.values(node.attributes)) {
      if (body instanceof Graph) { for (const name of live(body).read) read.add(name); }
    }
  }
  return { nodes: nodes.reverse(), read };
}

const info = ({ name, shape, type, free }: Value) => ({
  name,
  type: {
    tensorType: {
      elemType: CODES[type],
      shape: { dim: shape.map((n, i) => free && i === 0 ? { dimParam: free } : { dimValue: n }) },
    },
  },
});

function attributeProto(name: string, value: Attribute): object {
  const types = AttributeProto.AttributeType;
  if (value instanceof Graph) return { name, type: types.GRAPH, g: graphProto(value) };
  if (typeof value === "string") {
    return { name, type: types.STRING, s: new TextEncoder().encode(value) };
  }
  if (typeof value === "number") return { name, type: types.INT, i: value };
  if ("tensor" in value) {
    const rawData = new Uint8Array(Float32Array.of(value.tensor).buffer);
    return { name, type: types.TENSOR, t: { dims: [1], dataType: CODES.float32, rawData } };
  }
  if ("float" in value) return { name, type: types.FLOAT, f: value.float };
  return { name, type: types.INTS, ints: value };
}
