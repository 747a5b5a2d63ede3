/** Section 1: why, which questions, and in which order they are answered. */
import { authorPlace } from "../document.ts";
import type { Facts } from "../facts/facts.ts";
import { paragraphs, type Pen } from "../pen.ts";

/** Section 1. */
export function introduction({ text, transfer }: Facts, { t }: Pen): string {
  const edm = transfer !== undefined;
  return paragraphs(
    `\\section{Introduction}\\label{sec:introduction}`,
    t({
      en:
        "Listeners search by genre and services sort by it, yet nobody has defined it: a genre is " +
        "less a property of a recording than a habit of those who file it. Its automatic recognition " +
        "is an old task \\cite{tzanetakis2002} whose labels and splits did not always deserve the " +
        "trust put in them \\cite{sturm2014}. From a table of numbers it is a good test of method. " +
        "The columns are few and unlike each other, which is where boosted trees are hard to beat for " +
        "neural networks \\cite{grinsztajn2022}; the labels are those of playlists, and contradict " +
        "each other; and the same recording stands in several rows, so that a careless evaluation " +
        "flatters every model.",
      fr:
        "On cherche et on classe la musique par genre, et personne n'a défini ce qu'est un genre : " +
        "c'est moins une propriété de l'enregistrement qu'une habitude de ceux qui le rangent. Sa " +
        "reconnaissance automatique est une vieille tâche \\cite{tzanetakis2002}, dont étiquettes et " +
        "découpages n'ont pas toujours mérité confiance \\cite{sturm2014}. À partir d'un tableau de " +
        "nombres, elle met la méthode à l'épreuve : les colonnes sont peu nombreuses et diverses, " +
        "terrain où les arbres boostés résistent aux réseaux de neurones \\cite{grinsztajn2022} ; les " +
        "étiquettes sont celles de playlists et se contredisent ; le même enregistrement occupe " +
        "plusieurs lignes, et une évaluation négligente flatte tous les modèles.",
    }),
    t({
      en:
        "We ask how far classical models get, what a multilayer perceptron needs to match them, which " +
        "usual heuristics contribute, and what is gained beyond a track's own numbers: from the " +
        `genres of other tracks${text ? ", its title and album" : ""}${
          edm ? " and, for a sixth genre, what a network has learnt of the five others" : ""
        }. Comparisons come with 95\\% intervals; we call a difference \\emph{established} where that ` +
        "excludes zero, and nothing better elsewhere.",
      fr: "Nous demandons jusqu'où vont les modèles classiques, ce qu'il faut à un perceptron " +
        "multicouche pour les égaler, quelles heuristiques y contribuent, et ce que l'on gagne au-delà " +
        `des nombres du morceau : par les genres d'autres morceaux${
          text ? ", le titre et l'album" : ""
        }${
          edm ? " et, pour un sixième genre, ce qu'un réseau a appris des cinq autres" : ""
        }. Les ` +
        "comparaisons ont des intervalles à 95\\,\\% ; nous disons \\emph{établie} une différence dont " +
        "l'intervalle exclut zéro, et rien meilleur ailleurs.",
    }),
    authorPlace(PLACES(t).motivation),
    t({
      en:
        "Section~\\ref{sec:data} presents data, task and earlier results, Sect.~\\ref{sec:method} " +
        "models and protocol, Sect.~\\ref{sec:results} results; Sect.~\\ref{sec:conclusion} concludes.",
      fr: "La section~\\ref{sec:data} présente données, tâche et résultats antérieurs, la " +
        "section~\\ref{sec:method} modèles et protocole, la section~\\ref{sec:results} les résultats ; " +
        "la section~\\ref{sec:conclusion} conclut.",
    }),
  );
}

/** Where the author is asked for a word, in the order of the article. */
export const PLACES = (t: Pen["t"]) => ({
  motivation: {
    command: "AuthorMotivation",
    hint: t({
      en: "For the author: why you took this question up, and what you expected to find.",
      fr: "À l'auteur : pourquoi cette question, et ce que vous pensiez trouver.",
    }),
  },
  studies: {
    command: "EarlierStudies",
    hint: t({ en: "reference of these studies", fr: "référence de ces travaux" }),
  },
  view: {
    command: "AuthorView",
    hint: t({
      en: "For the author: what surprised you, and what you would try next.",
      fr: "À l'auteur : ce qui vous a surpris, et ce que vous essaieriez ensuite.",
    }),
  },
  tools: {
    command: "AuthorUseOfTools",
    hint: t({
      en: "For the author: which AI tools you used, for what, and how you checked them.",
      fr: "À l'auteur : quels outils d'IA, pour quoi, et comment vous avez vérifié leurs réponses.",
    }),
  },
});
