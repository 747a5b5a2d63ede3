/** Section 2: the data, the task, and what others have reached. */
import { verdict } from "../difference.ts";
import { authorNote } from "../document.ts";
import type { DataFacts } from "../facts/data.ts";
import { type Facts, isRoomy } from "../facts/facts.ts";
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

/** Whether there is a figure of what each column tells. */
export const showsTells = (facts: Facts): boolean =>
  facts.data !== undefined && facts.data.tells.length > 0 && isRoomy(facts);

/** Section 2. */
export function dataSection(facts: Facts, pen: Pen): string {
  const { t } = pen, { data, baselines, synthetic } = facts;
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
    data ? described(facts, data, pen) : t({
      en: "(The study has left no record of its first part, so the data are not described here.)",
      fr:
        "(L'étude n'a laissé aucune trace de sa première partie : les données ne sont pas décrites ici.)",
    }),
    data && traps(data, pen),
    showsTells(facts) && float("figure", {
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

function described(facts: Facts, data: DataFacts, pen: Pen): string {
  const { rows, testRows, genres, tells, mostFrequent } = data;
  const { t, n, language, word } = pen, and = t({ en: " and ", fr: " et " });
  const sorted = genres.toSorted((a, b) => a.rows - b.rows), ends = [sorted[0], sorted.at(-1)!];
  const names = enumerate(genres.map(({ name }) => escapeTex(name)), and);
  const columns = (some: DataFacts["tells"]) =>
    enumerate(some.map(({ column }) => columnName(column, language)), and);
  const [seeEn, seeFr] = showsTells(facts)
    ? [" (Fig.~\\ref{fig:tells})", " (fig.~\\ref{fig:tells})"]
    : ["", ""];
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
      en: `By themselves${seeEn}, ${columns(tells.slice(0, 4))} tell most, ` +
        `${columns(tells.slice(-3))} next to nothing.`,
      fr: `Prises seules${seeFr}, les colonnes qui en disent le plus sont ` +
        `${columns(tells.slice(0, 4))} ; ne disent presque rien ${columns(tells.slice(-3))}.`,
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
        "another genre, so that nobody can be right about all: giving each set of equal rows its most " +
        `frequent genre is right for ${ceiling} of rows (${byAudio} by the audio alone), the ceiling ` +
        "of any function of a row. Random splits put such twins on both sides. Of the test rows, " +
        `${inTest} have a twin in training, ` +
        (alike
          ? "as in a random split, which rehearses the task as set; "
          : "unlike in a random split; ") +
        "one that keeps equal audio together tells what to expect of recordings never met.",
      fr:
        `Parmi les lignes, ${twins} partagent exactement leur audio avec une autre, parfois sous un ` +
        "autre genre, si bien que nul ne peut avoir raison partout : donner à chaque groupe de lignes " +
        `égales son genre le plus fréquent est juste pour ${ceiling} des lignes (${byAudio} par ` +
        "l'audio seul), plafond de toute fonction d'une ligne. Un découpage aléatoire met ces jumeaux " +
        `des deux côtés. Des lignes de test, ${inTest} ont un jumeau dans l'apprentissage, ` +
        (alike
          ? "comme dans un découpage aléatoire, qui répète donc la tâche posée ; "
          : "à la différence d'un découpage aléatoire ; ") +
        "celui qui garde ensemble un même audio dit ce qu'il faut attendre d'enregistrements jamais " +
        "rencontrés.",
    }),
    !Number.isNaN(drift.auc) && t({
      en: apart
        ? `A decision tree tells test from training rows (area under the ROC curve ${area}): the ` +
          "files differ, and validation may promise too much."
        : `A decision tree cannot tell test from training rows (area under the ROC curve ${area}).`,
      fr: apart
        ? `Un arbre de décision distingue lignes de test et d'apprentissage (aire sous la courbe ROC ` +
          `${area}) : les fichiers diffèrent, et la validation peut trop promettre.`
        : "Un arbre de décision ne distingue pas lignes de test et d'apprentissage (aire sous la " +
          `courbe ROC ${area}).`,
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
