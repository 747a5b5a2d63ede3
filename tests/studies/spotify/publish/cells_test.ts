/** Notebooks as a student reads them: what a cell may hold. */
import { PROJECT_ROOT } from "../../../../lib/core/places.ts";
import { assert, assertEquals } from "../../../assert.ts";

/** Notebooks whose trainings are an experiment's, each with how many names it may import. */
const ON_EXPERIMENTS = {
  "03_mlp.ipynb": 40,
  "04_heuristics.ipynb": 45,
  "06_edm_transfer.ipynb": 51,
};

interface Cell {
  readonly cell_type: string;
  readonly id: string;
  readonly source: readonly string[];
}

const codeOf = (name: string) => {
  const { cells } = JSON.parse(Deno.readTextFileSync(`${PROJECT_ROOT}/notebooks/spotify/${name}`));
  return (cells as Cell[]).filter(({ cell_type }) => cell_type === "code");
};
const textOf = (cell: Cell) => cell.source.join("");
const namesIn = (text: string) =>
  [...text.matchAll(/import (?:type )?\{([^}]*)\} from/g)].flatMap(([, names]) =>
    names.split(",").map((name) => name.trim()).filter((name) => name !== "")
  );

Deno.test("a notebook on an experiment has cells of at most 15 lines and imports few names", () => {
  for (const [name, most] of Object.entries(ON_EXPERIMENTS)) {
    const cells = codeOf(name);
    const long = cells.filter((cell) => textOf(cell).split("\n").length > 15);
    assertEquals(long.map(({ id }) => `${name}: ${id}`), []);
    const names = namesIn(textOf(cells[0]));
    assert(names.length > 5 && names.length <= most, `${name} imports ${names.length} names`);
  }
});

Deno.test("a notebook on an experiment leaves records, bars and seeds to it", () => {
  const plumbing = /\.\.\.asked|watched|makeRun|mlpRunner|judgeKept|study\.fresh/g;
  const found = Object.keys(ON_EXPERIMENTS).flatMap((name) =>
    codeOf(name).flatMap((cell) =>
      Array.from(textOf(cell).matchAll(plumbing), ([what]) => `${name}, ${cell.id}: ${what}`)
    )
  );
  assertEquals(found, []);
});
