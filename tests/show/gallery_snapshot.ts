/** A figure as a snapshot: what it says beyond the house's style, in an order that does not change. */
import { plain, type Spec } from "../../lib/show/spec.ts";

/** Data and layout without the template, keys sorted, numbers of at most six digits. */
export function snapshotOf({ data, layout: { template: _, ...layout } }: Spec): unknown {
  return JSON.parse(JSON.stringify(sorted(plain({ data, layout }))));
}

function sorted(value: unknown): unknown {
  if (typeof value === "number") return Number(value.toPrecision(6)) + 0;
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}

/** JSON that keeps on one line what fits there, and never breaks a list of numbers: snapshots are read in diffs. */
export function written(value: unknown, indent = ""): string {
  const line = JSON.stringify(value), inner = `${indent} `;
  const isList = Array.isArray(value);
  const flat = value === null || typeof value !== "object" ||
    (isList && value.every((part) => typeof part !== "object" || part === null));
  if (flat || line.length + indent.length <= 120) return line;
  const parts = isList
    ? value.map((part) => inner + written(part, inner))
    : Object.entries(value).map(([key, part]) =>
      `${inner}${JSON.stringify(key)}: ${written(part, inner)}`
    );
  const [open, close] = isList ? "[]" : "{}";
  return `${open}\n${parts.join(",\n")}\n${indent}${close}`;
}
