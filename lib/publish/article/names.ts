/** What things are called in each language: models, columns, tricks, questions, settings. */
import { columnNames } from "../../studies/spotify/words.ts";
import type { Settings } from "../../experiments/runs/record.ts";
import { settingText } from "../../show/figures/settings.ts";
import type { Both, Language } from "./language.ts";
import { numbers } from "./numbers.ts";
import { escapeTex } from "./tex.ts";

/** A model: as a label, and as a noun phrase in a sentence. */
interface Named {
  readonly label: Both;
  readonly phrase: Both;
}

const MODELS: Readonly<Record<string, Named>> = {
  majority: {
    label: { en: "majority", fr: "majorité" },
    phrase: { en: "the most frequent genre", fr: "le genre le plus fréquent" },
  },
  bayes: {
    label: { en: "naive Bayes", fr: "Bayes naïf" },
    phrase: { en: "naive Bayes", fr: "le classifieur bayésien naïf" },
  },
  logistic: {
    label: { en: "logistic regression", fr: "régression logistique" },
    phrase: { en: "logistic regression", fr: "la régression logistique" },
  },
  neighbours: {
    label: { en: "nearest neighbours", fr: "plus proches voisins" },
    phrase: {
      en: "the nearest-neighbour classifier",
      fr: "le classifieur des plus proches voisins",
    },
  },
  svm: {
    label: { en: "SVM (RBF)", fr: "SVM (RBF)" },
    phrase: { en: "the support vector machine", fr: "la machine à vecteurs de support" },
  },
  tree: {
    label: { en: "decision tree", fr: "arbre de décision" },
    phrase: { en: "the decision tree", fr: "l'arbre de décision" },
  },
  forest: {
    label: { en: "random forest", fr: "forêt aléatoire" },
    phrase: { en: "the random forest", fr: "la forêt aléatoire" },
  },
  boosting: {
    label: { en: "gradient boosting", fr: "gradient boosting" },
    phrase: { en: "gradient boosting", fr: "le gradient boosting" },
  },
  average: {
    label: { en: "average (best three)", fr: "moyenne (trois meilleurs)" },
    phrase: {
      en: "the average (best three) models",
      fr: "la moyenne des trois meilleurs modèles",
    },
  },
  stack: {
    label: { en: "stack (best three)", fr: "empilement (trois meilleurs)" },
    phrase: {
      en: "the stack of the best three models",
      fr: "l'empilement des trois meilleurs modèles",
    },
  },
};

/** A model's name in tables and figures; one that is not ours stays as it is. */
export const modelLabel = (name: string, language: Language): string =>
  Object.hasOwn(MODELS, name) ? MODELS[name].label[language] : escapeTex(name);

/** A model as a noun phrase in the singular, with its article. */
export const modelPhrase = (name: string, language: Language): string =>
  Object.hasOwn(MODELS, name) ? MODELS[name].phrase[language] : escapeTex(name);

/** A column's name. */
export const columnName = (name: string, language: Language): string =>
  Object.hasOwn(columnNames, name) ? columnNames[name][language] : escapeTex(name);

const TRICKS: Readonly<Record<string, Both>> = {
  "batchNorm": { en: "batch normalisation", fr: "normalisation par lots" },
  "dropout": { en: "dropout", fr: "dropout" },
  "optimiser, weightDecay": { en: "weight decay", fr: "déclin des poids" },
  "clipNorm": { en: "gradient clipping", fr: "écrêtage du gradient" },
  "patience, restoreBest": { en: "early stopping", fr: "arrêt précoce" },
  "labelSmoothing": { en: "label smoothing", fr: "lissage des étiquettes" },
  "schedule, warmup": { en: "cosine with warm-up", fr: "cosinus avec échauffement" },
  "mixup": { en: "mixup", fr: "mixup" },
  "inputNoise": { en: "input noise", fr: "bruit sur les entrées" },
  "classWeights": { en: "class weights", fr: "poids des classes" },
};

/** A trick's name, from the settings that it changes ("patience, restoreBest"). */
export const trickName = (settings: string, language: Language): string =>
  Object.hasOwn(TRICKS, settings) ? TRICKS[settings][language] : escapeTex(settings);

