/** Section 2: the data, the task, and what others have reached. */
import { verdict } from "../difference.ts";
import { authorNote } from "../document.ts";
import type { DataFacts } from "../facts/data.ts";
import type { Facts } from "../facts/facts.ts";
import { columnName, modelLabel } from "../names.ts";
import { float, paragraph, paragraphs, type Pen } from "../pen.ts";
import { enumerate, escapeTex } from "../tex.ts";
import { PLACES } from "./introduction.ts";

/** Published accuracies on six genres. */
export const PUBLISHED: Readonly<Record<string, number>> = {
  logistic: .49,
  neighbours: .50,
  tree: .45,
  forest: .57,
};

/** Section 2. */
export function dataSection({ data, baselines, synthetic }: Facts, pen: Pen): string {
  const { t } = pen;
  return paragraphs(
    `\\section{${
      t({ en: "Data, Task and Earlier Results", fr: "Données, tâche et résultats antérieurs" })
    }}\\label{sec:data}`,
    synthetic && t({
      en:
        "\\textbf{These numbers are of the synthetic sample that comes with the code, not of real music:} " +
        "they show that everything runs, and nothing else.",
      fr:
        "\\textbf{Ces nombres sont ceux de l'échantillon synthétique livré avec le code, non de vraie " +
        "musique :} ils montrent que tout fonctionne, et rien d'autre.",
    }),
    data ? described(data, pen) : t({
      en: "(The study has left no record of its first part, so the data are not described here.)",
      fr:
        "(L'étude n'a laissé aucune trace de sa première partie : les données ne sont pas décrites ici.)",
    }),
    data && traps(data, pen),
    data && data.tells.length > 0 && float("figure", {
      label: "fig:tells",
      caption: t({
        en: "What each column alone tells about the genre.",
        fr: "Ce que chaque colonne dit du genre à elle seule.",
      }),
      content: "\\input{figures/tells.tex}",
    }),
    earlier(baselines?.six ?? [], pen),
  );
}

function described({ rows, testRows, genres, tells, mostFrequent }: DataFacts, pen: Pen): string {
  const { t, n, language, word } = pen, and = t({ en: " and ", fr: " et " });
  const sorted = genres.toSorted((a, b) => a.rows - b.rows), few = sorted[0], many = sorted.at(-1);
  const names = enumerate(genres.map(({ name }) => escapeTex(name)), and);
  const columns = (some: DataFacts["tells"]) =>
    enumerate(some.map(({ column }) => columnName(column, language)), and);
  return paragraph(
    t({
      en:
        `The training file holds ${
          n.count(rows)
        } rows, each a track in one playlist with its title, album, ` +
        "release date, popularity and twelve audio descriptors of Spotify's API, from danceability to duration. " +
        "The genre to be told is the playlist's" +
        (genres.length ? `: ${names}` : "") +
        (testRows ? `. Predictions are made for ${n.count(testRows)} unlabelled rows.` : "."),
      fr:
        `Le fichier d'apprentissage compte ${
          n.count(rows)
        } lignes, chacune un morceau dans une playlist, avec ` +
        "son titre, son album, sa date de sortie, sa popularité et douze descripteurs audio de l'API de Spotify, " +
        "de la dansabilité à la durée. Le genre à reconnaître est celui de la playlist" +
        (genres.length ? ` : ${names}` : "") +
        (testRows ? `. Il faut prédire ceux de ${n.count(testRows)} lignes sans étiquette.` : "."),
    }),
    few && many && t({
      en:
        `The ${word(genres.length)} genres are ${
          many.rows / few.rows < 1.5 ? "about equally" : "unequally"
        } frequent (from ${n.percent(few.rows / rows)} ${escapeTex(few.name)} to ` +
        `${n.percent(many.rows / rows)} ${
          escapeTex(many.name)
        }), so that always naming the most frequent one ` +
        `is right in ${n.percent(mostFrequent)} of cases.`,
      fr:
        `Les ${word(genres.length)} genres sont ${
          many.rows / few.rows < 1.5 ? "à peu près également" : "inégalement"
        } fréquents (de ${n.percent(few.rows / rows)} pour ${escapeTex(few.name)} à ` +
        `${n.percent(many.rows / rows)} pour ${
          escapeTex(many.name)
        }) : nommer toujours le plus fréquent ` +
        `donne ${n.percent(mostFrequent)} de bonnes réponses.`,
    }),
    t({
      en: "Playlists' names and subgenres give the genre away; they are never a track's features.",
      fr:
        "Le nom des playlists et les sous-genres trahissent le genre ; ils ne servent jamais de descripteurs.",
    }),
    tells.length > 6 && t({
      en: `Column by column (Fig.~\\ref{fig:tells}), ${columns(tells.slice(0, 4))} tell most, ` +
        `${columns(tells.slice(-3))} next to nothing.`,
      fr:
        `Colonne par colonne (fig.~\\ref{fig:tells}), ${
          columns(tells.slice(0, 4))
        } en disent le plus, ` +
        `${columns(tells.slice(-3))} presque rien.`,
    }),
  );
}

