// A Plotly figure made for white paper, as it looks on dark paper: greys are turned over, colours stay what
// they are, and colour scales start from the paper again.
globalThis.darkFigure = (() => {
  const NAMED = { white: [255, 255, 255], black: [0, 0, 0] };
  const SEQUENTIAL = ["#1d2b36", "#24506e", "#2f7fae", "#63b1dd", "#bfe3f7"];
  const DIVERGING = ["#6cb6ec", "#2f6f9f", "#262626", "#a1503f", "#f08a70"];
  const spread = (colours) => colours.map((colour, i) => [i / (colours.length - 1), colour]);

  function channels(colour) {
    if (NAMED[colour]) return [...NAMED[colour], 1];
    const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
    if (hex) return [...hex.slice(1).map((part) => parseInt(part, 16)), 1];
    const rgb = /^rgba?\(([^)]+)\)$/.exec(colour)?.[1].split(",").map(Number);
    return rgb && [rgb[0], rgb[1], rgb[2], rgb[3] ?? 1];
  }

  const isGrey = ([r, g, b]) => Math.max(r, g, b) - Math.min(r, g, b) <= 6;

  // White paper becomes #191919, black ink #f2f2f2.
  function turned(colour) {
    const found = channels(colour);
    if (!found) return colour;
    if (!isGrey(found)) return brightened(found);
    const level = Math.round(242 - found[0] / 255 * 217);
    return `rgba(${level},${level},${level},${found[3]})`;
  }

  // A colour that dark paper would swallow gets some white.
  function brightened([r, g, b, opacity]) {
    const luminance = (.2126 * r + .7152 * g + .0722 * b) / 255;
    const white = luminance < .4 ? .2 : 0;
    const [red, green, blue] = [r, g, b].map((part) => Math.round(part + white * (255 - part)));
    return `rgba(${red},${green},${blue},${opacity})`;
  }

  function scale(steps) {
    const ends = [steps[0], steps.at(-1)].map(([, colour]) => channels(colour));
    const middle = channels(steps[steps.length >> 1][1]);
    if ([...ends, middle].some((colour) => !colour)) return steps;
    const sum = ([r, g, b]) => r + g + b;
    if (sum(middle) > 700 && ends.every((end) => sum(end) < 600)) return spread(DIVERGING);
    return sum(ends[0]) > 700 && sum(ends[1]) < 400 ? spread(SEQUENTIAL) : steps;
  }

  function walk(value, key) {
    if (typeof value === "string") return /colors?$/i.test(key) ? turned(value) : value;
    if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
    if (Array.isArray(value)) {
      if (key === "colorscale" && Array.isArray(value[0])) return scale(value);
      const coloured = /colou?r(s|way)?$/i.test(key) && typeof value[0] === "string";
      if (coloured) return value.map((item) => turned(item));
      return typeof value[0] === "object" ? value.map((item) => walk(item, key)) : value;
    }
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, walk(item, name)]),
    );
  }

  return ({ data, layout, config }) => ({
    data: walk(data, "data"),
    layout: walk(layout, "layout"),
    config,
  });
})();
