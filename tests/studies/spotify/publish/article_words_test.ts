import { capital, compare, de, verdict } from "../../../../lib/publish/article/difference.ts";
import { numbers } from "../../../../lib/publish/article/numbers.ts";
import { enumerate, escapeTex } from "../../../../lib/publish/article/tex.ts";
import { assert, assertEquals } from "../../../assert.ts";

const d = { a: "the forest", b: "the tree" }, f = { a: "la forêt", b: "le bagging" };
const BETTER = /better|more accurate|beat|improv|gain|dépasse|meilleur|progrès/i;

Deno.test("a difference is called one only where its interval excludes zero, in either language", () => {
  const above = { value: .026, low: .014, high: .038 };
  assertEquals(
    compare({ ...d, ...above }, "en"),
    "The forest is more accurate than the tree, by 2.6~points (95\\% interval 1.4 to 3.8).",
  );
  assertEquals(
    compare({ ...f, ...above }, "fr"),
    "La forêt dépasse le bagging de 2,6~points d'exactitude (intervalle à 95\\,\\% : 1,4 à 3,8).",
  );
  const below = { value: -.012, low: -.02, high: -.004 };
  assertEquals(
    compare({ ...d, ...below }, "en"),
    "The forest is less accurate than the tree, by 1.2~points (95\\% interval 0.4 to 2.0).",
  );
  assertEquals(
    compare({ ...f, ...below }, "fr"),
    "La forêt reste au-dessous du bagging, de 1,2~point d'exactitude (intervalle à 95\\,\\% : 0,4 à 2,0).",
  );
});

Deno.test("where the interval crosses or touches zero nothing is called better, whatever the sign", () => {
  for (
    const [value, low, high] of [
      [.02, -.001, .041],
      [-.02, -.041, .001],
      [.02, 0, .04],
      [-.02, -.04, 0],
      [0, 0, 0],
      [.02, .02, .02], // two seeds that agree to the last digit
      [.02, NaN, NaN],
    ]
  ) {
    for (const score of ["accuracy", "logLoss"] as const) {
      const english = compare({ ...d, value, low, high }, "en", score);
      const french = compare({ ...f, value, low, high }, "fr", score);
      assert(!BETTER.test(english) && !BETTER.test(french), `${english} ${french}`);
      assert(/cannot be told apart|nothing follows/.test(english), english);
      assert(/rien n'est établi|rien n'en découle/.test(french), french);
    }
  }
});

Deno.test("a bound that would round to zero shows on which side it lies", () => {
  const near = { value: .037, low: .0002, high: .074 };
  assert(compare({ ...d, ...near }, "en").includes("interval 0.02 to 7.40"));
  const open = { value: .037, low: -.0002, high: .074 };
  assert(compare({ ...d, ...open }, "en").includes("interval $-$0.02 to 7.40"));
  assert(compare({ ...f, value: -.037, low: -.074, high: -.0002 }, "fr").includes("0,02 à 7,40"));
});

Deno.test("a log-loss is higher or lower, in nats, and never more or less accurate", () => {
  const higher = compare({ ...d, value: .02, low: .01, high: .03 }, "en", "logLoss");
  assertEquals(
    higher,
    "The forest is higher in log-loss than the tree, by 0.020~nat (95\\% interval 0.010 to 0.030).",
  );
  const lower = compare({ ...f, value: -.02, low: -.03, high: -.01 }, "fr", "logLoss");
  assertEquals(
    lower,
    "La forêt reste au-dessous du bagging, de 0,020~nat d'entropie croisée " +
      "(intervalle à 95\\,\\% : 0,010 à 0,030).",
  );
});

Deno.test("a circumstance opens the sentence, whatever it says", () => {
  const open = { value: .01, low: -.01, high: .03 };
  assert(
    compare({ ...f, ...open, when: "à la fin" }, "fr").startsWith("À la fin, entre la forêt et"),
  );
  assert(
    compare({ ...d, ...open, when: "in the end" }, "en").startsWith("In the end, the forest and"),
  );
});

