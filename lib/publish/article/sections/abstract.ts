/** Title, abstract and keywords. */
import type { Facts } from "../facts/facts.ts";
import { modelPhrase } from "../names.ts";
import { paragraph, type Pen } from "../pen.ts";
import { judgedAccuracy, judgedUnderOf } from "./results_steps.ts";
import { judged, WAYS } from "./results_tricks.ts";
import { textConclusion } from "./text.ts";
import { transferConclusion } from "./transfer.ts";

/** The title; it promises only what the records hold. */
export function title({ cards }: Facts, { t }: Pen): { full: string; running: string } {
  const text = cards.full !== undefined;
  return {
    full: t({
      en: `Telling a Track's Genre from Audio Quantities${
        text ? ", Its Release Date and Its Title" : " and Its Release Date"
      }`,
      fr: `Reconnaître le genre d'un morceau à partir de grandeurs audio${
        text ? ", de sa date et de son titre" : " et de sa date de sortie"
      }`,
    }),
    running: t({ en: "Telling a Track's Genre", fr: "Reconnaître le genre d'un morceau" }),
  };
}

/** What the article is found by. */
export const keywords = ({ t }: Pen): string[] =>
  t({
    en: "Music genre classification|Tabular data|Multilayer perceptron|Validation",
    fr: "Classification de genres musicaux|Données tabulaires|Perceptron multicouche|Validation",
  }).split("|");

/** The abstract. */
export function abstract(facts: Facts, pen: Pen): string {
  const { t, n, language } = pen, { data, baselines, networks, tricks, cards, synthetic } = facts;
  const base = cards.base && judgedUnderOf(cards.base, "at random");
  const apart = cards.base && judgedUnderOf(cards.base, "same audio together");
  const helped = tricks ? judged(tricks.accuracy, WAYS[0], "above").length : 0;
  return paragraph(
    t({
      en:
        "We ask how well the genre of a music track can be told from 13 audio quantities and its release date" +
        (data ? `, on ${n.count(data.rows)} labelled tracks taken from playlists.` : "."),
      fr:
        "Nous demandons à quel point le genre d'un morceau se reconnaît à partir de 13 grandeurs audio et de sa " +
        "date de sortie" +
        (data ? `, sur ${n.count(data.rows)} morceaux étiquetés tirés de playlists.` : "."),
    }),
    synthetic && t({
      en: "The numbers are of a synthetic sample, not of real music.",
      fr: "Les nombres sont ceux d'un échantillon synthétique, non de vraie musique.",
    }),
    baselines && t({
      en: `Of the classical models, ${modelPhrase(baselines.single.model, language)} is right in ` +
        `${
          n.percent(baselines.single.groupedAccuracy)
        } of cases when copies of a recording are kept together.`,
      fr:
        `Parmi les modèles classiques, ${
          modelPhrase(baselines.single.model, language)
        } a raison dans ` +
        `${
          n.percent(baselines.single.groupedAccuracy)
        } des cas quand les copies d'un enregistrement restent ` +
        "ensemble.",
    }),
    networks?.chosen && networks.elsewhere && t({
      en: `A multilayer perceptron chosen among ${n.count(networks.chosen.settings)} reaches ` +
        `${n.percent(networks.elsewhere.score)} on tracks that had no say in the choice.`,
      fr: `Un perceptron multicouche choisi parmi ${n.count(networks.chosen.settings)} atteint ` +
        `${n.percent(networks.elsewhere.score)} sur des morceaux étrangers à ce choix.`,
    }),
    tricks && t({
      en:
        `Of ${
          pen.word(tricks.tricks)
        } common heuristics added alone, an improvement is established ` +
        `for ${helped === 0 ? "none" : pen.word(helped)}.`,
      fr:
        `De ${
          pen.word(tricks.tricks)
        } heuristiques courantes ajoutées seules, un progrès est établi ` +
        `pour ${helped === 0 ? "aucune" : helped === 1 ? "une" : pen.word(helped)}.`,
    }),
    base && t({
      en:
        "Looking at the genres of other tracks (of the same date, the same audio, similar sound), " +
        `learning finer labels and averaging models leads to ${
          judgedAccuracy(base, pen)
        } on a random ` +
        "hold-out" +
        (apart ? ` and ${judgedAccuracy(apart, pen)} with copies kept together.` : "."),
      fr: "Regarder les genres d'autres morceaux (de même date, de même audio, de son voisin), " +
        "apprendre des étiquettes plus fines et moyenner des modèles mène à " +
        `${judgedAccuracy(base, pen)} sur une validation aléatoire` +
        (apart ? ` et à ${judgedAccuracy(apart, pen)} quand les copies restent ensemble.` : "."),
    }),
    textConclusion(facts, pen),
    facts.transfer && transferConclusion(facts.transfer, pen),
  );
}
