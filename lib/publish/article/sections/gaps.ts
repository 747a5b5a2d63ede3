/** What the article leaves out, and what its reader must know of how it was made. */
import type { Facts } from "../facts/facts.ts";
import type { Both } from "../language.ts";
import { paragraph, type Pen } from "../pen.ts";
import { enumerate } from "../tex.ts";

/** The parts without usable records. */
export function missingParts(facts: Facts): Both[] {
  const parts: [present: unknown, name: Both][] = [
    [facts.data, {
      en: "the description of the data (part 1)",
      fr: "la description des données (partie 1)",
    }],
    [facts.baselines, {
      en: "the classical models (part 1)",
      fr: "les modèles classiques (partie 1)",
    }],
    [facts.networks, { en: "the networks (part 2)", fr: "les réseaux (partie 2)" }],
    [facts.tricks, { en: "the heuristics (part 3)", fr: "les heuristiques (partie 3)" }],
    [facts.steps, {
      en: "what other tracks tell (part 3)",
      fr: "ce que disent les autres morceaux (partie 3)",
    }],
    [facts.cards.base, {
      en: "the base predictor (part 3)",
      fr: "le prédicteur de base (partie 3)",
    }],
    [facts.text?.alone.length || facts.text?.fused.length, {
      en: "the networks that read titles and albums (part 4)",
      fr: "les réseaux qui lisent titres et albums (partie 4)",
    }],
    [facts.cards.full, {
      en: "the full predictor, with titles and albums (part 4)",
      fr: "le prédicteur complet, avec titres et albums (partie 4)",
    }],
    [facts.transfer, {
      en: "the transfer to a sixth genre (part 5)",
      fr: "le transfert vers un sixième genre (partie 5)",
    }],
    [facts.cards.edm, {
      en: "the predictor of six genres (part 5)",
      fr: "le prédicteur de six genres (partie 5)",
    }],
  ];
  return parts.filter(([present]) => !present).map(([, name]) => name);
}

/** A paragraph on what is left out; empty where nothing is. */
export function gaps(facts: Facts, { t }: Pen): string {
  const missing = missingParts(facts);
  if (missing.length === 0) return "";
  const list = enumerate(missing.map(t), t({ en: " and ", fr: " et " }));
  return paragraph(t({
    en:
      `\\emph{Left out.} The study has left no complete record of ${list}; nothing is said of it here.`,
    fr:
      `\\emph{Laissé de côté.} L'étude n'a laissé aucune trace complète de : ${list}. Il n'en est rien dit ici.`,
  }));
}