const ASKED: Readonly<Record<string, Both>> = {
  "batchSize": { en: "batch size", fr: "taille des lots" },
  "layers": { en: "hidden layers", fr: "couches cachées" },
  "optimiser, learningRate": { en: "optimiser/rate", fr: "optimiseur/pas" },
  "schedule, learningRate": { en: "schedule/rate", fr: "calendrier/pas" },
  "activation, initialisation": {
    en: "activation/start",
    fr: "activation/départ",
  },
  "inputs": { en: "inputs/scale", fr: "entrées/échelle" },
  "embedding": { en: "embedding", fr: "plongement" },
};

/** What a question of notebook 03 is about. */
export const questionName = (name: string, language: Language): string =>
  Object.hasOwn(ASKED, name) ? ASKED[name][language] : escapeTex(name);

const STEPS: Readonly<Record<string, Both>> = {
  "trees: quantities": {
    en: "boosted trees: 13 quantities, year",
    fr: "arbres boostés : 13 grandeurs, année",
  },
  "trees: shared": {
    en: "+ genres of the same date and audio",
    fr: "+ genres de même date, de même audio",
  },
  "trees: neighbours": { en: "+ genres of 25 neighbours", fr: "+ genres de 25 voisins" },
  "trees: subgenres": { en: "+ counted by subgenre", fr: "+ comptés par sous-genre" },
  "trees: subgenresLearnt": { en: "+ subgenres as labels", fr: "+ sous-genres comme étiquettes" },
  "networks: quantities": {
    en: "network: 13 quantities, year",
    fr: "réseau : 13 grandeurs, année",
  },
  "networks: evidence": { en: "+ genres of other tracks", fr: "+ genres d'autres morceaux" },
  "networks: embedding": { en: "+ periodic embedding", fr: "+ plongement périodique" },
  "networks: subgenresLearnt": {
    en: "+ subgenres as labels",
    fr: "+ sous-genres comme étiquettes",
  },
  "networks: playlistsLearnt": { en: "+ playlists as labels", fr: "+ playlists comme étiquettes" },
  "networks: averagedWeights": { en: "+ averaged weights", fr: "+ poids moyennés" },
  "networks: members": { en: "+ TabM, 4 members", fr: "+ TabM, 4 membres" },
};

/** What a step of notebook 04 adds, by its label; one that is not ours by its record's name. */
export const stepName = ({ key, name }: { key: string; name: string }, language: Language) =>
  Object.hasOwn(STEPS, key) ? STEPS[key][language] : escapeTex(name);

const TEXTS: Readonly<Record<string, Both>> = {
  "readers: bothVectors": { en: "title and album, vectors", fr: "titre et album, vecteurs" },
  "readers: bothNgrams": { en: "title and album, n-grams", fr: "titre et album, n-grammes" },
  "readers: bothAveraged": { en: "both, averaged", fr: "les deux, en moyenne" },
  "fusions: sound": { en: "sound alone", fr: "son seul" },
  "fusions: early": { en: "early: one network", fr: "tôt : un seul réseau" },
  "fusions: towers": { en: "towers, joined", fr: "tours réunies" },
  "fusions: gated": { en: "towers, gated", fr: "tours à portes" },
  "fusions: averaged": { en: "late: averaged", fr: "tard : moyenne" },
  "fusions: stacked": { en: "late: stacked", fr: "tard : empilement" },
};

/** What a model of part 05 is called, by its label; one that is not ours by its record's name. */
export const textName = ({ key, name }: { key: string; name: string }, language: Language) =>
  Object.hasOwn(TEXTS, key) ? TEXTS[key][language] : escapeTex(name);

const PROTOCOLS: Readonly<Record<string, Both>> = {
  "same audio together": {
    en: "with equal audio kept together",
    fr: "en gardant ensemble un même audio",
  },
  "album not met, one network": {
    en: "one network, on albums never met",
    fr: "un réseau, sur des albums jamais rencontrés",
  },
};

