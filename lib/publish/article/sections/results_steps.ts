/** Results of looking at other tracks, and of the predictor that is exported from quantities and date. */
import type { ModelCard } from "../../cards/card.ts";
import { wilson } from "../../../evaluation/statistics/shares.ts";
import { de, verdict } from "../difference.ts";
import { type Facts, isRoomy } from "../facts/facts.ts";
import type { Step, StepFacts } from "../facts/steps.ts";
import { stepName } from "../names.ts";
import { float, paragraph, paragraphs, type Pen } from "../pen.ts";
import { tabular } from "../tabular.ts";
import { enumerate, escapeTex } from "../tex.ts";

/** The paragraph and the table of steps. */
export function stepResults(facts: StepFacts, pen: Pen): string {
  const { t, n, language, compare, word } = pen, steps = [...facts.trees, ...facts.networks];
  const gained = steps.filter(({ gain }) => gain && verdict(gain) === "above");
  const lost = steps.filter(({ gain }) => gain && verdict(gain) === "below");
  const names = (some: readonly Step[]) =>
    enumerate(
      some.map(({ gain, ...step }) =>
        `${stepName(step, language).replace(/^\+ /, "")} (${
          n.fixed(100 * gain!.value, 1, { sign: true })
        })`
      ),
      t({ en: " and ", fr: " et " }),
    );
  const asked = steps.filter(({ gain }) => gain).length;
  return paragraphs(
    paragraph(
      t({
        en: "\\runin{Looking at other tracks.} Table~\\ref{tab:steps} adds one thing at a time.",
        fr:
          "\\runin{Regarder d'autres morceaux.} La table~\\ref{tab:steps} ajoute une chose à la fois.",
      }),
      facts.networkLead && compare({
        a: t({ en: "the plain network", fr: "le réseau nu" }),
        b: t({
          en: "boosting on the same columns",
          fr: "le boosting sur les mêmes colonnes",
        }),
        ...facts.networkLead,
      }),
      t({
        en: gained.length
          ? `Of the ${
            word(asked)
          } steps that follow the first of each half, a gain is established for: ` +
            `${names(gained)}.`
          : `For none of the ${word(asked)} steps is a gain established.`,
        fr: gained.length
          ? `Des ${
            word(asked)
          } étapes qui suivent la première de chaque moitié, un gain est établi pour : ` +
            `${names(gained)}.`
          : `Pour aucune des ${word(asked)} étapes un gain n'est établi.`,
      }),
      lost.length > 0 && t({
        en: `A loss is established for: ${names(lost)}.`,
        fr: `Une perte est établie pour : ${names(lost)}.`,
      }),
      asked > gained.length + lost.length && t({
        en: "What the others change lies within their intervals.",
        fr: "Ce que changent les autres reste dans leurs intervalles.",
      }),
    ),
    float("table", {
      label: "tab:steps",
      caption: t({
        en:
          "One fit per line, each adding to the line above; random hold-out. Gains in points of " +
          "accuracy with 95\\% intervals over the same rows.",
        fr:
          "Un apprentissage par ligne, chacune ajoutant à la précédente ; validation aléatoire. " +
          "Gains en points, intervalles à 95\\,\\% sur les mêmes lignes.",
      }),
      content: table(facts, pen),
    }),
  );
}

function table({ trees, networks }: StepFacts, { t, n, language }: Pen): string {
  const rows = (steps: readonly Step[]) =>
    steps.map(({ accuracy, logLoss, gain, ...step }, i) => [
      (i > 0 ? "\\quad " : "") + stepName(step, language),
      n.fixed(100 * accuracy, 1),
      gain ? n.pointsWithin(gain.value, gain) : "",
      n.fixed(logLoss, 3),
    ]);
  const head = t({
    en: "model & accuracy & gain & log-loss",
    fr: "modèle & exactitude & gain & entropie",
  });
  return tabular("lclc", head, [trees, networks].map(rows));
}

/** An accuracy of a card with its interval over the rows judged. */
export function judgedAccuracy(
  { accuracy, rows }: Pick<ModelCard["judged"][number], "accuracy" | "rows">,
  { n }: Pen,
): string {
  const [low, high] = wilson(Math.round(accuracy * rows), rows);
  return n.percentWithin(accuracy, { low, high });
}

/** What a card says of a predictor under one protocol. */
export const judgedUnderOf = (card: ModelCard, protocol: string) =>
  card.judged.find((line) => line.protocol === protocol);

