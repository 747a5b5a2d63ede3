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
  const sorted = genres.toSorted((a, b) => a.rows - b.rows), ends = [sorted[0], sorted.at(-1)!];
  const names = enumerate(genres.map(({ name }) => escapeTex(name)), and);
  const columns = (some: DataFacts["tells"]) =>
    enumerate(some.map(({ column }) => columnName(column, language)), and);
  const sizes = { all: n.count(rows), test: testRows && n.count(testRows) };
  return paragraph(
    t({
      en:
        `The training file holds ${sizes.all} rows, each a track in one playlist with its title, ` +
        "album, release date, popularity and twelve audio descriptors of Spotify's API, from " +
        "danceability to duration. The genre to be told is the playlist's" +
        (genres.length ? `: ${names}` : "") +
        (sizes.test ? `; predictions are made for ${sizes.test} unlabelled rows.` : "."),
      fr: `Le fichier d'apprentissage compte ${sizes.all} lignes, chacune un morceau dans une ` +
        "playlist, avec son titre, son album, sa date de sortie, sa popularité et douze descripteurs " +
        "audio de l'API de Spotify, de la dansabilité à la durée. Le genre à reconnaître est celui " +
        "de la playlist" + (genres.length ? ` : ${names}` : "") +
        (sizes.test ? ` ; il faut prédire ceux de ${sizes.test} lignes sans étiquette.` : "."),
    }),
    genres.length > 1 && frequencies(ends, rows, mostFrequent, pen, word(genres.length)),
    t({
      en: "Playlists' names and subgenres give the genre away; they are never a track's features.",
      fr:
        "Le nom des playlists et les sous-genres trahissent le genre ; ils ne servent jamais de " +
        "descripteurs.",
    }),
    tells.length > 6 && t({
      en: `By themselves (Fig.~\\ref{fig:tells}), ${columns(tells.slice(0, 4))} tell most, ` +
        `${columns(tells.slice(-3))} next to nothing.`,
      fr:
        "Parmi les colonnes prises seules (fig.~\\ref{fig:tells}), celles qui en disent le plus " +
        `sont ${columns(tells.slice(0, 4))} ; ne disent presque rien ${columns(tells.slice(-3))}.`,
    }),
  );
}

function frequencies(
  [few, many]: DataFacts["genres"],
  rows: number,
  mostFrequent: number,
  { t, n }: Pen,
  count: string,
): string {
  const even = many.rows / few.rows < 1.5, most = n.percent(mostFrequent);
  const [least, greatest] = [few, many].map((genre) => n.percent(genre.rows / rows));
  const [rare, common] = [few, many].map(({ name }) => escapeTex(name));
  return t({
    en: `The ${count} genres are ${even ? "about equally" : "unequally"} frequent (from ${least} ` +
      `${rare} to ${greatest} ${common}): always naming the most frequent is right in ${most} of cases.`,
    fr: `Les ${count} genres sont ${even ? "à peu près également" : "inégalement"} fréquents (de ` +
      `${least} pour ${rare} à ${greatest} pour ${common}) : nommer toujours le plus fréquent donne ` +
      `${most} de bonnes réponses.`,
  });
}

