/** The pieces that an ONNX network is written with. */
import proto from "onnx-proto";
import type { onnx } from "onnx-proto";

const { AttributeProto, TensorProto } = proto.onnx;

/** One operation. */
export function node(
  opType: string,
  input: string[],
  output: string[],
  attributes: onnx.IAttributeProto[] = [],
): onnx.INodeProto {
  return { opType, input, output, name: output[0], attribute: attributes };
}

/** A whole number (or several), a fraction where `float`. */
export function attribute(
  name: string,
  value: number | number[],
  { float = false } = {},
): onnx.IAttributeProto {
  const { INT, INTS, FLOAT } = AttributeProto.AttributeType;
  if (Array.isArray(value)) return { name, type: INTS, ints: value };
  return float ? { name, type: FLOAT, f: value } : { name, type: INT, i: value };
}

/** Numbers that are part of the network. */
export function initializer(
  name: string,
  dims: number[],
  values: Float32Array | Uint8Array | BigInt64Array,
): onnx.ITensorProto {
  const { FLOAT, UINT8, INT64 } = TensorProto.DataType;
  const dataType = values instanceof Float32Array
    ? FLOAT
    : values instanceof Uint8Array
    ? UINT8
    : INT64;
  const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return { name, dims, dataType, rawData };
}
