/** Damage to ARFF and to the XML beside it. */
import type { Rng } from "../../lib/core/rng.ts";

type Damage = (text: string, rng: Rng) => string;

/** Changes one of the lines that are like `which`. */
const line = (which: RegExp, change: (line: string, rng: Rng) => string): Damage => (text, rng) => {
  const lines = text.split("\n");
  const places = lines.flatMap((own, i) => which.test(own) ? [i] : []);
  if (places.length === 0) return text;
  const at = rng.choice(places);
  lines[at] = change(lines[at], rng);
  return lines.join("\n");
};
const ATTRIBUTE = /^@attribute/, ROW = /^[-\d.?{]/, LABEL = /<label /;
const VALUES = [
  "7",
  "?",
  "",
  "'a b'",
  "'open",
  '"',
  "1e999",
  "nan",
  "-Infinity",
  "0x10",
  "%",
  "{1}",
];

/** Of ARFF, by name. */
export const ARFF: Readonly<Record<string, Damage>> = {
  "an attribute of another type": line(
    ATTRIBUTE,
    (own, rng) =>
      own.replace(
        /(numeric|\{.*\})$/,
        rng.choice(["date", "relational", "{a,b}", "{1,0}", "{", "string", ""]),
      ),
  ),
  "an attribute twice": line(ATTRIBUTE, (own) => `${own}\n${own}`),
  "an attribute gone": line(ATTRIBUTE, () => ""),
  "an attribute of another name": line(
    ATTRIBUTE,
    (own, rng) =>
      own.replace(
        / \S+ /,
        rng.choice([" 'a b' ", ' "a" ', " 'it\\'s' ", " ' ", " __proto__ ", " tags "]),
      ),
  ),
  "attributes in capitals": (text) => text.replaceAll("@attribute", "@ATTRIBUTE"),
  "another value": line(ROW, (own, rng) => {
    const cells = own.split(",");
    cells[rng.int(cells.length)] = rng.choice(VALUES);
    return cells.join(",");
  }),
  "a value too many": line(ROW, (own) => `${own},1`),
  "a value too few": line(ROW, (own) => own.replace(/,[^,]*$/, "")),
  "a sparse row": line(
    ROW,
    (_own, rng) =>
      rng.choice([
        "{}",
        "{0 1.5, 5 1}",
        "{99 1}",
        "{-1 2}",
        "{0 1, 0 2}",
        "{0}",
        "{,}",
        "{0 1",
        "{0 1}, {2}",
      ]),
  ),
  "a comment": line(ROW, (own) => `% ${own}`),
  "no data": (text) => text.replace("@data", ""),
  "data twice": (text) => `${text}@data\n`,
  "a value of 300,000 characters": line(
    ROW,
    (own, rng) => rng.choice(["1", "'", "{"]).repeat(300_000) + own,
  ),
};

/** Of Mulan's list of tags, by name. */
export const XML: Readonly<Record<string, Damage>> = {
  "a tag twice": line(LABEL, (own) => own + own),
  "a tag gone": line(LABEL, () => ""),
  "a tag of another name": line(
    LABEL,
    (own, rng) =>
      own.replace(
        /"[^"]*"/,
        rng.choice(['"slow"', '""', '"&#115;ad"', '"tempo"', "sad", "'sad'", '"sad']),
      ),
  ),
  "a tag within another": line(LABEL, (own) => own.replace("/>", '><label name="live"/></label>')),
  "a comment": line(LABEL, (own) => `<!-- ${own} -->`),
  "no tags": () => "<labels/>",
  "50,000 tags that are never closed": (text, rng) =>
    text + rng.choice(["<label ", "<label name=", '<label name="']).repeat(50_000),
};