/** The exported base predictor: its scores, and what it confuses. */
export function baseResults(facts: Facts, pen: Pen): string {
  const card = facts.cards.base;
  if (!card) return "";
  const shown = isRoomy(facts);
  const { t, n } = pen, random = judgedUnderOf(card, "at random");
  const apart = judgedUnderOf(card, "same audio together");
  const members = membersOf(card, pen);
  const matrix = random?.confusion ? random : apart;
  return paragraphs(
    random && paragraph(
      t({
        en: `\\runin{The base predictor.} What is exported${members} reaches ` +
          `${judgedAccuracy(random, pen)} on the random hold-out, with a log-loss of ${
            n.fixed(random.logLoss, 3)
          } and a ` +
          `calibration error of ${n.percent(random.calibrationError)}.`,
        fr: `\\runin{Le prédicteur de base.} Ce qui est exporté${members} atteint ` +
          `${
            judgedAccuracy(random, pen)
          } sur la validation aléatoire, avec une entropie croisée de ` +
          `${n.fixed(random.logLoss, 3)} et une erreur de calibration de ${
            n.percent(random.calibrationError)
          }.`,
      }),
      t({
        en: "The mix was chosen on these rows, so this flatters a little.",
        fr: "Le mélange a été choisi sur ces lignes, ce qui le flatte un peu.",
      }),
      apart && t({
        en: `With equal audio kept together, the same recipe reaches ${
          judgedAccuracy(apart, pen)
        }.`,
        fr: `Quand un même audio reste ensemble, la même recette atteint ${
          judgedAccuracy(apart, pen)
        }.`,
      }),
      matrix?.confusion && matrix.classes &&
        confused(matrix.confusion, matrix.classes, shown, pen),
    ),
    shown && matrix?.confusion && matrix.classes && float("table", {
      label: "tab:confusion",
      caption: t({
        en: `What the base predictor takes each genre for, per cent of the row (${
          matrix === random ? "random hold-out" : "equal audio together"
        }).`,
        fr: `Ce pour quoi le prédicteur de base prend chaque genre, en pour cent de la ligne (${
          matrix === random ? "validation aléatoire" : "même audio ensemble"
        }).`,
      }),
      content: "\\input{figures/confusion.tex}",
    }),
  );
}

/** What a predictor is the mean of, between commas; empty where its card does not tell. */
function membersOf({ settings }: ModelCard, { t, word }: Pen): string {
  const { networks, boosted } = settings as { networks?: number; boosted?: number };
  if (networks === undefined || boosted === undefined) return "";
  if (networks + boosted === 1) {
    const [en, fr] = networks ? ["network", "réseau"] : ["boosted model", "modèle boosté"];
    return t({ en: `, a single ${en},`, fr: `, un seul ${fr},` });
  }
  const some = (count: number, one: string, many: string) =>
    count > 0 ? [`${word(count)} ${count > 1 ? many : one}`] : [];
  const parts = t({
    en: [
      ...some(networks, "network", "networks"),
      ...some(boosted, "boosted model", "boosted models"),
    ].join(" and "),
    fr: [
      ...some(networks, "réseau", "réseaux"),
      ...some(boosted, "modèle boosté", "modèles boostés"),
    ].join(" et "),
  });
  return t({ en: `, the mean of ${parts},`, fr: `, moyenne ${de(parts)},` });
}

function confused(
  counts: readonly (readonly number[])[],
  classes: readonly string[],
  shown: boolean,
  { t, n }: Pen,
): string {
  const recall = counts.map((row, i) => row[i] / row.reduce((sum, count) => sum + count, 0));
  const best = recall.indexOf(Math.max(...recall)), worst = recall.indexOf(Math.min(...recall));
  const others = counts[worst].map((count, j) => j === worst ? -1 : count);
  const taken = others.indexOf(Math.max(...others)), name = (k: number) => escapeTex(classes[k]);
  const see = shown ? t({ en: " (Table", fr: " (table" }) + "~\\ref{tab:confusion})" : "";
  const [most, least] = [best, worst].map((k) => n.percent(recall[k]));
  return t({
    en:
      `It recognises ${name(best)} best (${most}) and ${
        name(worst)
      } worst (${least}), which it most ` +
      `often takes for ${name(taken)}${see}.`,
    fr:
      `Il reconnaît le mieux ${name(best)} (${most}) et le moins bien ${name(worst)} (${least}), ` +
      `qu'il prend le plus souvent pour ${name(taken)}${see}.`,
  });
}
