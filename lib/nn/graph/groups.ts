/** Weights that an optimiser may move as one array: few operators on long arrays are faster than many on short ones. */
import type { Arena } from "../arena.ts";
import type { Parameter, Parameters } from "../parameters.ts";
import type { Graph } from "./graph.ts";
import { sizeOf, type Value } from "./value.ts";

/** Weights that are treated alike, end to end. */
export interface Group {
  readonly members: readonly Parameter[];
  readonly length: number;
  /** By what the learning rate is multiplied. */
  readonly rate: number;
  /** Does L2 count them? */
  readonly penalised: boolean;
}

/** From this many numbers on, a weight stands alone: to copy it costs more than an operator. */
const LARGE = 65536;

/** @param byPenalty whether what L2 counts must stand apart
 * @param only of these names, where it is given */
export function groupsOf(
  { trainable }: Parameters,
  byPenalty: boolean,
  only?: ReadonlySet<string>,
): Group[] {
  const groups = new Map<string, Parameter[]>();
  for (const parameter of trainable) {
    if (only && !only.has(parameter.name)) continue;
    const size = sizeOf(parameter.shape), penalised = byPenalty && parameter.penalised;
    const key = size < LARGE ? `${parameter.rate} ${penalised}` : parameter.name;
    groups.set(key, [...groups.get(key) ?? [], parameter]);
  }
  return Array.from(groups.values(), (members) => ({
    members,
    length: members.reduce((sum, { shape }) => sum + sizeOf(shape), 0),
    rate: members[0].rate,
    penalised: byPenalty && members[0].penalised,
  }));
}

/** The weights of a group's array, by name. */
export function apart(g: Graph, { members }: Group, all: Value): [name: string, value: Value][] {
  const sizes = members.map(({ shape }) => sizeOf(shape));
  const parts = members.length > 1 ? g.split(all, sizes, 0) : [all];
  return members.map(({ name, shape }, i) => [name, g.reshape(parts[i], shape)]);
}

/** The gradients of a group as one array; zeros where there is none. */
export function together(g: Graph, { members }: Group, found: ReadonlyMap<string, Value>): Value {
  const parts = members.map(({ name, shape }) => {
    const size = [sizeOf(shape)], value = found.get(name);
    return value ? g.reshape(value, size) : g.filled(size);
  });
  return parts.length > 1 ? g.concat(parts, 0) : parts[0];
}

/** A group's weights as they stand in the arena. */
export function readGroup({ members, length }: Group, arena: Arena): Float32Array {
  const out = new Float32Array(length);
  let from = 0;
  for (const { at, rows, columns } of members) {
    arena.copyRows(at, rows, columns, out.subarray(from, from += rows * columns));
  }
  return out;
}

/** Puts them back. */
export function writeGroup({ members }: Group, values: Float32Array, arena: Arena): void {
  let from = 0;
  for (const { at, rows, columns } of members) {
    arena.writeRows(at, values.subarray(from, from += rows * columns), columns);
  }
}
