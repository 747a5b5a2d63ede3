/** A window without a browser in which Plotly can draw: jsdom, plus the sizes and canvas that jsdom lacks. */
import { jsdom } from "./jsdom.ts";
import { Canvas } from "./canvas.ts";
import { dejavu, type Font } from "./font.ts";
import { corners, lengthOf, pointAt } from "./polyline.ts";

// deno-lint-ignore no-explicit-any -- jsdom has no types, and its DOM is not Deno's
type Untyped = any;

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const style = (node: Untyped, name: string, attribute: string): string | undefined => {
  for (let at = node; at?.style; at = at.parentNode) {
    const value = at.style[name] || at.getAttribute(attribute);
    if (value) return value;
  }
};

/** Width in pixels of all text under a node, each piece in its own size and weight. */
function textWidth(node: Untyped, fonts: { regular: Font; bold: Font }): number {
  if (node.nodeType === 3) {
    const size = parseFloat(style(node.parentNode, "fontSize", "font-size") ?? "12");
    const weight = style(node.parentNode, "fontWeight", "font-weight") ?? "normal";
    const bold = weight === "bold" || Number(weight) >= 600;
    return (bold ? fonts.bold : fonts.regular).width(node.data, size);
  }
  let sum = 0;
  for (const child of node.childNodes) sum += textWidth(child, fonts);
  return sum;
}

/** Where a `<text>` stands: its lines of 1.3 em, the first baseline at y, ascent .93 and descent .24 em. */
function textBox(node: Untyped, fonts: { regular: Font; bold: Font }): Box {
  const lines = [...node.querySelectorAll("tspan.line")];
  const size = parseFloat(style(node, "fontSize", "font-size") ?? "12");
  const width = Math.max(...(lines.length ? lines : [node]).map((line) => textWidth(line, fonts)));
  const anchor = style(node, "textAnchor", "text-anchor");
  const x = parseFloat(node.getAttribute("x") ?? "0");
  const left = x - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
  const baseline = parseFloat(node.getAttribute("y") ?? "0");
  const more = 1.3 * size * Math.max(0, lines.length - 1);
  return {
    left,
    top: baseline - .93 * size,
    right: left + width,
    bottom: baseline + .24 * size + more,
  };
}

/** A box after an element's own `translate(…)` and `rotate(…)`. */
function transformed(box: Box, transform: string | null): Box {
  const corners = [[box.left, box.top], [box.right, box.top], [box.left, box.bottom], [
    box.right,
    box.bottom,
  ]];
  const steps = [...(transform ?? "").matchAll(/(translate|rotate)\(([^)]*)\)/g)].reverse();
  for (const [, kind, list] of steps) {
    const [a, b = 0, c = 0] = list.split(/[ ,]+/).map(Number);
    const cos = Math.cos(a * Math.PI / 180), sin = Math.sin(a * Math.PI / 180);
    for (const corner of corners) {
      const [x, y] = corner;
      if (kind === "translate") [corner[0], corner[1]] = [x + a, y + b];
      else {
        corner[0] = b + (x - b) * cos - (y - c) * sin;
        corner[1] = c + (x - b) * sin + (y - c) * cos;
      }
    }
  }
  const xs = corners.map(([x]) => x), ys = corners.map(([, y]) => y);
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
}

/** The box of an element in its own coordinates: text is measured, groups hold what they hold. */
function boxOf(node: Untyped, fonts: { regular: Font; bold: Font }): Box | undefined {
  const tag = node.tagName?.toLowerCase();
  if (tag === "text" || tag === "tspan") {
    return node.textContent ? textBox(node, fonts) : undefined;
  }
  if (tag === "rect") {
    const [x, y, width, height] = ["x", "y", "width", "height"]
      .map((name) => parseFloat(node.getAttribute(name) ?? "0"));
    return { left: x, top: y, right: x + width, bottom: y + height };
  }
  if (tag !== "g" && tag !== "svg") return undefined;
  let union: Box | undefined;
  for (const child of node.children) {
    const inner = boxOf(child, fonts);
    if (!inner) continue;
    const box = transformed(inner, child.getAttribute("transform"));
    union = !union ? box : {
      left: Math.min(union.left, box.left),
      top: Math.min(union.top, box.top),
      right: Math.max(union.right, box.right),
      bottom: Math.max(union.bottom, box.bottom),
    };
  }
  return union;
}

/** Gives every element of a jsdom window a size, and every canvas a context. */
function equip(window: Untyped, fonts: { regular: Font; bold: Font }): void {
  const measure = (node: Untyped, transform: string | null) => {
    const box = boxOf(node, fonts) ?? { left: 0, top: 0, right: 0, bottom: 0 };
    const { left, top, right, bottom } = transformed(box, transform);
    return { left, top, right, bottom, x: left, y: top, width: right - left, height: bottom - top };
  };
  window.Element.prototype.getBoundingClientRect = function () {
    return measure(this, this.getAttribute("transform"));
  };
  window.SVGElement.prototype.getBBox = function () {
    return measure(this, null);
  };
  window.SVGElement.prototype.getComputedTextLength = function () {
    return textWidth(this, fonts);
  };
  window.SVGElement.prototype.getTotalLength = function () {
    return lengthOf(corners(this.getAttribute("d") ?? ""));
  };
  window.SVGElement.prototype.getPointAtLength = function (distance: number) {
    return pointAt(corners(this.getAttribute("d") ?? ""), distance);
  };
  const canvases = new WeakMap<object, Canvas>();
  const canvasOf = (node: Untyped): Canvas => {
    let canvas = canvases.get(node);
    if (canvas?.width !== node.width || canvas?.height !== node.height) {
      canvases.set(node, canvas = new Canvas(node.width, node.height));
    }
    return canvas!;
  };
  window.HTMLCanvasElement.prototype.getContext = function (kind: string) {
    return kind === "2d" ? canvasOf(this) : null;
  };
  window.HTMLCanvasElement.prototype.toDataURL = function () {
    return canvasOf(this).toDataURL();
  };
  window.URL.createObjectURL = () => "blob:none"; // asked for while loading, never used here
}

let opened: Promise<Untyped> | undefined;

/** The window, with `Plotly` in it. Opened at the first call (about a second), kept for the next. */
export function plotlyWindow(): Promise<Untyped> {
  opened ??= (async () => {
    const { JSDOM, VirtualConsole } = await jsdom();
    const { window } = new JSDOM("<!doctype html><body></body>", {
      pretendToBeVisual: true,
      runScripts: "outside-only",
      virtualConsole: new VirtualConsole(), // swallows jsdom's "not implemented"
    }) as Untyped;
    equip(window, await dejavu());
    window.eval(await Deno.readTextFile(new URL(import.meta.resolve("plotly.js-dist"))));
    return window;
  })();
  return opened;
}
