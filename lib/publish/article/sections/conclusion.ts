/** Section 5 and what follows it: the conclusion, and the statement on tools. */
import { authorPlace } from "../document.ts";
import { type Verdict, verdict } from "../difference.ts";
import type { Facts } from "../facts/facts.ts";
import { modelPhrase, stepName } from "../names.ts";
import { paragraph, paragraphs, type Pen } from "../pen.ts";
import { enumerate } from "../tex.ts";
import { PLACES } from "./introduction.ts";
import { judgedAccuracy, judgedUnderOf } from "./results_steps.ts";
import { judged, WAYS } from "./results_tricks.ts";
import { textConclusion } from "./text.ts";
import { transferConclusion } from "./transfer.ts";

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
  const { t, n, language, word } = pen, { baselines, networks, tricks, steps, cards } = facts;
  const single = baselines && modelPhrase(baselines.single.model, language);
  const best = baselines && n.percent(baselines.single.groupedAccuracy);
  const elsewhere = networks?.elsewhere && n.percent(networks.elsewhere.score);
  const helped = tricks && judged(tricks.accuracy, WAYS[0], "above").length;
  const gains = [...steps?.trees ?? [], ...steps?.networks ?? []]
    .filter(({ gain }) => gain && verdict(gain) === "above")
    .map((step) => stepName(step, language).replace(/^\+ /, ""));
  const list = enumerate(gains, t({ en: " and ", fr: " et " }));
  const base = cards.base && judgedUnderOf(cards.base, "at random");
  return paragraph(
    single && t({
      en: `Of the classical models taken singly, ${single} comes first with ${best}.`,
      fr: `Parmi les modèles classiques pris seuls, ${single} vient en tête avec ${best}.`,
    }),
    steps?.networkLead && besideTrees(verdict(steps.networkLead), pen),
    elsewhere && t({
      en: `A searched network reaches ${elsewhere} on tracks that had no say in the search.`,
      fr:
        `Un réseau issu d'une recherche atteint ${elsewhere} sur des morceaux qui n'y ont pas pris part.`,
    }),
    tricks && helped !== undefined && t({
      en: `Of ${word(tricks.tricks)} tricks added alone, an improvement is established for ` +
        `${helped === 0 ? "none" : word(helped)}.`,
      fr: `Des ${word(tricks.tricks)} procédés ajoutés seuls, un progrès est établi pour ${
        word(helped)
      }.`,
    }),
    gains.length > 0 && t({
      en: `Beyond that, gains are established for ${list}.`,
      fr: `Au-delà, des gains sont établis pour ${list}.`,
    }),
    base && t({
      en: `The base predictor reaches ${judgedAccuracy(base, pen)}.`,
      fr: `Le prédicteur de base atteint ${judgedAccuracy(base, pen)}.`,
    }),
    textConclusion(facts, pen),
    facts.transfer && transferConclusion(facts.transfer, pen),
  );
}

function besideTrees(lead: Verdict, { t }: Pen): string {
  return t({
    en: {
      above: "On the same columns a plain network does better than boosted trees.",
      below: "On the same columns a plain network does not reach boosted trees.",
      open: "On the same columns a plain network and boosted trees cannot be told apart.",
      unknown: "Whether a plain network reaches boosted trees on the same columns is left open.",
    }[lead],
    fr: {
      above: "Sur les mêmes colonnes, un réseau nu fait mieux que des arbres boostés.",
      below: "Sur les mêmes colonnes, un réseau nu n'atteint pas des arbres boostés.",
      open: "Sur les mêmes colonnes, rien ne départage un réseau nu et des arbres boostés.",
      unknown: "Si un réseau nu atteint des arbres boostés sur les mêmes colonnes reste ouvert.",
    }[lead],
  });
}

function limits({ data }: Facts, { t, n }: Pen): string {
  const ceiling = data && n.percent(data.ceiling);
  return t({
    en: "Three limits remain. The label is a playlist's: " +
      (ceiling
        ? `no function of a row can be right about more than ${ceiling} of these tracks. `
        : "the same track may stand under two genres. ") +
      "What is learnt of other tracks holds for this collection; of recordings unlike any in it, the " +
      "score with equal audio kept together speaks. And everything was chosen on validation rows of " +
      "the same playlists; of other services and years nothing is known.",
    fr: "Trois limites demeurent. L'étiquette est celle d'une playlist : " +
      (ceiling
        ? `aucune fonction d'une ligne n'a raison sur plus de ${ceiling} de ces morceaux. `
        : "le même morceau peut figurer sous deux genres. ") +
      "Ce qui est appris d'autres morceaux vaut pour cette collection ; des enregistrements sans " +
      "pareil, c'est le score gardant ensemble un même audio qui parle. Enfin, tout a été choisi sur " +
      "des lignes des mêmes playlists ; des autres services et années, on ne sait rien.",
  });
}
