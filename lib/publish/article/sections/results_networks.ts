/** Results of the networks: what learning curves tell, one question at a time, and the searches. */
import { verdict } from "../difference.ts";
import type { Answer, Fate, NetworkFacts } from "../facts/networks.ts";
import { QUESTIONS } from "../facts/networks.ts";
import { inputsName, questionName, settingName, settingNames } from "../names.ts";
import { float, paragraph, paragraphs, type Pen } from "../pen.ts";
import { tabular } from "../tabular.ts";
import { enumerate } from "../tex.ts";
import type { SettingsStanding } from "../../../experiments/runs/standings.ts";

/** The paragraphs, the figure of learning curves and the table of questions. */
export function networkResults(facts: NetworkFacts, pen: Pen): string {
  const { t } = pen, { fates, answers } = facts;
  const batches = answers.find(({ name }) => name === "batchSize");
  return paragraphs(
    paragraph(fates.length > 1 && fatesText(fates, pen), batches && batchText(batches, pen)),
    fates.length > 1 && float("figure", {
      label: "fig:curves",
      caption: t({
        en: "Cross-entropy of three networks on a part of the tracks, means over seeds: training " +
          "dashed, validation full, its lowest epoch dotted.",
        fr:
          "Entropie croisée de trois réseaux sur une partie des morceaux, moyennes sur les graines : " +
          "apprentissage en tirets, validation en trait plein, minimum pointillé.",
      }),
      content: "\\input{figures/curves.tex}",
    }),
    answers.length > 0 && answersText(answers, pen),
    answers.length > 0 && float("table", {
      label: "tab:questions",
      caption: t({
        en: "One question at a time: validation accuracy of the best setting (per cent, $\\pm$ " +
          "deviation over seeds) and its lead in points with 95\\% interval ($^*$: established).",
        fr:
          "Une question à la fois : exactitude du meilleur réglage en validation (pour cent, $\\pm$ " +
          "écart-type), avance en points avec intervalle à 95\\,\\% ($^*$ : établie).",
      }),
      content: answersTable(answers, pen),
    }),
    searches(facts, pen),
  );
}

function fatesText(fates: readonly Fate[], { t, n }: Pen): string {
  const small = fates[0], large = fates.at(-1)!, last = large.validationLoss.at(-1)!;
  const lowest = Math.min(...large.validationLoss), epochs = large.validationLoss.length;
  const turned = last - lowest > .02, gap = large.trainAccuracy - large.accuracy;
  const smallGap = small.trainAccuracy - small.accuracy;
  return paragraph(
    t({
      en:
        "\\runin{Convergence, under- and over-fitting.} Fig.~\\ref{fig:curves} shows three networks on a " +
        `part of the tracks. The smallest ends at ${n.percent(small.accuracy)} on validation and ` +
        `${n.percent(small.trainAccuracy)} in training: ` +
        (smallGap < .03
          ? "both low and together, it cannot bend enough."
          : "it is small, and yet the two differ."),
      fr:
        "\\runin{Convergence, sous- et surapprentissage.} La figure~\\ref{fig:curves} montre trois réseaux " +
        `sur une partie des morceaux. Le plus petit finit à ${
          n.percent(small.accuracy)
        } en validation et ` +
        `${n.percent(small.trainAccuracy)} à l'apprentissage : ` +
        (smallGap < .03
          ? "les deux sont bas et proches, il ne peut pas assez se plier."
          : "il est petit, et pourtant les deux diffèrent."),
    }),
    t({
      en: `The largest is ${n.points(gap)} better in training than on validation` +
        (turned
          ? `; its validation loss is lowest at epoch ${large.lowest} (${
            n.fixed(lowest, 2)
          }) and has risen to ` +
            `${
              n.fixed(last, 2)
            } by epoch ${epochs}, while the training loss went on falling: it learns by heart, ` +
            "and grows sure of itself where it is wrong."
          : `, but within ${epochs} epochs its validation loss has not turned up (lowest ${
            n.fixed(lowest, 2)
          } at ` +
            `epoch ${large.lowest}, last ${
              n.fixed(last, 2)
            }): these trainings are too short to show over-fitting.`),
      fr: `Le plus grand est meilleur de ${n.points(gap)} à l'apprentissage qu'en validation` +
        (turned
          ? ` ; sa perte de validation est la plus faible à l'époque ${large.lowest} (${
            n.fixed(lowest, 2)
          }) et remonte ` +
            `à ${
              n.fixed(last, 2)
            } à l'époque ${epochs}, tandis que la perte d'apprentissage continue de baisser : il ` +
            "apprend par cœur, et s'assure là où il se trompe."
          : `, mais en ${epochs} époques sa perte de validation n'a pas remonté (minimum ${
            n.fixed(lowest, 2)
          } à ` +
            `l'époque ${large.lowest}, dernière valeur ${
              n.fixed(last, 2)
            }) : ces apprentissages sont trop courts pour ` +
            "montrer un surapprentissage."),
    }),
  );
}

