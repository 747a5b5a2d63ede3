/** Results of the classical models. */
import { verdict } from "../difference.ts";
import type { BaselineFacts } from "../facts/baselines.ts";
import { modelLabel, modelPhrase } from "../names.ts";
import { float, paragraph, paragraphs, type Pen } from "../pen.ts";
import { tabular } from "../tabular.ts";

/** The table of baselines and what it says. */
export function classicalResults(facts: BaselineFacts, pen: Pen): string {
  const { t, n, language, compare } = pen, { rows, lead, singleLead, single } = facts;
  const named = (difference: typeof lead) =>
    difference && {
      ...difference,
      a: modelPhrase(difference.a, language),
      b: modelPhrase(difference.b, language),
    };
  const first = rows[0], blendLeads = lead && first.model !== single.model;
  const best = modelPhrase(first.model, language);
  const distance = rows.map(({ accuracy, groupedAccuracy }) => accuracy - groupedAccuracy);
  const most = Math.max(...distance.map(Math.abs));
  return paragraphs(
    paragraph(
      t({
        en:
          `\\runin{Classical models.} Table~\\ref{tab:baselines} lists them. First comes ${best} with ` +
          `${n.percentWithin(first.groupedAccuracy, within(first))} under grouped folds.`,
        fr:
          `\\runin{Modèles classiques.} La table~\\ref{tab:baselines} les énumère. En tête, ${best} : ` +
          `${n.percentWithin(first.groupedAccuracy, within(first))} avec des plis groupés.`,
      }),
      lead && compare(named(lead)!),
      first.blend === "stack" && lead && verdict(lead) !== "above" && t({
        en: "The stack has learnt from members that had seen the rows it is judged on, which may " +
          "flatter it; the single model is simpler.",
        fr:
          "L'empilement apprend de membres qui ont vu les lignes sur lesquelles il est jugé, ce " +
          "qui peut le flatter ; le modèle seul est plus simple.",
      }),
      blendLeads && singleLead && compare(named(singleLead)!),
      t({
        en: `Between random and grouped folds no accuracy moves by more than ${n.points(most)}` +
          (most < .01 ? ": twins help less than one would think." : "."),
        fr:
          `Entre plis aléatoires et groupés, aucune exactitude ne bouge de plus de ${
            n.points(most)
          }` +
          (most < .01 ? " : les jumeaux aident moins qu'on ne croirait." : "."),
      }),
    ),
    float("table", {
      label: "tab:baselines",
      caption: t({
        en:
          `Classical models on 13 quantities and the year, ${facts.folds} folds: accuracy in per ` +
          "cent with the 95\\% interval of its mean, log-loss in nats.",
        fr:
          `Modèles classiques sur 13 grandeurs et l'année, ${facts.folds} plis : exactitude en pour ` +
          "cent avec l'intervalle à 95\\,\\% de sa moyenne, entropie croisée en nats.",
      }),
      content: table(facts, pen),
    }),
  );
}

const within = ({ groupedLow: low, groupedHigh: high }: BaselineFacts["rows"][number]) => ({
  low,
  high,
});

function table({ rows }: BaselineFacts, { t, n, language }: Pen): string {
  const head = t({
    en: "model & random folds & grouped folds & macro F1 & log-loss",
    fr: "modèle & plis aléatoires & plis groupés & macro-F1 & entropie",
  });
  const hundred = (value: number, low: number, high: number) =>
    `${n.fixed(100 * value, 1)} ${n.brackets({ low: 100 * low, high: 100 * high }, 1)}`;
  const body = rows.filter(({ model }) => model !== "majority").map((row) => [
    modelLabel(row.model, language),
    hundred(row.accuracy, row.low, row.high),
    hundred(row.groupedAccuracy, row.groupedLow, row.groupedHigh),
    n.fixed(100 * row.groupedMacroF1, 1),
    n.fixed(row.groupedLogLoss, 3),
  ]);
  return tabular("lllcc", head, [body]);
}
