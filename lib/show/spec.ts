/** A figure as plain data: what Plotly calls traces and layout. */

/** A Plotly trace, or any part of a layout. */
export type Part = Record<string, unknown>;

/** Traces and layout, plain JSON but for typed arrays.
 * @see https://plotly.com/javascript/reference/ */
export interface Spec {
  /** Traces. */
  readonly data: readonly Part[];
  /** Titles, axes, legend, size. */
  readonly layout: Part;
}

/** The size of a still picture in pixels: the layout's, or 800 × 450. */
export function staticSize(layout: Part): { width: number; height: number } {
  const { width = 800, height = 450 } = layout as { width?: number; height?: number };
  return { width, height };
}

const isTyped = (value: unknown): value is ArrayLike<number> & Iterable<number> =>
  ArrayBuffer.isView(value) && !(value instanceof DataView);

/** The same part without typed arrays and with numbers of at most 7 significant digits, finer than any
 * eye sees: notebooks stay small. What is not a finite number is null, which Plotly draws as a gap. */
export function plain(value: unknown): unknown {
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return null;
    return Number.isInteger(value) ? value : Number(value.toPrecision(7));
  }
  if (isTyped(value)) return Array.from(value, plain);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}