function traps(data: DataFacts, { t, n }: Pen): string {
  const { drift } = data, percent = (share: number) => n.percent(share);
  const [twins, inTest] = [data.twins, data.twinsInTest].map(percent);
  const [ceiling, byAudio] = [data.ceiling, data.ceilingAudio].map(percent);
  const alike = Math.abs(data.twinsInTest - data.twins) < .05;
  const apart = verdict({ low: drift.low - .5, high: drift.high - .5 }) === "above";
  const area = `${n.fixed(drift.auc, 3)} ${n.brackets(drift, 3)}`;
  return paragraph(
    t({
      en: `Of the rows, ${twins} share their exact audio with another one, some of them under ` +
        "another genre. Nobody can be right about all of these: giving each set of equal rows its " +
        `most frequent genre would be right for ${ceiling} of rows (${byAudio} by the audio alone), ` +
        "the ceiling of any function of a row. Random splits put twins on both sides. Of the test " +
        `rows, ${inTest} have a twin in training, ` +
        (alike
          ? "so that a random split rehearses the task as set; "
          : "unlike in a random split of the training rows; ") +
        "one that keeps equal audio together tells what to expect of recordings never met. We " +
        "report both.",
      fr:
        `Parmi les lignes, ${twins} partagent exactement leur audio avec une autre, parfois sous un ` +
        "autre genre. Nul ne peut avoir raison partout : donner à chaque groupe de lignes égales son " +
        `genre le plus fréquent serait juste pour ${ceiling} des lignes (${byAudio} par l'audio ` +
        "seul), plafond de toute fonction d'une ligne. Un découpage aléatoire met des jumeaux des " +
        `deux côtés. Des lignes de test, ${inTest} ont un jumeau dans l'apprentissage : ` +
        (alike
          ? "le découpage aléatoire répète donc la tâche posée ; "
          : "ce n'est pas ce que donne un découpage aléatoire ; ") +
        "celui qui garde ensemble un même audio dit ce qu'il faut attendre d'enregistrements jamais " +
        "rencontrés. Nous donnons les deux.",
    }),
    !Number.isNaN(drift.auc) && t({
      en: apart
        ? "A decision tree tells test rows from training rows with an area under the ROC curve of " +
          `${area}: the two files differ, and validation may promise too much.`
        : "A decision tree that tries to tell test rows from training rows reaches an area under " +
          `the ROC curve of ${area}; nothing sets the two files apart.`,
      fr: apart
        ? "Un arbre de décision distingue les lignes de test de celles d'apprentissage avec une aire " +
          `sous la courbe ROC de ${area} : les deux fichiers diffèrent, et la validation peut trop ` +
          "promettre."
        : "Un arbre de décision qui cherche à distinguer les lignes de test de celles " +
          `d'apprentissage atteint une aire sous la courbe ROC de ${area} ; rien ne sépare les deux ` +
          "fichiers.",
    }),
  );
}

function earlier(
  six: readonly { model: string; accuracy: number; rows: number }[],
  { t, n, language }: Pen,
): string {
  const note = authorNote(PLACES(t).studies), and = t({ en: " and ", fr: " et " });
  const shared = six.filter(({ model }) => Object.hasOwn(PUBLISHED, model));
  const list = shared.map(({ model, accuracy }) =>
    `${modelLabel(model, language)} ${n.percent(accuracy)} (${n.percent(PUBLISHED[model], 0)})`
  );
  // two shares of n rows, neither known better than by chance; published to two digits
  const noise = shared.length ? 1.96 * Math.sqrt(.5 / shared[0].rows) + .005 : NaN;
  const apart = shared.filter(({ model, accuracy }) =>
    Math.abs(accuracy - PUBLISHED[model]) > noise
  ).map(({ model }) => modelLabel(model, language));
  return paragraph(
    t({
      en: `Earlier student studies of the same data ${note} report, for five genres, 57.5\\% on ` +
        "validation (56.9\\% on test) for the best of 192 networks, 45.4\\% from titles alone and " +
        "61.7\\% (60.8\\%) from titles and sound; for six genres with EDM, 54 to 60.6\\% by networks.",
      fr: `Des travaux d'étudiants sur les mêmes données ${note} rapportent, pour cinq genres, ` +
        "57,5\\,\\% en validation (56,9\\,\\% en test) pour le meilleur de 192 réseaux, 45,4\\,\\% " +
        "par les titres seuls et 61,7\\,\\% (60,8\\,\\%) par les titres et le son ; pour six genres " +
        "dont l'EDM, de 54 à 60,6\\,\\% par des réseaux.",
    }),
    list.length > 0 && t({
      en: "Classical models on six genres reach, here and (in brackets) as published: " +
        `${enumerate(list, and)}. Splits and settings differ; ` +
        (apart.length
          ? `only what is far apart (${enumerate(apart, and)}) asks for an explanation.`
          : "differences of this size are no finding."),
      fr:
        "Sur six genres, des modèles classiques atteignent ici et (entre parenthèses) selon ces " +
        `travaux : ${enumerate(list, and)}. Découpages et réglages diffèrent ; ` +
        (apart.length
          ? `seul un grand écart (${enumerate(apart, and)}) demande une explication.`
          : "des écarts de cette taille n'établissent rien."),
    }),
  );
}
