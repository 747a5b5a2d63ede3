import { fileURLToPath } from "node:url";
import { Rng } from "../../../../lib/core/rng.ts";
import { assert, assertEquals } from "../../../assert.ts";
import { fileOf, TEST_COLUMNS } from "../../../data/tables.ts";
import { mutated, MUTATIONS } from "../../../data/mutator.ts";
import { mutants, told } from "../../../trust/mutants.ts";
import { plainRead } from "../../../data/plain_reader.ts";

const SAMPLE = fileURLToPath(new URL("../../../../data/sample", import.meta.url));
const JUDGE = {
  judge: new URL("./hostile_judge.ts", import.meta.url),
  ground: { from: SAMPLE, rows: 30 },
};

Deno.test("a damaged file is read whole, cell for cell, or refused with its place, and soon (500 of them)", async () => {
  const faults: string[] = [], answers = { accepted: 0, refused: 0 }, kinds = new Set<string>();
  for await (
    const verdict of mutants({ ...JUDGE, first: 1, count: 500, limit: 5 })
  ) {
    answers[verdict.answer]++;
    for (const name of verdict.mutations) kinds.add(name);
    if (verdict.fault) faults.push(told(verdict));
  }
  assertEquals(faults, []);
  // neither answer may be the only one, and no kind of damage may never have been tried
  assert(Math.min(answers.accepted, answers.refused) >= 50, JSON.stringify(answers));
  assertEquals(MUTATIONS.filter((name) => !kinds.has(name)), []);
});

Deno.test("a file that takes too long is ended and told as a fault, and the next has its turn", async () => {
  const faults: (string | undefined)[] = [];
  const few = { ...JUDGE, first: 1, count: 3 };
  for await (const { fault } of mutants({ ...few, limit: 0 })) faults.push(fault);
  assertEquals(faults, [undefined, "no answer within 0 s", undefined]);
});

Deno.test("the same seed damages a file in the same way", () => {
  const table = { header: ["a", "track_name"], cells: [["1", "x"], ["2", "y"]] };
  for (let seed = 0; seed < 50; seed++) {
    assertEquals(mutated(table, new Rng(seed)), mutated(table, new Rng(seed)));
  }
});

Deno.test("the second reading, which judges the first, says of a file what is in it", () => {
  const read = (text: string) => plainRead(new TextEncoder().encode(text), "test");
  const rows = [{ track_name: 'a\t"b"\nc', key: "" }, { track_name: "" }];
  for (const [delimiter, newline] of [["\t", "\n"], [",", "\r\n"], [";", "\r"]]) {
    const plain = read(fileOf(rows, { columns: TEST_COLUMNS, delimiter, newline }));
    assert(!("why" in plain));
    assertEquals([plain.delimiter, plain.newline, plain.bom], [delimiter, newline, false]);
    assertEquals(plain.header, TEST_COLUMNS);
    assertEquals(plain.cells.map(([title]) => title), ['a\t"b"\nc', ""]);
    assertEquals(plain.incomplete, [0]);
  }
  const whole = fileOf([{}, {}], { columns: TEST_COLUMNS });
  const faults: [text: string, why: string, row?: number][] = [
    [whole.replace(/\n$/, "\r\n"), "grammar", 3],
    [whole.replace("\nSong", '\n"Song" '), "grammar", 2],
    [whole.replace("\nSong", '\n"Song'), "grammar", 2],
    [whole.replace("tempo", "temper"), "header", 1],
    [whole + "x\n", "shape", 4],
    [whole.replace("120.03", "1e39"), "cell", 2],
    [whole.replace("2019-06-14", "2019-02-29"), "cell", 2],
  ];
  for (const [text, why, row] of faults) {
    const found = read(text);
    assert("why" in found);
    assertEquals([found.why, found.row], [why, row]);
  }
});
