/** An ONNX graph while it is written: operators know the shapes they give, so that what does not fit fails here. */
import { byPieces, sumOfPieces } from "./large_products.ts";
import { type Attribute, CODES, type Initialiser, type Node } from "./onnx.ts";
import { sizeOf, stretched, type Type, type Value } from "./value.ts";

type Operand = Value | number;

/** From this many numbers on, chains of operators go block by block, of at most so many each where the rows are shorter. */
const LARGE = 1 << 19, BLOCK = 1 << 14;

const ARRAYS = {
  float32: Float32Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  bool: Uint8Array,
};

/** Every method writes one operator (or a few) and gives its result. */
export class Graph {
  readonly nodes: Node[] = [];
  readonly inputs: Value[] = [];
  readonly outputs: Value[] = [];
  readonly initialisers: Initialiser[] = [];
  readonly #constants = new Map<string, Value>();
  readonly #counts: { names: number; numbers: number };

  /** @param parent the graph around a body, whose values a body may read */
  constructor(parent?: Graph) {
    this.#counts = parent ? parent.#counts : { names: 0, numbers: 0 };
  }

  /** All numbers of its values together, those that bodies make once per row counted once. */
  get numbers(): number {
    return this.#counts.numbers;
  }

  /** A name for a tensor that a node will give. */
  value(shape: readonly number[], type: Type = "float32", name?: string): Value {
    this.#counts.numbers += sizeOf(shape);
    return { name: name ?? `v${this.#counts.names++}`, shape, type };
  }

  /** What is fed; `free` names a first axis of any length. */
  input(name: string, shape: readonly number[], type: Type = "float32", free?: string): Value {
    const value = { ...this.value(shape, type, name), ...free && { free } };
    this.inputs.push(value);
    return value;
  }

  /** What is fetched, by this name. */
  output(value: Value, name: string): void {
    this.outputs.push(this.node("Identity", [value], [{ ...value, name }])[0]);
  }

  /** A constant; one and the same where the graph has it already. */
  constant(
    data: readonly number[] | number,
    type: Type = "float32",
    shape?: readonly number[],
  ): Value {
    const list = typeof data === "number" ? [data] : data;
    const dims = shape ?? (typeof data === "number" ? [] : [list.length]);
    const key = `${type} ${dims} : ${list}`, known = this.#constants.get(key);
    if (known) return known;
    const array = type === "int64" ? BigInt64Array.from(list, BigInt) : ARRAYS[type].from(list);
    const value = this.value(dims, type), bytes = new Uint8Array(array.buffer);
    this.initialisers.push({ name: value.name, shape: dims, type, bytes });
    this.#constants.set(key, value);
    return value;
  }

  /** Shapes, axes and the like, as operators want them. */
  ints = (data: readonly number[]): Value => this.constant(data, "int64");

  /** A tensor of one and the same number. */
  filled = (shape: readonly number[], value = 0): Value =>
    this.op("ConstantOfShape", [this.ints(shape)], shape, { value: { tensor: value } });

  /** Any operator; an input that is left out is undefined. */
  node(
    opType: string,
    inputs: readonly (Value | undefined)[],
    outputs: readonly Value[],
    attributes: Record<string, Attribute> = {},
    domain = "",
  ): readonly Value[] {
    this.nodes.push({
      opType,
      domain,
      inputs: inputs.map((value) => value?.name ?? ""),
      outputs: outputs.map(({ name }) => name),
      attributes,
    });
    return outputs;
  }

  /** Any operator with one result. */
  op(
    opType: string,
    inputs: readonly (Value | undefined)[],
    shape: readonly number[],
    attributes: Record<string, Attribute> = {},
    type: Type = "float32",
    domain = "",
  ): Value {
    return this.node(opType, inputs, [this.value(shape, type)], attributes, domain)[0];
  }

  #operand = (x: Operand, like: Operand): Value =>
    typeof x === "number" ? this.constant(x, typeof like === "number" ? "float32" : like.type) : x;

