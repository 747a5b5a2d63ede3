/** Section 3: architectures, variants and protocol. */
import type { Facts } from "../facts/facts.ts";
import type { NetworkFacts } from "../facts/networks.ts";
import type { TrickFacts } from "../facts/tricks.ts";
import { settingName } from "../names.ts";
import { paragraph, paragraphs, type Pen } from "../pen.ts";
import { textMethod } from "./text.ts";
import { transferMethod } from "./transfer.ts";

/** Section 3. */
export function methodSection(facts: Facts, pen: Pen): string {
  const { t } = pen, { baselines, networks, tricks, steps, cards, text, transfer } = facts;
  const heading = t({
    en: "Architectures, Variants and Protocol",
    fr: "Architectures, variantes et protocole",
  });
  return paragraphs(
    `\\section{${heading}}\\label{sec:method}`,
    protocol(facts, pen),
    baselines && t({
      en:
        "\\runin{Baselines.} Seven classical models, from naive Bayes to gradient boosting, see " +
        "the 13 quantities and the year. The scale of the columns and one setting of each " +
        "(penalty, neighbours, cost, depth, leaf size, rounds) are chosen on one hold-out. The mean " +
        "of the best three, and a logistic regression stacked on their out-of-fold probabilities, " +
        "join them.",
      fr:
        "\\runin{Modèles de référence.} Sept modèles classiques, du classifieur bayésien naïf au " +
        "gradient boosting, voient les 13 grandeurs et l'année. L'échelle des colonnes et un " +
        "réglage de chacun (pénalité, voisins, coût, profondeur, feuilles, tours) sont choisis sur " +
        "une validation. S'y ajoutent la moyenne des trois meilleurs et une régression logistique " +
        "empilée sur leurs probabilités hors pli.",
    }),
    networks && network(networks, pen),
    tricks && heuristics(tricks, pen),
    (steps || cards.base) && lookingAround(pen),
    text && textMethod(text, pen),
    transfer && transferMethod(transfer, pen),
  );
}

function protocol({ baselines, networks, data }: Facts, { t, n, word }: Pen): string {
  const held = networks && data ? ` (${n.count(data.rows - networks.trainingRows)})` : "";
  return paragraph(
    t({
      en: "\\runin{Protocol.} The labels of the test file are not known to us: validation chooses.",
      fr: "\\runin{Protocole.} Nous ne connaissons pas les étiquettes du fichier de test : la " +
        "validation choisit.",
    }),
    baselines && t({
      en:
        `Classical models are judged by ${baselines.folds}-fold stratified cross-validation, with ` +
        "random folds and with folds that keep equal audio together (\\emph{grouped}), which make " +
        "the choices; two models are compared by a $t$ test corrected for the training rows that " +
        "folds share \\cite{nadeau2003}.",
      fr:
        `Les modèles classiques sont jugés par validation croisée stratifiée à ${baselines.folds} ` +
        "plis, aléatoires puis \\emph{groupés} (gardant ensemble un même audio), et ce sont les " +
        "seconds qui choisissent ; deux modèles sont comparés par un test $t$ corrigé des lignes " +
        "d'apprentissage que les plis partagent \\cite{nadeau2003}.",
    }),
    networks && t({
      en:
        `Networks are judged on a fifth of the tracks${held}, equal audio kept on one side, with ` +
        `${
          word(networks.seeds)
        } seeds per setting, and compared by Student's $t$ over paired seeds.`,
      fr:
        `Les réseaux sont jugés sur un cinquième des morceaux${held}, un même audio restant d'un ` +
        `seul côté, avec ${word(networks.seeds)} graines par réglage, et comparés par le $t$ de ` +
        "Student sur graines appariées.",
    }),
    t({
      en:
        "Two predictions of the same rows are compared as paired shares; the interval of a single " +
        "accuracy is Wilson's. All intervals are at 95\\%, not corrected for the " +
        "number of comparisons: about one in twenty misses.",
      fr: "Deux prédictions des mêmes lignes sont comparées comme proportions appariées ; " +
        "l'intervalle d'une exactitude seule est celui de Wilson. Les " +
        "intervalles sont à 95\\,\\%, sans correction du nombre de comparaisons : environ un sur " +
        "vingt se trompe.",
    }),
  );
}