Deno.test("verdicts say what intervals say", () => {
  const of = (low: number, high: number) => verdict({ low, high });
  assertEquals([of(.1, .2), of(-.2, -.1), of(-.1, .1), of(0, .1), of(-.1, 0)], [
    "above",
    "below",
    "open",
    "open",
    "open",
  ]);
  assertEquals([of(NaN, 1), of(0, NaN), of(.1, .1)], ["unknown", "unknown", "open"]);
});

Deno.test("French contracts its articles", () => {
  assertEquals(
    ["le départ", "les arbres", "la forêt", "l'arbre", "un arbre", "Bayes"].map(de),
    ["du départ", "des arbres", "de la forêt", "de l'arbre", "d'un arbre", "de Bayes"],
  );
  assertEquals(capital("à la fin"), "À la fin");
});

Deno.test("numbers look alike throughout, with a comma and thin spaces in French", () => {
  const [en, fr] = [numbers("en"), numbers("fr")], interval = { low: -.009, high: .0134 };
  assertEquals([en.count(21428), fr.count(21428)], ["21,428", "21\\,428"]);
  assertEquals([en.percent(.6184), fr.percent(.6184)], ["61.8\\%", "61,8\\,\\%"]);
  assertEquals([en.percentSpread(.6, .0017), fr.percentSpread(.6, NaN)], [
    "60.0 $\\pm$ 0.2\\%",
    "60,0\\,\\%",
  ]);
  assertEquals(en.pointsWithin(.002, interval), "+0.2 [$-$0.9, 1.3]");
  assertEquals(fr.pointsWithin(.002, interval), "+0,2 [$-$0,9~; 1,3]");
  assertEquals([en.points(.01), en.points(.002), fr.points(.019), fr.points(.02)], [
    "1.0~point",
    "0.2~points",
    "1,9~point",
    "2,0~points",
  ]);
  assertEquals(fr.range(interval, 3), "$-$0,009 à 0,013");
  assertEquals([en.duration(4.21), en.duration(95), fr.duration(600), en.duration(6000)], [
    "4.2~s",
    "95~s",
    "10~min",
    "1.7~h",
  ]);
});

Deno.test("a missing number is a dash and a missing interval nothing, and zero has no sign", () => {
  const n = numbers("en"), none = { low: NaN, high: NaN };
  assertEquals([n.percent(NaN), n.percentWithin(.5, none), n.pointsWithin(.01, none)], [
    "--",
    "50.0\\%",
    "+1.0",
  ]);
  assertEquals([n.fixed(-.0001, 1), n.fixed(-.0001, 1, { sign: true })], ["0.0", "0.0"]);
  assertEquals(n.fixed(-Infinity, 1), "$-\\infty$");
});

Deno.test("no text can become a command, a comment or a formula", () => {
  assertEquals(escapeTex("L'Éclair & Fils_%"), "L'{}Éclair \\& Fils\\_\\%");
  assertEquals(escapeTex("<script>"), "\\textless{}script\\textgreater{}");
  assertEquals(escapeTex("\\input{/etc/passwd}"), "\\textbackslash{}input\\{/etc/passwd\\}");
  assertEquals(
    escapeTex("$x^2$ ~ #1 `a` a|b"),
    [
      "\\$x\\textasciicircum{}2\\$ \\textasciitilde{} \\#1 \\textasciigrave{}a\\textasciigrave{} ",
      "a\\textbar{}b",
    ].join(""),
  );
});

Deno.test("a title with emoji or another script keeps what can be shown and marks the rest", () => {
  assertEquals(escapeTex("🎉 Fête 👩‍👩‍👧 ǃ"), "\\noglyph{} Fête \\noglyph{} \\noglyph{}");
  assertEquals(escapeTex("東京 Nights"), "\\noglyph{} Nights");
  assertEquals(escapeTex("Cafe\u0301"), "Café"); // composed
  assertEquals(escapeTex("a\u0000b\u200bc\nd\u202ee\ud800"), "abc de\\noglyph{}");
});

Deno.test("lists end in a word", () => {
  assertEquals(["", "a", "a and b", "a, b and c"], [
    enumerate([], " and "),
    enumerate(["a"], " and "),
    enumerate(["a", "b"], " and "),
    enumerate(["a", "b", "c"], " and "),
  ]);
});
