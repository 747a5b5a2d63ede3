/** How wide a text is: the advance widths of a TrueType font, which a browser would know and jsdom does not. */

/** A font that can be measured. */
export interface Font {
  /** The file, as a renderer wants it. */
  readonly bytes: Uint8Array;
  /** Width of `text` in pixels at `size` pixels per em; kerning is left out. */
  width(text: string, size: number): number;
}

/** Reads the tables `head`, `hhea`, `hmtx` and `cmap` (format 12) of a TrueType file.
 *
 * @see https://learn.microsoft.com/typography/opentype/spec/
 * @throws {TypeError} when the font has no full Unicode map
 */
function readFont(bytes: Uint8Array): Font {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, number>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + 16 * i;
    tables.set(String.fromCharCode(...bytes.subarray(at, at + 4)), view.getUint32(at + 8));
  }
  const unitsPerEm = view.getUint16(tables.get("head")! + 18);
  const longMetrics = view.getUint16(tables.get("hhea")! + 34), hmtx = tables.get("hmtx")!;
  const advance = (glyph: number) => view.getUint16(hmtx + 4 * Math.min(glyph, longMetrics - 1));

  const ranges = unicodeRanges(view, tables.get("cmap")!);
  const widths = new Map<string, number>();
  const characterWidth = (character: string): number => {
    const code = character.codePointAt(0)!;
    const range = ranges.find(([from, to]) => from <= code && code <= to);
    if (range) return advance(range[2] + code - range[0]) / unitsPerEm;
    return code >= 0x2e80 ? 1 : advance(0) / unitsPerEm; // East Asian scripts fill their square
  };
  return {
    bytes,
    width(text, size) {
      let sum = 0;
      for (const character of text) {
        let width = widths.get(character);
        if (width === undefined) widths.set(character, width = characterWidth(character));
        sum += width;
      }
      return sum * size;
    },
  };
}

/** [first code point, last, glyph of the first] of every group of the format 12 character map. */
function unicodeRanges(view: DataView, cmap: number): [number, number, number][] {
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const table = cmap + view.getUint32(cmap + 8 + 8 * i);
    if (view.getUint16(table) !== 12) continue;
    return Array.from({ length: view.getUint32(table + 12) }, (_, group) => {
      const at = table + 16 + 12 * group;
      return [view.getUint32(at), view.getUint32(at + 4), view.getUint32(at + 8)];
    });
  }
  throw new TypeError("the font has no character map of format 12");
}

let loaded: Promise<{ regular: Font; bold: Font }> | undefined;

/** DejaVu Sans, the font of every static picture. Read once.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * const { regular } = await dejavu();
 * assertAlmostEquals(regular.width("energy", 20), 2 * regular.width("energy", 10));
 * ```
 */
export function dejavu(): Promise<{ regular: Font; bold: Font }> {
  const load = async (name: string) =>
    readFont(await Deno.readFile(new URL(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`))));
  loaded ??= Promise.all([load("DejaVuSans"), load("DejaVuSans-Bold")])
    .then(([regular, bold]) => ({ regular, bold }));
  return loaded;
}
