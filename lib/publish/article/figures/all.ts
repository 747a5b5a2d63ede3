/** The files that the article draws from its facts: name → pgfplots or table source. */
import { type Facts, isRoomy } from "../facts/facts.ts";
import { columnName, settingName, trickName } from "../names.ts";
import type { Pen } from "../pen.ts";
import { showsTells } from "../sections/data.ts";
import { judgedUnderOf } from "../sections/results_steps.ts";
import { WAYS } from "../sections/results_tricks.ts";
import { confusionTable } from "./confusion.ts";
import { bars, dots, learningCurves } from "./plots.ts";

/** Every figure for which there are facts, by file name. */
export function figures(facts: Facts, pen: Pen): Record<string, string> {
  const drawn: Record<string, string | undefined> = {
    "tells.tex": tells(facts, pen),
    "curves.tex": curves(facts, pen),
    "tricks.tex": tricks(facts, pen),
    "confusion.tex": confusion(facts, pen),
  };
  return Object.fromEntries(
    Object.entries(drawn).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function tells(facts: Facts, { t, language }: Pen): string | undefined {
  if (!showsTells(facts)) return undefined;
  const rows = facts.data!.tells.map(({ column, nats }) => ({
    label: columnName(column, language),
    value: nats,
  }));
  return bars(rows, {
    unit: t({
      en: "mutual information with the genre (nats)",
      fr: "information mutuelle avec le genre (nats)",
    }),
  });
}

function curves({ networks }: Facts, { t, language }: Pen): string | undefined {
  if (!networks || networks.fates.length < 2) return undefined;
  const panels = networks.fates.map(({ layers, loss, validationLoss, lowest }) => ({
    title: `${t({ en: "hidden layers", fr: "couches" })} ${settingName(layers, language)}`,
    training: loss,
    validation: validationLoss,
    lowest,
  }));
  return learningCurves(panels, {
    x: t({ en: "epoch", fr: "époque" }),
    y: t({ en: "cross-entropy (nats)", fr: "entropie croisée (nats)" }),
  });
}

function tricks({ tricks: found }: Facts, { t, language }: Pen): string | undefined {
  if (!found) return undefined;
  const names = [...new Set(found.accuracy.map(({ name }) => name))];
  const rows = names.map((name) => ({
    label: trickName(name, language),
    dots: WAYS.map((way) => {
      const worth = found.accuracy.find((trick) => trick.name === name && trick.way === way);
      return worth && {
        value: 100 * worth.value,
        low: 100 * worth.interval[0],
        high: 100 * worth.interval[1],
      };
    }),
  }));
  return dots(rows, {
    unit: t({ en: "points of accuracy", fr: "points d'exactitude" }),
  });
}

function confusion(facts: Facts, { t, n }: Pen): string | undefined {
  const { base } = facts.cards;
  if (!base || !isRoomy(facts)) return undefined;
  const lines = ["at random", "same audio together"].map((name) => judgedUnderOf(base, name));
  const line = lines.find((found) => found?.confusion && found.classes);
  return line && confusionTable(line.confusion!, line.classes!, n, {
    truth: t({ en: "true genre", fr: "vrai genre" }),
    tracks: t({ en: "tracks", fr: "morceaux" }),
  });
}
