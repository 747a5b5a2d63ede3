/** Section 3: architectures, variants and protocol. */
import type { Facts } from "../facts/facts.ts";
import type { NetworkFacts } from "../facts/networks.ts";
import { settingName } from "../names.ts";
import { paragraph, paragraphs, type Pen } from "../pen.ts";

/** Section 3. */
export function methodSection(facts: Facts, pen: Pen): string {
  const { t } = pen, { baselines, networks, tricks, steps } = facts;
  return paragraphs(
    `\\section{${
      t({
        en: "Architectures, Variants and Protocol",
        fr: "Architectures, variantes et protocole",
      })
    }}\\label{sec:method}`,
    protocol(facts, pen),
    baselines && t({
      en:
        "\\runin{Baselines.} Naive Bayes, multinomial logistic regression, nearest neighbours, a support " +
        "vector machine with RBF kernel \\cite{cortes1995}, a decision tree, a random forest \\cite{breiman2001} and " +
        "gradient boosting \\cite{friedman2001} see the 13 quantities and the year. The scale of the columns and one " +
        "setting of each (penalty, neighbours, cost, depth, leaf size, rounds) are chosen on one hold-out. The mean " +
        "of the best three, and a logistic regression stacked on their out-of-fold probabilities, join them.",
      fr:
        "\\runin{Modèles de référence.} Un classifieur bayésien naïf, une régression logistique " +
        "multinomiale, les plus proches voisins, une machine à vecteurs de support à noyau RBF \\cite{cortes1995}, un " +
        "arbre de décision, une forêt aléatoire \\cite{breiman2001} et le gradient boosting \\cite{friedman2001} " +
        "voient les 13 grandeurs et l'année. L'échelle des colonnes et un réglage de chacun (pénalité, nombre de " +
        "voisins, coût, profondeur, taille des feuilles, tours) sont choisis sur une validation. S'y ajoutent la " +
        "moyenne des trois meilleurs et une régression logistique empilée sur leurs probabilités hors pli.",
    }),
    networks && network(networks, pen),
    tricks && heuristics(tricks.tricks, tricks.epochs, tricks.seeds, pen),
    (steps || facts.cards.base) && lookingAround(pen),
  );
}

function protocol({ baselines, networks, data }: Facts, { t, n, word }: Pen): string {
  const held = networks && data ? data.rows - networks.trainingRows : undefined;
  return paragraph(
    t({
      en:
        "\\runin{Protocol.} The labels of the test file are not known to us: validation chooses, and " +
        "no choice below has seen a test row.",
      fr:
        "\\runin{Protocole.} Nous ne connaissons pas les étiquettes du fichier de test : la validation " +
        "choisit, et aucun choix ci-dessous n'a vu une ligne de test.",
    }),
    baselines && t({
      en:
        `Classical models are judged by ${baselines.folds}-fold stratified cross-validation, once with random ` +
        "folds and once with folds that keep equal audio together (\\emph{grouped}); choices are made by the second. " +
        "Two models are compared over the same folds by a $t$ test corrected for the training rows that folds share " +
        "\\cite{nadeau2003}.",
      fr:
        `Les modèles classiques sont jugés par validation croisée stratifiée à ${baselines.folds} plis, une fois ` +
        "avec des plis aléatoires, une fois avec des plis qui gardent ensemble un même audio (\\emph{groupés}) ; les " +
        "choix se font selon les seconds. Deux modèles sont comparés sur les mêmes plis par un test $t$ corrigé des " +
        "lignes d'apprentissage que les plis partagent \\cite{nadeau2003}.",
    }),
    networks && t({
      en:
        `Networks are judged on a fifth of the tracks${
          held ? ` (${n.count(held)} of them)` : ""
        }, equal audio kept on one side, ` +
        `with ${
          word(networks.seeds)
        } seeds per setting; settings are compared over paired seeds by Student's $t$.`,
      fr:
        `Les réseaux sont jugés sur un cinquième des morceaux${
          held ? ` (${n.count(held)})` : ""
        }, un même audio restant d'un seul ` +
        `côté, avec ${
          word(networks.seeds)
        } graines par réglage ; les réglages sont comparés par graines appariées, avec ` +
        "le $t$ de Student.",
    }),
    t({
      en:
        "Single predictions of the same rows are compared row by row \\cite{mcnemar1947,agresti2005}, and the " +
        "interval of a single accuracy is Wilson's \\cite{wilson1927}. All intervals are at 95\\%; none corrects for " +
        "the number of comparisons, so that about one in twenty misses.",
      fr:
        "Deux prédictions des mêmes lignes sont comparées ligne à ligne \\cite{mcnemar1947,agresti2005} ; " +
        "l'intervalle d'une exactitude seule est celui de Wilson \\cite{wilson1927}. Tous les intervalles sont à " +
        "95\\,\\% ; aucun n'est corrigé du nombre des comparaisons, si bien qu'un sur vingt environ se trompe.",
    }),
  );
}