function traps(data: DataFacts, { t, n }: Pen): string {
  const { twins, twinsInTest, ceiling, ceilingAudio, drift } = data;
  const above = verdict({ low: drift.low - .5, high: drift.high - .5 });
  const area = n.fixed(drift.auc, 3) + " " + n.brackets(drift, 3);
  return paragraph(
    t({
      en:
        `Of the rows, ${
          n.percent(twins)
        } share their exact audio with another one, often under another ` +
        "genre. Nobody can be right about all of these: giving each set of equal rows its most frequent genre " +
        `would be right for ${n.percent(ceiling)} of them (${
          n.percent(ceilingAudio)
        } by the audio alone), the ` +
        "ceiling of any function of a row. It also means that random splits put twins on both sides. The test " +
        `file was cut in the same way (${
          n.percent(twinsInTest)
        } of its rows have a twin in training), so a ` +
        "random split rehearses the task as set, and a split that keeps equal audio together tells what to " +
        "expect of recordings never met. We report both.",
      fr:
        `Parmi les lignes, ${
          n.percent(twins)
        } partagent exactement leur audio avec une autre, souvent sous un ` +
        "autre genre. Nul ne peut avoir raison partout : donner à chaque groupe de lignes égales son genre le " +
        `plus fréquent serait juste pour ${n.percent(ceiling)} d'entre elles (${
          n.percent(ceilingAudio)
        } par ` +
        "l'audio seul), plafond de toute fonction d'une ligne. De plus, un découpage aléatoire met des jumeaux " +
        `des deux côtés. Le fichier de test a été coupé ainsi (${
          n.percent(twinsInTest)
        } de ses lignes ont un ` +
        "jumeau dans l'apprentissage) : le découpage aléatoire répète donc la tâche posée, et celui qui garde " +
        "ensemble un même audio dit ce qu'il faut attendre d'enregistrements jamais rencontrés. Nous donnons les " +
        "deux.",
    }),
    !Number.isNaN(drift.auc) && t({
      en: above === "above"
        ? `A decision tree tells test rows from training rows with an area under the ROC curve of ${area}: the ` +
          "two files differ, and validation may promise too much."
        : `A decision tree that tries to tell test rows from training rows reaches an area under the ROC curve ` +
          `of ${area}; nothing sets the two files apart.`,
      fr: above === "above"
        ? `Un arbre de décision distingue les lignes de test de celles d'apprentissage avec une aire sous la ` +
          `courbe ROC de ${area} : les deux fichiers diffèrent, et la validation peut trop promettre.`
        : `Un arbre de décision qui cherche à distinguer les lignes de test de celles d'apprentissage atteint ` +
          `une aire sous la courbe ROC de ${area} ; rien ne sépare les deux fichiers.`,
    }),
  );
}

function earlier(
  six: readonly { model: string; accuracy: number; rows: number }[],
  { t, n, language }: Pen,
): string {
  const note = authorNote(PLACES(t).studies);
  const shared = six.filter(({ model }) => Object.hasOwn(PUBLISHED, model));
  const list = shared.map(({ model, accuracy }) =>
    `${modelLabel(model, language)} ${n.percent(accuracy)} (${n.percent(PUBLISHED[model], 0)})`
  );
  // two shares of n rows, neither known better than by chance
  const noise = shared.length ? 1.96 * Math.sqrt(.5 / shared[0].rows) : NaN;
  const apart = shared.filter(({ model, accuracy }) =>
    Math.abs(accuracy - PUBLISHED[model]) > noise + .005 // published to two digits
  ).map(({ model }) => modelLabel(model, language));
  return paragraph(
    t({
      en:
        `Earlier student studies of the same data ${note} report, for six genres with EDM as the sixth, ` +
        "accuracies of 49\\% by logistic regression, 50\\% by nearest neighbours, 45\\% by a decision tree and 57\\% by a random forest, 54 to 56\\% by " +
        "networks with one heuristic or another; for five genres 57.5\\% on validation (56.9\\% on test) by the " +
        "best of 192 networks, 45.4\\% from titles alone and 61.7\\% (60.8\\%) from titles and sound.",
      fr:
        `Des travaux d'étudiants sur les mêmes données ${note} rapportent, pour six genres dont l'EDM, des ` +
        "exactitudes de 49\\,\\% par régression logistique, 50\\,\\% par plus proches voisins, 45\\,\\% par arbre de décision et 57\\,\\% par forêt " +
        "aléatoire, de 54 à 56\\,\\% par des réseaux avec l'une ou l'autre heuristique ; pour cinq genres, " +
        "57,5\\,\\% en validation (56,9\\,\\% en test) pour le meilleur de 192 réseaux, 45,4\\,\\% par les titres " +
        "seuls et 61,7\\,\\% (60,8\\,\\%) par les titres et le son.",
    }),
    list.length > 0 && t({
      en:
        `The same models on the same columns reach here, with the published figure in brackets: ` +
        `${enumerate(list, " and ")}. Splits and settings differ, so that` +
        (apart.length
          ? ` only what is far apart (${enumerate(apart, " and ")}) asks for an explanation.`
          : " differences of this size are no finding."),
      fr:
        `Les mêmes modèles sur les mêmes colonnes atteignent ici, avec le chiffre publié entre parenthèses : ` +
        `${enumerate(list, " et ")}. Découpages et réglages diffèrent : ` +
        (apart.length
          ? `seul un grand écart (${enumerate(apart, " et ")}) demande une explication.`
          : "des écarts de cette taille n'établissent rien."),
    }),
  );
}
