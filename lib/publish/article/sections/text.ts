/** Titles and albums: how they are read, and what they bring. */
import type { ModelCard } from "../../cards/card.ts";
import { verdict } from "../difference.ts";
import type { Facts } from "../facts/facts.ts";
import { isHashed, type TextFacts, type TextModel } from "../facts/text.ts";
import { protocolName, textName } from "../names.ts";
import { float, paragraph, paragraphs, type Pen } from "../pen.ts";
import { tabular } from "../tabular.ts";
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
        en: "\\textbf{No sentence model was read:} hashed counts of words and " +
          "letters stand in for it, which know spellings and no meanings.",
        fr: "\\textbf{Aucun modèle de phrases n'a été lu :} des comptes " +
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
  const { t } = pen, tried = text.alone.length + text.fused.length > 0;
  return paragraphs(
    paragraph(
      t({ en: "\\runin{With titles and albums.}", fr: "\\runin{Avec titres et albums.}" }),
      tried && t({
        en:
          "Table~\\ref{tab:text} sets ways of reading texts, and of joining them with sound, side by side.",
        fr:
          "La table~\\ref{tab:text} compare des façons de lire les textes et de les joindre au son.",
      }),
      fusedText(text, pen),
      cards.full && exported(cards.full, text, pen),
      albumsText(text, pen),
    ),
    tried && float("table", {
      label: "tab:text",
      caption: t({
        en:
          "Texts alone, and text with sound, random hold-out: accuracy (per cent, $\\pm$ deviation " +
          "over seeds), gain in points over the first line of each half, same rows.",
        fr:
          "Textes seuls, puis texte et son, validation aléatoire : exactitude (pour cent, $\\pm$ " +
          "écart-type), gain en points sur la première ligne de chaque moitié, mêmes lignes.",
      }),
      content: table(text, pen),
    }),
  );
}

/** Which ways of joining bring something, and the best of them against sound. */
function fusedText({ fused }: TextFacts, { t, language, compare }: Pen): string | undefined {
  const joined = fused.filter(({ gain }) => gain);
  const best = joined.toSorted((a, b) => b.accuracy - a.accuracy)[0];
  if (!best) return undefined;
  const name = textName(best, language);
  const gained = joined.filter(({ gain }) => verdict(gain!) === "above").length;
  return paragraph(
    compare({
      a: t({
        en: `the best way of joining (${name})`,
        fr: `la meilleure façon de joindre (${name})`,
      }),
      b: t({ en: "sound alone", fr: "le son seul" }),
      ...best.gain!,
    }),
    gained === joined.length && joined.length > 1 && t({
      en: "All of them gain, so that the way matters less than the text.",
      fr: "Toutes y gagnent : la façon importe moins que le texte.",
    }),
  );
}

function exported(card: ModelCard, { overBase }: TextFacts, pen: Pen): string {
  const { t, compare, language } = pen, random = judgedUnderOf(card, "at random");
  const others = card.judged.filter(({ protocol }) => protocol !== "at random")
    .map((line) => `${protocolName(line.protocol, language)}, ${judgedAccuracy(line, pen)}`);
  return paragraph(
    random && t({
      en:
        `The exported full predictor, which counts the genres of tracks with like texts, reaches ` +
        `${[`${judgedAccuracy(random, pen)} on the random hold-out`, ...others].join("; ")}.`,
      fr:
        `Le prédicteur complet exporté, qui compte les genres de morceaux aux textes voisins, atteint ` +
        `${[`${judgedAccuracy(random, pen)} sur la validation aléatoire`, ...others].join(" ; ")}.`,
    }),
    overBase && compare({
      a: t({ en: "the full predictor", fr: "le prédicteur complet" }),
      b: t({ en: "the base one", fr: "le prédicteur de base" }),
      ...overBase,
    }),
  );
}

function albumsText({ albums }: TextFacts, { t, compare }: Pen): string | undefined {
  return albums && compare({
    when: t({ en: "on albums never met", fr: "sur des albums jamais rencontrés" }),
    a: t({ en: "a network with texts", fr: "un réseau avec textes" }),
    b: t({ en: "one without", fr: "un réseau sans textes" }),
    ...albums,
  });
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

function table({ alone, fused }: TextFacts, { t, n, language }: Pen): string {
  const row = ({ key, name, accuracy, spread, gain, logLoss }: TextModel) => [
    textName({ key, name }, language),
    n.fixed(100 * accuracy, 1) +
    (Number.isNaN(spread) ? "" : ` $\\pm$ ${n.fixed(100 * spread, 1)}`),
    gain ? n.pointsWithin(gain.value, gain) : "",
    n.fixed(logLoss, 3),
  ];
  const head = t({
    en: "model & accuracy & gain & log-loss",
    fr: "modèle & exactitude & gain & entropie",
  });
  return tabular("lllc", head, [alone.map(row), fused.map(row)]);
}
