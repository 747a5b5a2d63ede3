/** Section 5 and what follows it: the conclusion, and the statement on tools. */
import { authorPlace } from "../document.ts";
import { verdict } from "../difference.ts";
import type { Facts } from "../facts/facts.ts";
import { modelPhrase, stepName } from "../names.ts";
import { paragraph, paragraphs, type Pen } from "../pen.ts";
import { enumerate } from "../tex.ts";
import { PLACES } from "./introduction.ts";
import { judgedAccuracy, judgedUnderOf } from "./results_steps.ts";

/** Section 5. */
export function conclusionSection(facts: Facts, pen: Pen): string {
  const { t } = pen;
  return paragraphs(
    `\\section{Conclusion}\\label{sec:conclusion}`,
    found(facts, pen),
    limits(facts, pen),
    authorPlace(PLACES(t).view),
    `\\runin{${t({ en: "Use of AI tools.", fr: "Usage d'outils d'IA." })}}\n${
      authorPlace(PLACES(t).tools)
    }`,
  );
}

function found(facts: Facts, pen: Pen): string {
  const { t, n, language } = pen, { baselines, networks, tricks, steps, cards } = facts;
  const and = t({ en: " and ", fr: " et " });
  const lead = steps?.networkLead && verdict(steps.networkLead);
  const helped = tricks?.accuracy.filter(({ way, interval: [low, high] }) =>
    way === "added to none" && verdict({ low, high }) === "above"
  ).length;
  const gains = [...steps?.trees ?? [], ...steps?.networks ?? []]
    .filter(({ gain }) => gain && verdict(gain) === "above");
  const base = cards.base && judgedUnderOf(cards.base, "at random");
  return paragraph(
    baselines && t({
      en:
        `Among single classical models, ${
          modelPhrase(baselines.single.model, language)
        } comes first with ` +
        `${n.percent(baselines.single.groupedAccuracy)}.`,
      fr:
        `Parmi les modèles classiques pris seuls, ${
          modelPhrase(baselines.single.model, language)
        } vient en tête avec ` +
        `${n.percent(baselines.single.groupedAccuracy)}.`,
    }),
    lead && t({
      en: {
        above: "On the same columns a plain network does better than boosted trees.",
        below: "On the same columns a plain network does not reach boosted trees.",
        open: "On the same columns a plain network and boosted trees cannot be told apart.",
        unknown:
          "Whether a plain network reaches boosted trees on the same columns, the records do not tell.",
      }[lead],
      fr: {
        above: "Sur les mêmes colonnes, un réseau nu fait mieux que des arbres boostés.",
        below: "Sur les mêmes colonnes, un réseau nu n'atteint pas des arbres boostés.",
        open: "Sur les mêmes colonnes, rien ne départage un réseau nu et des arbres boostés.",
        unknown:
          "Si un réseau nu atteint des arbres boostés sur les mêmes colonnes, les records ne le disent pas.",
      }[lead],
    }),
    networks?.elsewhere && t({
      en: `What a search chose reaches ${
        n.percent(networks.elsewhere.score)
      } where it chose nothing.`,
      fr: `Ce qu'une recherche a choisi atteint ${
        n.percent(networks.elsewhere.score)
      } là où elle n'a rien choisi.`,
    }),
    tricks && helped !== undefined && t({
      en: `Of ${pen.word(tricks.tricks)} tricks added alone, an improvement is established for ` +
        `${pen.word(helped) === "no" ? "none" : pen.word(helped)}.`,
      fr: `Des ${pen.word(tricks.tricks)} procédés ajoutés seuls, un progrès est établi pour ` +
        `${pen.word(helped)}.`,
    }),
    gains.length > 0 && t({
      en: `What does raise accuracy is information from elsewhere and how it is read: ${
        enumerate(gains.map(({ name }) => stepName(name, language).replace(/^\+ /, "")), and)
      }.`,
      fr:
        `Ce qui augmente l'exactitude, c'est l'information venue d'ailleurs et la façon de la lire : ${
          enumerate(gains.map(({ name }) => stepName(name, language).replace(/^\+ /, "")), and)
        }.`,
    }),
    base && t({
      en: `Together they carry the base predictor to ${judgedAccuracy(base, pen)}.`,
      fr: `Ensemble, ils mènent le prédicteur de base à ${judgedAccuracy(base, pen)}.`,
    }),
  );
}

function limits({ data }: Facts, { t, n }: Pen): string {
  return paragraph(
    t({
      en: "Three limits remain. The label is a playlist's, so that " +
        (data
          ? `no function of a row can be right about more than ${
            n.percent(data.ceiling)
          } of these tracks. `
          : "the same track may stand under two genres. ") +
        "What is learnt of other tracks holds for this collection: for recordings unlike any in it, the score with " +
        "equal audio kept together is the one to believe. And everything was chosen on validation rows that come " +
        "from the same playlists; of other services and years nothing is known.",
      fr: "Trois limites demeurent. L'étiquette est celle d'une playlist : " +
        (data
          ? `aucune fonction d'une ligne ne peut avoir raison sur plus de ${
            n.percent(data.ceiling)
          } de ces morceaux. `
          : "le même morceau peut figurer sous deux genres. ") +
        "Ce qui est appris d'autres morceaux vaut pour cette collection : pour des enregistrements sans pareil, c'est " +
        "le score gardant ensemble un même audio qu'il faut croire. Enfin, tout a été choisi sur des lignes de " +
        "validation issues des mêmes playlists ; des autres services et des autres années, on ne sait rien.",
    }),
  );
}
