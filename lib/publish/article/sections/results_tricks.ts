/** Results of the heuristics: what each is worth alone, and among the others. */
import type { Gain } from "../../../evaluation/gain.ts";
import { verdict } from "../difference.ts";
import type { TrickFacts } from "../facts/tricks.ts";
import { trickName } from "../names.ts";
import { float, paragraph, paragraphs, type Pen } from "../pen.ts";
import { enumerate } from "../tex.ts";

/** The two ways in which a trick is measured, as `tricksWorth` names them. */
export const WAYS = ["added to none", "kept among all"] as const;

/** The tricks of one way whose worth has a certain verdict. */
export function judged(worth: readonly Gain[], way: string, wanted: string): string[] {
  return worth.filter((trick) =>
    trick.way === way && verdict({ low: trick.interval[0], high: trick.interval[1] }) === wanted
  ).map(({ name }) => name);
}

/** The paragraph and the figure. */
export function trickResults(facts: TrickFacts, pen: Pen): string {
  const { t, n, word, language, compare } = pen, { accuracy, logLoss, none, all, seeds } = facts;
  const names = (tricks: readonly string[]) =>
    enumerate(tricks.map((name) => trickName(name, language)), t({ en: " and ", fr: " et " }));
  const [better, worse] = ["above", "below"].map((wanted) => judged(accuracy, WAYS[0], wanted));
  const surer = judged(logLoss, WAYS[0], "above");
  const dispensable = judged(accuracy, WAYS[1], "below");
  return paragraphs(
    paragraph(
      t({
        en:
          `\\runin{Heuristics.} Fig.~\\ref{fig:tricks} gives what each trick adds to a plain network, ` +
          `which reaches ${n.percent(none.score)} with a gap of ${
            n.points(none.gap)
          } between training and validation.`,
        fr:
          `\\runin{Heuristiques.} La figure~\\ref{fig:tricks} donne ce que chaque procédé ajoute à un réseau ` +
          `nu, qui atteint ${n.percent(none.score)} avec un écart de ${
            n.points(none.gap)
          } entre apprentissage et ` +
          "validation.",
      }),
      t({
        en: better.length
          ? `Added alone, an improvement is established for ${names(better)}.`
          : `For none of the ${word(facts.tricks)}, added alone, do ${
            word(seeds)
          } seeds establish ` +
            "an improvement.",
        fr: better.length
          ? `Pour un procédé ajouté seul, un progrès est établi avec : ${names(better)}.`
          : `Pour aucun des ${word(facts.tricks)} procédés, ajouté seul, ${word(seeds)} graines ` +
            "n'établissent de progrès.",
      }),
      worse.length > 0 && t({
        en: `A loss is established for ${names(worse)}.`,
        fr: `Une perte est établie avec : ${names(worse)}.`,
      }),
      surer.length > 0 && t({
        en: `The log-loss, which asks whether probabilities can be believed, falls by ${
          names(surer)
        }.`,
        fr:
          `L'entropie croisée, qui demande si l'on peut croire les probabilités, baisse grâce à : ${
            names(surer)
          }.`,
      }),
      compare({
        a: t({ en: "the network with all tricks", fr: "le réseau avec tous les procédés" }),
        b: t({ en: "the plain one", fr: "le réseau nu" }),
        value: all.difference,
        low: all.low,
        high: all.high,
      }),
      dispensable.length > 0 && t({
        en: `Among all of them, the network would do better without ${names(dispensable)}.`,
        fr: `Parmi tous, le réseau ferait mieux de se passer de : ${names(dispensable)}.`,
      }),
      all.gap < none.gap && t({
        en:
          `The gap shrinks from ${n.points(none.gap)} to ${
            n.points(all.gap)
          }: the tricks keep a network from ` +
          "learning by heart, which is not the same as telling it something new.",
        fr:
          `L'écart se réduit de ${n.points(none.gap)} à ${
            n.points(all.gap)
          } : les procédés empêchent le réseau ` +
          "d'apprendre par cœur, ce qui n'est pas lui dire quelque chose de nouveau.",
      }),
    ),
    float("figure", {
      label: "fig:tricks",
      caption: t({
        en: "What each trick is worth in points of accuracy, with 95\\% intervals over paired " +
          "seeds: added to the plain network (full), and kept among all the others (hollow).",
        fr: "Ce que vaut chaque procédé en points d'exactitude, avec intervalles à 95\\,\\% sur " +
          "graines appariées : ajouté au réseau nu (plein), gardé parmi tous les autres (creux).",
      }),
      content: "\\input{figures/tricks.tex}",
    }),
  );
}