function network({ chosen, grid }: NetworkFacts, pen: Pen): string {
  const { t, n } = pen;
  return paragraph(
    t({
      en:
        "\\runin{Networks.} A multilayer perceptron computes $h_l = \\phi(W_l h_{l-1} + b_l)$ from the " +
        "inputs $h_0 = x$, each replaced by the normal deviate of its rank, and ends in a softmax over the genres. It " +
        "minimises the mean cross-entropy $-\\log p_g(x)$ of the true genre $g$ by stochastic gradient descent or one " +
        "of its adaptive variants \\cite{kingma2015,loshchilov2019}. We vary one thing at a time: batch size, depth " +
        "and width, optimiser and rate, schedule, activation and first weights, inputs, and embeddings of the " +
        "numbers into learnt sines and cosines or piecewise-linear bins \\cite{gorishniy2022}.",
      fr:
        "\\runin{Réseaux.} Un perceptron multicouche calcule $h_l = \\phi(W_l h_{l-1} + b_l)$ à partir des " +
        "entrées $h_0 = x$, chacune remplacée par le quantile normal de son rang, et finit par un softmax sur les " +
        "genres. Il minimise l'entropie croisée moyenne $-\\log p_g(x)$ du vrai genre $g$ par descente de gradient " +
        "stochastique ou l'une de ses variantes adaptatives \\cite{kingma2015,loshchilov2019}. Nous faisons varier " +
        "une chose à la fois : taille des lots, profondeur et largeur, optimiseur et pas, calendrier, activation et " +
        "poids initiaux, entrées, et plongement des nombres en sinus et cosinus appris ou en segments linéaires " +
        "\\cite{gorishniy2022}.",
    }),
    (grid || chosen) && t({
      en: "Then all at once: " + [
        grid && `the published grid of ${n.count(grid.settings)} settings`,
        chosen &&
        `a wider random search of ${
            n.count(chosen.settings)
          } settings by successive halving \\cite{li2020}, ` +
          "which judges each network after its last epoch, so that it can be trained again on all rows when nothing " +
          "is left to watch",
      ].filter(Boolean).join(", and ") + ".",
      fr: "Puis tout à la fois : " + [
        grid && `la grille publiée de ${n.count(grid.settings)} réglages`,
        chosen &&
        `une recherche aléatoire plus large de ${
            n.count(chosen.settings)
          } réglages par divisions successives ` +
          "\\cite{li2020}, qui juge chaque réseau après sa dernière époque, afin de pouvoir le réapprendre sur toutes " +
          "les lignes quand il ne reste rien à surveiller",
      ].filter(Boolean).join(", et ") + ".",
    }),
    chosen && chosenSettings(chosen.standing.settings, pen),
  );
}