/** How a card's line was judged. */
export const protocolName = (protocol: string, language: Language): string =>
  Object.hasOwn(PROTOCOLS, protocol) ? PROTOCOLS[protocol][language] : escapeTex(protocol);

const WORDS: Readonly<Record<string, Both>> = {
  none: { en: "none", fr: "aucun" },
  periodic: { en: "periodic", fr: "périodique" },
  piecewiseLinear: { en: "piecewise linear", fr: "linéaire par morceaux" },
  oneCycle: { en: "one-cycle", fr: "un cycle" },
  constant: { en: "constant", fr: "constant" },
  step: { en: "step", fr: "par paliers" },
  cosine: { en: "cosine", fr: "cosinus" },
  reduceOnPlateau: { en: "on plateau", fr: "sur plateau" },
  relu: { en: "ReLU", fr: "ReLU" },
  gelu: { en: "GELU", fr: "GELU" },
  selu: { en: "SELU", fr: "SELU" },
  torch: { en: "PyTorch", fr: "PyTorch" },
  he: { en: "He", fr: "He" },
  glorot: { en: "Glorot", fr: "Glorot" },
  lecun: { en: "LeCun", fr: "LeCun" },
  sgd: { en: "SGD", fr: "SGD" },
  momentum: { en: "momentum", fr: "moment" },
  nesterov: { en: "Nesterov", fr: "Nesterov" },
  rmsprop: { en: "RMSprop", fr: "RMSprop" },
  adagrad: { en: "Adagrad", fr: "Adagrad" },
  adam: { en: "Adam", fr: "Adam" },
  adamw: { en: "AdamW", fr: "AdamW" },
  quantileNormal: { en: "ranks", fr: "rangs" },
  standard: { en: "standard", fr: "standard" },
  minMax: { en: "min--max", fr: "min--max" },
  robust: { en: "robust", fr: "robuste" },
};

/** A setting's value: a word of the field, a number, or layers as 128–64. */
export function settingName(value: unknown, language: Language): string {
  const word = (text: string) =>
    Object.hasOwn(WORDS, text) ? WORDS[text][language] : escapeTex(text);
  if (typeof value === "string") return word(value);
  if (typeof value === "number") return numberName(value, language);
  if (Array.isArray(value)) return value.map((item) => settingName(item, language)).join("--");
  if (typeof value === "object" && value !== null && "kind" in value) {
    const { kind, sigma } = value as { kind: string; sigma?: number };
    return sigma === undefined
      ? word(kind)
      : `${word(kind)}, $\\sigma$ ${numberName(sigma, language)}`;
  }
  return escapeTex(settingText(value));
}

/** A number in as few digits as it has. */
function numberName(value: number, language: Language): string {
  const { length } = String(Number(value.toPrecision(3))).split(".")[1] ?? "";
  return Math.abs(value) < 1e-5 && value !== 0
    ? escapeTex(String(value))
    : numbers(language).fixed(value, length);
}

/** Several settings, by value alone: "AdamW, 0.001". */
export const settingNames = (settings: Settings, names: readonly string[], language: Language) =>
  names.map((name) => settingName(settings[name], language)).join(", ");

/** How a network's inputs were made, from the record: "ranks, year, month, day". */
export function inputsName(made: unknown, language: Language): string {
  const { features = {}, scaling = [] } = (made ?? {}) as {
    features?: Record<string, unknown>;
    scaling?: { name: string }[];
  };
  const parts: Record<string, Both> = {
    year: { en: "year", fr: "année" },
    month: { en: "month", fr: "mois" },
    day: { en: "day", fr: "jour" },
    decade: { en: "decade", fr: "décennie" },
  };
  const date = Object.keys(parts).filter((part) => features[part] === true)
    .map((part) => parts[part][language]);
  const circle = features.key === "circle"
    ? [{ en: "key in a circle", fr: "tonalité sur un cercle" }[language]]
    : [];
  const noDate = { en: "no date", fr: "sans date" }[language];
  return [
    ...scaling.map(({ name }) => settingName(name, language)),
    ...(date.length ? date : [noDate]),
    ...circle,
  ].join(", ");
}
