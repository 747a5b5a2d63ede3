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
        "Listeners search by genre and services sort by it, yet nobody has defined it. A genre is less a " +
        "property of a recording than a habit of those who file it, and automatic classification has been " +
        "studied for as long as there were features to classify by \\cite{tzanetakis2002}, not always with " +
        "labels and splits that deserved the trust put in them \\cite{sturm2014}. Learning a genre from a " +
        "table of numbers is therefore a good test of method. The columns are few and their meanings unlike " +
        "each other, which is where boosted trees have long been hard to beat for neural networks " +
        "\\cite{grinsztajn2022}; the labels are those of playlists, and contradict each other; and the same " +
        "recording stands in several rows, so that a careless evaluation flatters every model.",
      fr:
        "On cherche de la musique par genre, on la classe par genre, et personne n'a défini ce qu'est un " +
        "genre. C'est moins une propriété de l'enregistrement qu'une habitude de ceux qui le rangent, et sa " +
        "reconnaissance automatique est étudiée depuis qu'il existe des descripteurs pour cela " +
        "\\cite{tzanetakis2002}, pas toujours avec des étiquettes et des découpages dignes de confiance " +
        "\\cite{sturm2014}. Apprendre un genre à partir d'un tableau de nombres met donc la méthode à " +
        "l'épreuve. Les colonnes sont peu nombreuses et de natures diverses, terrain où les arbres boostés " +
        "résistent depuis longtemps aux réseaux de neurones \\cite{grinsztajn2022} ; les étiquettes sont " +
        "celles de playlists et se contredisent ; enfin le même enregistrement occupe plusieurs lignes, de " +
        "sorte qu'une évaluation négligente flatte tous les modèles.",
    }),
    t({
      en:
        "We ask how far classical models get, what it takes for a multilayer perceptron to match them, which " +
        "of the usual heuristics contribute to that, and what is gained by looking beyond a track's own " +
        `numbers: at the genres of other tracks${text ? ", at its title and album" : ""}${
          edm ? ", and, for a sixth genre, at what a network has learnt of the five others" : ""
        }. Each comparison comes with a 95\\% interval; we call a difference \\emph{established} where that excludes zero, and nothing better elsewhere.`,
      fr:
        "Nous demandons jusqu'où vont les modèles classiques, ce qu'il faut à un perceptron multicouche pour " +
        "les égaler, lesquelles des heuristiques usuelles y contribuent, et ce que l'on gagne à regarder " +
        `au-delà des nombres du morceau : les genres d'autres morceaux${
          text ? ", son titre et son album" : ""
        }${
          edm ? " et, pour un sixième genre, ce qu'un réseau a appris des cinq autres" : ""
        }. Chaque comparaison est donnée avec un intervalle à 95\\,\\% ; nous disons une différence \\emph{établie} là où il exclut zéro, et rien meilleur ailleurs.`,
    }),
    authorPlace(PLACES(t).motivation),
    t({
      en: "Section~\\ref{sec:data} presents the data, the task and earlier results, " +
        "Sect.~\\ref{sec:method} the models and the protocol, Sect.~\\ref{sec:results} the results; " +
        "Sect.~\\ref{sec:conclusion} concludes.",
      fr:
        "La section~\\ref{sec:data} présente les données, la tâche et les résultats antérieurs, la " +
        "section~\\ref{sec:method} les modèles et le protocole, la section~\\ref{sec:results} les résultats ; " +
        "la section~\\ref{sec:conclusion} conclut.",
    }),
  );
}

/** Where the author is asked for a word, in the order of the article. */
export const PLACES = (t: Pen["t"]) => ({
  motivation: {
    command: "AuthorMotivation",
    hint: t({
      en:
        "For the author: in two or three sentences, what made you take this question up, and what you expected " +
        "to find before you looked.",
      fr:
        "À l'auteur : en deux ou trois phrases, ce qui vous a fait choisir cette question, et ce que vous " +
        "pensiez trouver avant de regarder.",
    }),
  },
  studies: {
    command: "EarlierStudies",
    hint: t({ en: "reference of these studies", fr: "référence de ces travaux" }),
  },
  view: {
    command: "AuthorView",
    hint: t({
      en:
        "For the author: what surprised you, what you believe the intervals leave open, and what you would try " +
        "next.",
      fr:
        "À l'auteur : ce qui vous a surpris, ce que les intervalles laissent ouvert selon vous, et ce que vous " +
        "essaieriez ensuite.",
    }),
  },
  tools: {
    command: "AuthorUseOfTools",
    hint: t({
      en:
        "For the author: which AI tools you used, for what (code, text, translation, search), and how you " +
        "checked what they gave you.",
      fr:
        "À l'auteur : quels outils d'IA vous avez utilisés, pour quoi (code, texte, traduction, recherche), et " +
        "comment vous avez vérifié ce qu'ils ont produit.",
    }),
  },
});
