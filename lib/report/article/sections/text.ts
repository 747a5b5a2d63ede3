/** Titles and albums: how they are read, and what they bring. */
import type { Facts } from "../facts/facts.ts";
import { isHashed, type TextFacts } from "../facts/text.ts";
import { textName } from "../names.ts";
import { float, paragraph, paragraphs, type Pen } from "../pen.ts";
import { escapeTex } from "../tex.ts";
import { judgedAccuracy, judgedUnderOf } from "./results_steps.ts";

/** How texts are read and fused; says plainly where word counts stand in for a sentence model. */
export function textMethod({ encoder }: TextFacts, { t }: Pen): string {
  const name = encoder && escapeTex(encoder.name.split("/").at(-1)!);
  return paragraph(
    t({
      en:
        "\\runin{Titles and albums.} They are read as n-grams of words and letters by a logistic " +
        "regression, and as sentence vectors; other tracks of the same title or album, and those " +
        "with the nearest vectors, give their genres as above, out of fold. Sound and text are fused " +
        "early (side by side), in between (a tower each), or late (answers averaged).",
      fr: "\\runin{Titres et albums.} Ils sont lus comme n-grammes de mots et de lettres par une " +
        "régression logistique, et comme vecteurs de phrases ; les autres morceaux de même titre ou " +
        "de même album, et ceux aux vecteurs les plus proches, donnent leurs genres comme ci-dessus, " +
        "hors pli. Son et texte sont fusionnés tôt (côte à côte), à mi-chemin (une tour chacun) ou " +
        "tard (moyenne des réponses).",
    }),
    encoder && (isHashed(encoder)
      ? t({
        en:
          "\\textbf{No sentence model could be had on this machine:} hashed counts of words and " +
          "letters stand in for it, which know spellings and no meanings.",
        fr:
          "\\textbf{Aucun modèle de phrases n'a pu être obtenu sur cette machine :} des comptes " +
          "hachés de mots et de lettres le remplacent, qui connaissent l'orthographe et aucun sens.",
      })
      : t({
        en: `The vectors are those of ${name} \\cite{wang2020}.`,
        fr: `Les vecteurs sont ceux de ${name} \\cite{wang2020}.`,
      })),
  );
}

/** The paragraph and the table. */
export function textResults({ text, cards }: Facts, pen: Pen): string {
  if (!text) return "";
  const { t, compare } = pen, { judged, overBase } = text;
  const random = cards.full && judgedUnderOf(cards.full, "at random");
  const apart = cards.full?.judged.filter(({ protocol }) => protocol !== "at random") ?? [];
  const ways = apart.map((line) =>
    `${textName(line.protocol, pen.language)}, ${judgedAccuracy(line, pen)}`
  );
  return paragraphs(
    paragraph(
      t({
        en: "\\runin{With titles and albums.}",
        fr: "\\runin{Avec titres et albums.}",
      }),
      hasTable(text) && t({
        en: "Table~\\ref{tab:text} lists what was tried.",
        fr: "La table~\\ref{tab:text} énumère ce qui a été essayé.",
      }),
      random && t({
        en:
          `The exported full predictor reaches ${
            judgedAccuracy(random, pen)
          } on a random hold-out` +
          (ways.length ? `; ${ways.join("; ")}.` : "."),
        fr:
          `Le prédicteur complet exporté atteint ${
            judgedAccuracy(random, pen)
          } sur une validation ` +
          "aléatoire" + (ways.length ? ` ; ${ways.join(" ; ")}.` : "."),
      }),
      overBase && compare({
        a: t({ en: "the full predictor", fr: "le prédicteur complet" }),
        b: t({ en: "the base one", fr: "le prédicteur de base" }),
        ...overBase,
      }),
    ),
    hasTable(text) && float("table", {
      label: "tab:text",
      caption: t({
        en:
          "Titles, albums and sound: validation accuracy in per cent ($\\pm$ standard deviation over " +
          "seeds where there are several)" +
          (judged.some(({ gain }) => gain) ? ", gain in points over the first line." : "."),
        fr:
          "Titres, albums et son : exactitude en validation en pour cent ($\\pm$ écart-type sur les " +
          "graines quand il y en a plusieurs)" +
          (judged.some(({ gain }) => gain) ? ", gain en points sur la première ligne." : "."),
      }),
      content: table(text, pen),
    }),
  );
}

/** What the conclusion says of it. */
export function textConclusion({ cards }: Facts, pen: Pen): string {
  const random = cards.full && judgedUnderOf(cards.full, "at random");
  return random
    ? pen.t({
      en: `With titles and albums it is ${judgedAccuracy(random, pen)}.`,
      fr: `Avec titres et albums, c'est ${judgedAccuracy(random, pen)}.`,
    })
    : "";
}

const hasTable = ({ judged, searched }: TextFacts) => judged.length + searched.length > 0;

function table({ judged, searched }: TextFacts, { t, n, language }: Pen): string {
  const once = judged.map(({ name, accuracy, gain, logLoss }) => [
    textName(name, language),
    n.fixed(100 * accuracy, 1),
    gain ? n.pointsWithin(gain.value, gain) : "",
    n.fixed(logLoss, 3),
  ]);
  const seeds = searched.map(({ name, best: { scores } }) => [
    textName(name, language),
    n.fixed(100 * scores.accuracy.mean, 1) +
    (Number.isNaN(scores.accuracy.sd) ? "" : ` $\\pm$ ${n.fixed(100 * scores.accuracy.sd, 1)}`),
    "",
    n.fixed(scores.logLoss?.mean ?? NaN, 3),
  ]);
  const head = t({
    en: "model & accuracy & gain & log-loss",
    fr: "modèle & exactitude & gain & entropie",
  });
  const halves = [once, seeds].filter(({ length }) => length > 0)
    .map((rows) => rows.map((cells) => `${cells.join(" & ")} \\\\`).join("\n"));
  return `\\begin{tabular}{@{}lllc@{}}
\\toprule
${head} \\\\
\\midrule
${halves.join("\n\\midrule\n")}
\\bottomrule
\\end{tabular}`;
}