  #both(opType: string, x: Operand, y: Operand, type?: Type): Value {
    const a = this.#operand(x, y), b = this.#operand(y, x);
    return this.op(opType, [a, b], stretched(a.shape, b.shape), {}, type ?? a.type);
  }

  add = (x: Operand, y: Operand): Value => this.#both("Add", x, y);
  sub = (x: Operand, y: Operand): Value => this.#both("Sub", x, y);
  mul = (x: Operand, y: Operand): Value => this.#both("Mul", x, y);
  div = (x: Operand, y: Operand): Value => this.#both("Div", x, y);
  pow = (x: Operand, y: Operand): Value => this.#both("Pow", x, y);
  max = (x: Operand, y: Operand): Value => this.#both("Max", x, y);
  min = (x: Operand, y: Operand): Value => this.#both("Min", x, y);
  greater = (x: Operand, y: Operand): Value => this.#both("Greater", x, y, "bool");
  equal = (x: Operand, y: Operand): Value => this.#both("Equal", x, y, "bool");

  /** Element by element: of `x` where the condition holds, else of `y`. */
  where(condition: Value, x: Operand, y: Operand): Value {
    const a = this.#operand(x, y), b = this.#operand(y, x);
    const shape = stretched(condition.shape, stretched(a.shape, b.shape));
    return this.op("Where", [condition, a, b], shape, {}, a.type);
  }

  /** A function of every element: Sqrt, Exp, Log, Tanh, Sigmoid, Relu, Neg, Erf, Sin, … */
  map = (opType: string, x: Value): Value => this.op(opType, [x], x.shape, {}, x.type);

  cast = (x: Value, type: Type): Value => this.op("Cast", [x], x.shape, { to: CODES[type] }, type);

  softmax = (x: Value): Value => this.op("Softmax", [x], x.shape, { axis: -1 });

  matmul(a: Value, b: Value): Value {
    const batch = stretched(a.shape.slice(0, -2), b.shape.slice(0, -2));
    return this.op("MatMul", [a, b], [...batch, a.shape.at(-2)!, b.shape.at(-1)!]);
  }

  /** α · op(a) op(b), matrices or stacks of them, without a transposed copy: an operator of ONNX Runtime's own. */
  product(a: Value, b: Value, { transA = 0, transB = 0, alpha = 1 } = {}): Value {
    const batch = stretched(a.shape.slice(0, -2), b.shape.slice(0, -2));
    const shape = [...batch, a.shape.at(transA ? -1 : -2)!, b.shape.at(transB ? -2 : -1)!];
    const attributes = { transA, transB, alpha: { float: alpha } };
    return this.op("FusedMatMul", [a, b], shape, attributes, "float32", "com.microsoft");
  }

  /** α · op(a) op(b) + c, matrices. */
  gemm(a: Value, b: Value, c?: Value, { transA = 0, transB = 0, alpha = 1 } = {}): Value {
    const shape = [a.shape[transA ? 1 : 0], b.shape[transB ? 0 : 1]];
    if (alpha === 1 && !(transA && (transB || c))) {
      const cut = transA ? sumOfPieces(this, a, b) : byPieces(this, a, b, c, transB);
      if (cut) return cut;
    }
    const attributes = { transA, transB, alpha: { float: alpha } };
    return this.op("Gemm", c ? [a, b, c] : [a, b], shape, attributes);
  }

  /** As it is where it has the shape already. */
  reshape = (x: Value, shape: readonly number[]): Value => {
    if (`${x.shape}` === `${shape}`) return x;
    if (sizeOf(x.shape) !== sizeOf(shape)) throw new Error(`[${x.shape}] is not [${shape}]`);
    return this.op("Reshape", [x, this.ints(shape)], shape, {}, x.type);
  };

  transpose = (x: Value, perm: readonly number[]): Value =>
    this.op("Transpose", [x], perm.map((axis) => x.shape[axis]), { perm }, x.type);

  /** The same again along axes of length 1. */
  expand = (x: Value, shape: readonly number[]): Value =>
    this.op("Expand", [x, this.ints(shape)], shape, {}, x.type);

  #reduce(opType: string, x: Value, axes: readonly number[], keep: boolean): Value {
    const at = new Set(axes.map((axis) => (axis + x.shape.length) % x.shape.length));
    const shape = x.shape.flatMap((n, i) => at.has(i) ? (keep ? [1] : []) : [n]);
    return this.op(opType, [x, this.ints(axes)], shape, { keepdims: +keep });
  }

  sum = (x: Value, axes: readonly number[], keep = false): Value =>
    this.#reduce("ReduceSum", x, axes, keep);
  mean = (x: Value, axes: readonly number[], keep = false): Value =>
    this.#reduce("ReduceMean", x, axes, keep);
  /** The largest along the axes. */
  peak = (x: Value, axes: readonly number[], keep = false): Value =>
    this.#reduce("ReduceMax", x, axes, keep);
  /** The sum of everything, or of all squares. */
  total = (x: Value): Value => this.op("ReduceSum", [x], [], { keepdims: 0 });
  squares = (x: Value): Value => this.op("ReduceSumSquare", [x], [], { keepdims: 0 });

  /** Sums over all axes but the last: a product with ones takes half of ReduceSum's time. */
  columnSums(x: Value): Value {
    const n = x.shape.at(-1)!, rows = sizeOf(x.shape) / n;
    const sums = this.matmul(this.filled([1, rows], 1), this.reshape(x, [rows, n]));
    return this.reshape(sums, [n]);
  }

  concat(list: readonly Value[], axis: number): Value {
    const shape = [...list[0].shape];
    shape[axis] = list.reduce((sum, x) => sum + x.shape[axis], 0);
    return this.op("Concat", list, shape, { axis }, list[0].type);
  }

  split(x: Value, sizes: readonly number[], axis: number): readonly Value[] {
    const outs = sizes.map((n) => this.value(x.shape.map((m, i) => i === axis ? n : m), x.type));
    return this.node("Split", [x, this.ints(sizes)], outs, { axis });
  }

  slice(x: Value, axis: number, from: number, to: number, step = 1): Value {
    const n = step > 0
      ? Math.ceil((to - from) / step)
      : Math.ceil((from - Math.max(to, -1)) / -step);
    const shape = x.shape.map((m, i) => i === axis ? n : m);
    const operands = [[from], [to], [axis], [step]].map(this.ints);
    return this.op("Slice", [x, ...operands], shape, {}, x.type);
  }

  gather(x: Value, indices: Value, axis = 0): Value {
    const shape = [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)];
    return this.op("Gather", [x, indices], shape, { axis }, x.type);
  }

  /** `body` once per row of `scanned`: states go round, `each` is stacked; `reversed`: from the last row to the first. */
  scan(
    states: readonly Value[],
    scanned: readonly Value[],
    body: (
      g: Graph,
      states: readonly Value[],
      rows: readonly Value[],
    ) => { next: readonly Value[]; each: readonly Value[] },
    reversed = false,
  ): { last: readonly Value[]; each: readonly Value[] } {
    const { shape: [steps], free } = scanned[0];
    if (steps === 1 && !free) { // once is no loop, and what nobody reads of it is left out
      const rows = scanned.map((x) => this.reshape(x, x.shape.slice(1)));
      const { next, each } = body(this, states, rows);
      return { last: next, each: each.map((x) => this.reshape(x, [1, ...x.shape])) };
    }
    const g = new Graph(this);
    const inner = states.map(({ shape, type }) => g.value(shape, type));
    const rows = scanned.map(({ shape, type }) => g.value(shape.slice(1), type));
    g.inputs.push(...inner, ...rows);
    const { next, each } = body(g, inner, rows);
    g.give([...next, ...each]);
    const last = next.map(({ shape, type }) => this.value(shape, type));
    const stacked = each.map(({ shape, type }) => ({
      ...this.value([steps, ...shape], type),
      ...free && { free },
    }));
    const directions = (n: number) => new Array<number>(n).fill(reversed ? 1 : 0);
    this.node("Scan", [...states, ...scanned], [...last, ...stacked], {
      body: g,
      num_scan_inputs: scanned.length,
      scan_input_directions: directions(scanned.length),
      ...each.length > 0 && { scan_output_directions: directions(each.length) },
    });
    return { last, each: stacked };
  }

  /** A body's outputs: what comes in and goes out unchanged, or goes out twice, or stands around the body, needs a name
   * of its own. */
  give(values: readonly Value[]): void {
    const made = new Set(this.nodes.flatMap(({ outputs }) => outputs));
    for (const value of values) {
      this.outputs.push(made.delete(value.name) ? value : this.map("Identity", value));
    }
  }

  /** A chain of operators that each row of the first axis goes through by itself, a few rows at a time where tensors are
   * large: what they take stays in the processor's cache. The body meets rows as `[rows, ...]`, whichever they are. */
  byRow(
    xs: readonly Value[],
    body: (g: Graph, rows: readonly Value[]) => readonly Value[],
    size = sizeOf(xs[0].shape),
  ): readonly Value[] {
    if (size < LARGE) return body(this, xs);
    const [rows] = xs[0].shape, most = Math.max(1, BLOCK * rows / size);
    const divisors = Array.from({ length: Math.min(rows, most) }, (_, i) => i + 1);
    const block = divisors.findLast((n) => rows % n === 0)!;
    const blocks = xs.map((x) => this.reshape(x, [rows / block, block, ...x.shape.slice(1)]));
    const { each } = this.scan([], blocks, (g, _, xs) => ({ next: [], each: body(g, xs) }));
    return each.map((x) => this.reshape(x, [rows, ...x.shape.slice(2)]));
  }
}
