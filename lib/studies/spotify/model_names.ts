/** What a visitor reads for a model that the records call by a short name of its notebook's. */

import type { Label } from "../../experiments/runs/record.ts";

/** Names that mean the same in every part. */
const EVERYWHERE: Readonly<Record<string, string>> = {
  average: "average of the three best",
  stack: "stack of the three best",
  majority: "always the most frequent genre",
  bayes: "naive Bayes",
  logistic: "logistic regression",
  neighbours: "nearest neighbours",
  svm: "support vector machine",
  tree: "decision tree",
  forest: "random forest",
  boosting: "gradient boosting",
};

const TREES = "boosted trees", NETWORK = "network", SMALL = "small network";
const OF_PART: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "03": {
    chosen: "the chosen multilayer perceptron",
    "chosen network": "the chosen multilayer perceptron",
  },
  "04": {
    base: "the exported mix of networks and boosted trees",
    "trees: quantities": `${TREES} on 13 quantities and the year`,
    "trees: shared": `${TREES}, and genres of the same date and audio`,
    "trees: neighbours": `${TREES}, and genres of the 25 nearest tracks`,
    "trees: subgenres": `${TREES}, and those counted by subgenre`,
    "trees: subgenresLearnt": `${TREES} that learn subgenres`,
    "networks: quantities": `${NETWORK} on 13 quantities and the year`,
    "networks: evidence": `${NETWORK}, and genres of other tracks`,
    "networks: embedding": `${NETWORK} with periodic embeddings`,
    "networks: subgenresLearnt": `${NETWORK} that learns subgenres`,
    "networks: playlistsLearnt": `${NETWORK} that learns playlists`,
    "networks: averagedWeights": `${NETWORK} with averaged weights`,
    "networks: members": `${NETWORK} of four members (TabM)`,
  },
  "05": {
    "both, vectors": "title and album, sentence vectors",
    "both, n-grams": "title and album, n-grams",
    "both, n-grams and vectors": "title and album, both ways averaged",
    "sound and date": `${SMALL} on sound and date`,
    "without texts": "the base network, without texts",
    "with texts": "the same network, with texts",
    early: "sound and text in one network",
    towers: "two towers, joined",
    gated: "two towers, gated",
    averaged: "sound and text networks, averaged",
    stacked: "sound and text networks, stacked",
  },
};

/** A model's name as a visitor understands it, by its label ("trees: quantities") or its name; one that is not known here is shown as the record has it, a step ("+ …")
 * or an omission ("without …") in words.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(modelName("04", "trees 1"), "boosted trees alone (no. 1 of the mix)");
 * assertEquals(modelName("05", "+ n-grams"), "small network: all before, and n-grams");
 * ```
 */
export function modelName(part: string, name: string, label: Label = {}): string {
  const own = OF_PART[part] ?? {}, key = `${label.step}: ${label.variant}`;
  if (Object.hasOwn(own, key)) return own[key];
  for (const names of [own, EVERYWHERE]) if (Object.hasOwn(names, name)) return names[name];
  const text = name.trim(), [, kind, number] = /^(network|trees) (\d+)$/.exec(text) ?? [];
  if (kind) return `${kind === "trees" ? TREES : NETWORK} alone (no. ${number} of the mix)`;
  const what = part === "05" ? SMALL : "step";
  if (text.startsWith("+ ")) return `${what}: all before, and ${text.slice(2)}`;
  return text.startsWith("without ") ? `${what}: all but ${text.slice(8)}` : text;
}