function batchText({ ranked }: Answer, { t, n }: Pen): string {
  const bySize = ranked.toSorted((a, b) =>
    Number(a.settings.batchSize) - Number(b.settings.batchSize)
  );
  const small = bySize[0], large = bySize.at(-1)!;
  const of = ({ scores }: SettingsStanding, name: string) => scores[name]?.mean ?? NaN;
  const size = ({ settings }: SettingsStanding) => n.count(Number(settings.batchSize));
  const best = [small, large].map((size) => n.fixed(of(size, "bestEpoch"), 1));
  const time = [small, large].map((size) => n.duration(of(size, "seconds")));
  return t({
    en: `Batches of ${size(small)} are at their best after ${best[0]} epochs, those of ` +
      `${size(large)} after ${best[1]}; a training takes ${time[0]} with the first, ${time[1]} ` +
      "with the second.",
    fr: `Les lots de ${size(small)} sont au mieux après ${best[0]} époques, ceux de ` +
      `${size(large)} après ${best[1]} ; un apprentissage prend ${time[0]} avec les premiers, ` +
      `${time[1]} avec les seconds.`,
  });
}

function answersText(answers: readonly Answer[], { t, language, word }: Pen): string {
  const clear = answers.filter(({ lead }) => verdict(lead) === "above");
  const spread = answers.filter(({ span }) => verdict(span) === "above");
  const names = (some: readonly Answer[], and: string) =>
    enumerate(some.map(({ name }) => questionName(name, language)), and);
  const many = word(answers.length);
  return paragraph(
    t({
      en: "Table~\\ref{tab:questions} asks one question at a time. " +
        (clear.length
          ? `The best setting's lead over the second best is established for ${
            names(clear, " and ")
          } alone;`
          : `For none of the ${many} questions is the best setting's lead over the second best established;`),
      fr: "La table~\\ref{tab:questions} pose une question à la fois. " +
        (clear.length
          ? `L'avance du meilleur réglage sur le deuxième n'est établie que pour ${
            names(clear, " et ")
          } ;`
          : `Pour aucune des ${many} questions l'avance du meilleur réglage sur le deuxième n'est établie ;`),
    }),
    t({
      en: spread.length
        ? `the worst choice is established to be worse for ${names(spread, " and ")}.`
        : "not even the worst choice is established to be worse.",
      fr: spread.length
        ? `que le dernier choix soit moins bon est établi pour ${names(spread, " et ")}.`
        : "il n'est pas même établi que le dernier choix soit moins bon.",
    }),
  );
}

function answersTable(answers: readonly Answer[], { t, n, language }: Pen): string {
  const shown = (name: string, { settings, runs }: SettingsStanding) =>
    name === "inputs"
      ? inputsName(runs[0].data.made, language)
      : name === "layers"
      ? settingName(settings.layers, language)
      : settingNames(settings, QUESTIONS[name], language);
  const rows = answers.map(({ name, ranked, lead, span }) => {
    const [best] = ranked, { mean, sd } = best.scores.accuracy;
    const spread = Number.isNaN(sd) ? "" : ` $\\pm$ ${n.fixed(100 * sd, 1)}`;
    return [
      `${questionName(name, language)} (${n.count(ranked.length)})`,
      shown(name, best),
      n.fixed(100 * mean, 1) + spread,
      n.pointsWithin(lead.value, lead),
      n.fixed(100 * span.value, 1, { sign: true }) + (verdict(span) === "above" ? "$^*$" : ""),
    ];
  });
  const [over, second, last] = t({
    en: "lead over & the second & the last",
    fr: "avance sur & le deuxième & le dernier",
  }).split(" & ");
  const head = t({
    en: "question (tried) & best & accuracy",
    fr: "question (essais) & meilleur & exactitude",
  });
  return tabular(
    "l>{\\raggedright\\arraybackslash}p{2.9cm}lll",
    `& & & \\multicolumn{2}{c}{${over}} \\\\\n${head} & ${second} & ${last}`,
    [rows],
  );
}

function searches({ grid, chosen, elsewhere, answers }: NetworkFacts, pen: Pen): string {
  const { t, n } = pen;
  const score = ({ scores: { accuracy } }: SettingsStanding) =>
    n.percentSpread(accuracy.mean, accuracy.sd);
  const alone = answers.map(({ ranked }) => ranked[0].score), single = Math.max(...alone);
  return paragraph(
    grid && t({
      en: `\\runin{Searches.} The published grid reaches ${
        score(grid.best)
      } here (57.5\\% when published).`,
      fr:
        `\\runin{Recherches.} La grille publiée atteint ici ${
          score(grid.best)
        } (57,5\\,\\% lors de sa ` +
        "publication).",
    }),
    chosen && t({
      en: `The wider search ends with ${score(chosen.standing)}` +
        (Number.isFinite(single)
          ? `, where the best of the single questions stands at ${n.percent(single)}.`
          : "."),
      fr: `La recherche plus large finit à ${score(chosen.standing)}` +
        (Number.isFinite(single)
          ? `, alors que la meilleure des questions isolées en est à ${n.percent(single)}.`
          : "."),
    }),
    chosen && elsewhere && t({
      en:
        "The best of many is partly the luckiest; on another hold-out, which chose nothing, the same " +
        `settings reach ${score(elsewhere)}: the figure to expect of new tracks.`,
      fr:
        "Le meilleur d'un grand nombre est en partie le plus chanceux ; sur une autre validation, qui " +
        `n'a rien choisi, les mêmes réglages atteignent ${score(elsewhere)} : c'est le chiffre à ` +
        "attendre de nouveaux morceaux.",
    }),
  );
}