function chosenSettings(settings: Record<string, unknown>, { t, n, language }: Pen): string {
  const name = (key: string) => settingName(settings[key], language);
  const norm = settings.batchNorm === true;
  return t({
    en:
      `It chose hidden layers of ${name("layers")} units, ${name("activation")}, embedding: ${
        name("embedding")
      }, dropout ${name("dropout")}, ${norm ? "batch normalisation" : "no batch normalisation"}, ` +
      `${name("optimiser")} at rate ${n.fixed(Number(settings.learningRate), 4)} (schedule: ${
        name("schedule")
      }), batches of ` +
      `${name("batchSize")}, ${name("epochs")} epochs.`,
    fr:
      `Elle a choisi des couches cachées de ${name("layers")} unités, ${
        name("activation")
      }, plongement : ` +
      `${name("embedding")}, dropout ${name("dropout")}, ${
        norm ? "avec" : "sans"
      } normalisation par lots, ` +
      `${name("optimiser")} avec un pas de ${
        n.fixed(Number(settings.learningRate), 4)
      } (calendrier : ` +
      `${name("schedule")}), des lots de ${name("batchSize")}, ${name("epochs")} époques.`,
  });
}

function heuristics(tricks: number, epochs: number, seeds: number, { t, word }: Pen): string {
  return t({
    en:
      `\\runin{Heuristics.} On one network of two hidden layers, trained for ${epochs} epochs without ` +
      `looking at validation, we try ${
        word(tricks)
      } tricks, among them batch normalisation \\cite{ioffe2015}, ` +
      "dropout \\cite{srivastava2014}, decoupled weight decay \\cite{loshchilov2019}, clipping \\cite{pascanu2013}, " +
      "mixup \\cite{zhang2018} and label smoothing: none, each alone, all, and all but each, with " +
      `${word(seeds)} paired seeds.`,
    fr:
      `\\runin{Heuristiques.} Sur un réseau à deux couches cachées, appris pendant ${epochs} époques sans ` +
      `regarder la validation, nous essayons ${
        word(tricks)
      } procédés, dont la normalisation par lots ` +
      "\\cite{ioffe2015}, le dropout \\cite{srivastava2014}, le déclin découplé des poids \\cite{loshchilov2019}, " +
      "l'écrêtage \\cite{pascanu2013}, mixup \\cite{zhang2018} et le lissage des étiquettes : aucun, chacun seul, " +
      `tous, et tous sauf un, avec ${word(seeds)} graines appariées.`,
  });
}

function lookingAround({ t }: Pen): string {
  return paragraph(
    t({
      en:
        "\\runin{Looking at other tracks.} A track's neighbours are known by their genres. For a key (the " +
        "exact release date, the exact audio, the 25 nearest tracks) with $n$ other training tracks, $n_g$ of them of " +
        "genre $g$, the share $\\hat p_g = (n_g + m p_g)/(n + m)$ shrinks to the overall share $p_g$ where $n$ is " +
        "small \\cite{micci2001}. Shares are always counted out of fold: with a track's own label among those counted, " +
        "the feature would be the answer. Subgenres and playlists, which the test file lacks, serve as finer " +
        "\\emph{labels}: a model learns them, and the genre's probability is the sum of theirs. Networks add periodic " +
        "embeddings, weights averaged over the last epochs \\cite{izmailov2018} and members that share most weights " +
        "\\cite{gorishniy2025}; the exported predictor averages several models.",
      fr:
        "\\runin{Regarder d'autres morceaux.} Les voisins d'un morceau sont connus par leurs genres. Pour " +
        "une clé (la date exacte, l'audio exact, les 25 morceaux les plus proches) ayant $n$ autres morceaux " +
        "d'apprentissage, dont $n_g$ du genre $g$, la part $\\hat p_g = (n_g + m p_g)/(n + m)$ se rapproche de la " +
        "part globale $p_g$ quand $n$ est petit \\cite{micci2001}. Les parts sont toujours comptées hors pli : avec " +
        "l'étiquette du morceau parmi celles comptées, le descripteur serait la réponse. Sous-genres et playlists, " +
        "absents du fichier de test, servent d'\\emph{étiquettes} plus fines : un modèle les apprend, et la " +
        "probabilité d'un genre est la somme des leurs. Les réseaux reçoivent en outre des plongements périodiques, " +
        "des poids moyennés sur les dernières époques \\cite{izmailov2018} et des membres qui partagent presque tous " +
        "leurs poids \\cite{gorishniy2025} ; le prédicteur exporté fait la moyenne de plusieurs modèles.",
    }),
  );
}