function network({ chosen, grid }: NetworkFacts, pen: Pen): string {
  const { t, n } = pen;
  const searches = {
    grid: grid && n.count(grid.settings),
    wide: chosen && n.count(chosen.settings),
  };
  return paragraph(
    t({
      en:
        "\\runin{Networks.} A multilayer perceptron computes $h_l = \\phi(W_l h_{l-1} + b_l)$ from " +
        "the inputs $h_0 = x$, each replaced by the normal deviate of its rank, ends in a softmax " +
        "over the genres, and minimises the mean cross-entropy $-\\log p_g(x)$ of the true genre " +
        "$g$. We vary one thing at a time: batch size, layers, optimiser, schedule, activation and " +
        "first weights, inputs, and embeddings of the numbers into learnt sines and cosines or " +
        "piecewise-linear bins \\cite{gorishniy2022}.",
      fr:
        "\\runin{Réseaux.} Un perceptron multicouche calcule $h_l = \\phi(W_l h_{l-1} + b_l)$ à " +
        "partir des entrées $h_0 = x$, remplacées chacune par le quantile normal de son rang, finit " +
        "par un softmax sur les genres et minimise l'entropie croisée moyenne $-\\log p_g(x)$ du " +
        "vrai genre $g$. Nous faisons varier une chose à la fois : taille des lots, couches, " +
        "optimiseur, calendrier, activation et poids initiaux, entrées, plongements des nombres en " +
        "sinus et cosinus appris ou en segments linéaires \\cite{gorishniy2022}.",
    }),
    searches.grid && t({
      en: `All at once, we search the published grid of ${searches.grid} settings.`,
      fr: `Tout à la fois, nous parcourons la grille publiée de ${searches.grid} réglages.`,
    }),
    searches.wide && t({
      en:
        `A wider random search of ${searches.wide} settings by successive halving \\cite{li2020} ` +
        "judges each network after its last epoch, so that it can be trained again on all rows.",
      fr: `Une recherche aléatoire plus large, de ${searches.wide} réglages par divisions ` +
        "successives \\cite{li2020}, juge chaque réseau après sa dernière époque, afin qu'on puisse " +
        "le réapprendre sur toutes les lignes.",
    }),
    chosen && chosenSettings(chosen.standing.settings, pen),
  );
}

function chosenSettings(settings: Record<string, unknown>, { t, n, language }: Pen): string {
  const [layers, activation, embedding, dropout, optimiser, schedule, batchSize, epochs] = [
    ...["layers", "activation", "embedding", "dropout", "optimiser", "schedule"],
    ...["batchSize", "epochs"],
  ].map((key) => settingName(settings[key], language));
  const rate = n.fixed(Number(settings.learningRate), 4), norm = settings.batchNorm === true;
  return t({
    en:
      `It chose hidden layers of ${layers} units, ${activation}, embedding: ${embedding}, dropout ` +
      `${dropout}, ${
        norm ? "" : "no "
      }batch normalisation, ${optimiser} at rate ${rate} (schedule: ` +
      `${schedule}), batches of ${batchSize}, ${epochs} epochs.`,
    fr: `Elle a choisi des couches cachées de ${layers} unités, ${activation}, plongement : ` +
      `${embedding}, dropout ${dropout}, ${norm ? "avec" : "sans"} normalisation par lots, ` +
      `${optimiser} au pas ${rate} (calendrier : ${schedule}), des lots de ${batchSize}, ` +
      `${epochs} époques.`,
  });
}

function heuristics({ tricks, epochs, seeds }: TrickFacts, { t, word }: Pen): string {
  return t({
    en: `\\runin{Heuristics.} On one network of two hidden layers, trained for ${epochs} epochs ` +
      `without looking at validation, we try ${word(tricks)} tricks of the trade ` +
      "\\cite{goodfellow2016}, from batch normalisation and dropout to decoupled weight decay " +
      "\\cite{loshchilov2019} and mixup: none, each alone, all, and all but each, with " +
      `${word(seeds)} paired seeds.`,
    fr: "\\runin{Heuristiques.} Sur un réseau à deux couches cachées, appris pendant " +
      `${epochs} époques sans regarder la validation, nous essayons ${word(tricks)} procédés ` +
      "\\cite{goodfellow2016}, de la normalisation par lots et du dropout au déclin découplé des " +
      "poids \\cite{loshchilov2019} et à mixup : aucun, chacun seul, tous, et tous sauf un, avec " +
      `${word(seeds)} graines appariées.`,
  });
}

function lookingAround({ t }: Pen): string {
  return t({
    en:
      "\\runin{Looking at other tracks.} For a key (the exact release date, the exact audio, the 25 " +
      "nearest tracks) with $n$ other training tracks, $n_g$ of them of genre $g$, the share " +
      "$\\hat p_g = (n_g + m p_g)/(n + m)$ shrinks to the overall share $p_g$ where $n$ is small " +
      "\\cite{micci2001}. It is counted out of fold: with a track's own label among those counted, " +
      "the feature would be the answer. Subgenres and playlists, which the test file lacks, serve " +
      "as finer \\emph{labels}: a model learns them, and a genre's probability is the sum of " +
      "theirs. Networks add periodic embeddings, weights averaged over the last epochs " +
      "\\cite{izmailov2018} and members that share most weights \\cite{gorishniy2025}. At the " +
      "end, several models are averaged.",
    fr:
      "\\runin{Regarder d'autres morceaux.} Pour une clé (la date exacte, l'audio exact, les 25 " +
      "morceaux les plus proches) ayant $n$ autres morceaux d'apprentissage, dont $n_g$ du genre " +
      "$g$, la part $\\hat p_g = (n_g + m p_g)/(n + m)$ rejoint la part globale $p_g$ quand $n$ est " +
      "petit \\cite{micci2001}. Elle est comptée hors pli : avec l'étiquette du morceau parmi " +
      "celles comptées, le descripteur serait la réponse. Sous-genres et playlists, absents du " +
      "fichier de test, servent d'\\emph{étiquettes} plus fines : un modèle les apprend, et la " +
      "probabilité d'un genre est la somme des leurs. Les réseaux reçoivent des plongements " +
      "périodiques, des poids moyennés sur les dernières époques \\cite{izmailov2018} et des " +
      "membres qui partagent presque tous leurs poids \\cite{gorishniy2025}. À la fin, " +
      "plusieurs modèles sont moyennés.",
  });
}
