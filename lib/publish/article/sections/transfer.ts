/** The transfer to a sixth genre: how it is done, and what came of it. */
import { verdict } from "../difference.ts";
import type { Facts } from "../facts/facts.ts";
import type { TransferFacts, Way, WayKind } from "../facts/transfer.ts";
import type { Both } from "../language.ts";
import { float, paragraph, paragraphs, type Pen } from "../pen.ts";
import { tabular } from "../tabular.ts";
import { judgedAccuracy, judgedUnderOf } from "./results_steps.ts";

const WAYS: Readonly<Record<WayKind, Both>> = {
  scratch: { en: "from scratch", fr: "à partir de rien" },
  hidden: { en: "hidden layers copied", fr: "couches cachées copiées" },
  zeros: { en: "and head, new row zero", fr: "et sortie, nouvelle ligne nulle" },
  mean: { en: "and head, new row the mean", fr: "et sortie, nouvelle ligne moyenne" },
  imprinted: { en: "and head, new row imprinted", fr: "et sortie, nouvelle ligne imprimée" },
  everything: { en: "everything goes on", fr: "tout continue" },
  headFirst: { en: "head first", fr: "d'abord la sortie" },
  slowBody: { en: "body at a tenth of the rate", fr: "corps au dixième du pas" },
  frozenBody: { en: "body frozen", fr: "corps gelé" },
  l2sp: { en: "L2-SP", fr: "L2-SP" },
  distillation: { en: "distillation", fr: "distillation" },
  smallSteps: { en: "smaller steps", fr: "pas plus petits" },
};

/** How the transfer is done. */
export function transferMethod(facts: TransferFacts, { t, word }: Pen): string {
  return t({
    en: "\\runin{Transfer.} A network that has learnt the five genres is widened to six outputs: " +
      "hidden layers are copied, the head's rows too, genre by genre, and the new row is zero, the " +
      "mean of the others, or imprinted from the new genre's mean. Training goes on with everything, " +
      "with the body slow or frozen, pulled back to the old weights (L2-SP \\cite{li2018}) or to the " +
      "old answers (distillation \\cite{li2017lwf}), always beside a network from scratch of the same " +
      `plan, with ${word(facts.seeds)} seeds.`,
    fr:
      "\\runin{Transfert.} Un réseau qui a appris les cinq genres est élargi à six sorties : les " +
      "couches cachées sont copiées, les lignes de la sortie aussi, genre par genre, et la nouvelle " +
      "est nulle, moyenne des autres, ou imprimée d'après la moyenne du nouveau genre. " +
      "L'apprentissage continue partout, avec un corps lent ou gelé, rappelé vers les anciens poids " +
      "(L2-SP \\cite{li2018}) ou les anciennes réponses (distillation \\cite{li2017lwf}), toujours à " +
      `côté d'un même réseau parti de rien, avec ${word(facts.seeds)} graines.`,
  });
}

/** The paragraph and the table. */
export function transferResults({ transfer, cards }: Facts, pen: Pen): string {
  if (!transfer) return cards.edm ? exported(cards.edm, pen, true) : "";
  const { t } = pen;
  return paragraphs(
    paragraph(
      t({
        en:
          "\\runin{A sixth genre.} Table~\\ref{tab:transfer} sets copied weights against scratch.",
        fr: "\\runin{Un sixième genre.} La table~\\ref{tab:transfer} oppose les poids copiés au " +
          "départ de rien.",
      }),
      headStartText(transfer, pen),
      bestText(transfer, pen),
      forgettingText(transfer, pen),
      fewText(transfer, pen),
      withTextsText(transfer, pen),
      cards.edm && exported(cards.edm, pen),
    ),
    float("table", {
      label: "tab:transfer",
      caption: t({
        en:
          "Six genres from quantities and year: accuracy (per cent, $\\pm$ deviation over seeds), " +
          "gain over scratch in points, accuracy on the known genres, recall of the new one.",
        fr:
          "Six genres d'après grandeurs et année : exactitude (pour cent, $\\pm$ écart-type), gain " +
          "en points sur le départ de rien, exactitude sur les genres connus, rappel du nouveau.",
      }),
      content: table(transfer, pen),
    }),
  );
}

function headStartText({ head }: TransferFacts, { t, n }: Pen): string | undefined {
  if (!head) return undefined;
  const { ratio, low, high, reached, seeds } = head.steps;
  const interval = n.brackets({ low: 100 * low, high: 100 * high }, 0);
  const share = `${n.percent(ratio, 0)} ${interval}`.trim();
  const sooner = verdict({ low: low - 1, high: high - 1 });
  return paragraph(
    t({
      en:
        `Before any step the copied network is right in ${
          n.percent(head.before)
        } of cases, scratch ` +
        `in ${n.percent(head.scratchBefore)}.`,
      fr:
        `Avant tout pas, le réseau copié a raison dans ${
          n.percent(head.before)
        } des cas, le départ ` +
        `de rien dans ${n.percent(head.scratchBefore)}.`,
    }),
    !Number.isNaN(ratio) && t({
      en:
        `To come within a point of the best that scratch reaches it takes ${share} of scratch's steps` +
        {
          above: ", and no head start is established",
          below: ", a head start that is established",
          open: ", which establishes no head start",
          unknown: "; from so few seeds no head start is established",
        }[sooner] +
        (reached < seeds ? ` (of the ${reached} seeds in ${seeds} that get there).` : "."),
      fr:
        `Pour venir à un point du mieux qu'atteint le départ de rien, il lui faut ${share} des pas de ` +
        "celui-ci" + {
          above: ", et aucune avance n'est établie",
          below: ", une avance établie",
          open: ", ce qui n'établit pas d'avance",
          unknown: " ; si peu de graines n'établissent pas d'avance",
        }[sooner] +
        (reached < seeds ? ` (pour les ${reached} graines sur ${seeds} qui y arrivent).` : "."),
    }),
  );
}

function bestText({ starts, onward }: TransferFacts, { t, compare, language }: Pen): string {
  const copied = [...starts, ...onward].filter(({ kind }) => kind !== "scratch");
  const best = copied.toSorted((a, b) => b.standing.score - a.standing.score)[0];
  if (!best) return "";
  const behind = copied.filter(({ gain }) => verdict(gain) === "below")
    .map(({ kind }) => WAYS[kind][language]);
  return paragraph(
    compare({
      when: t({ en: "in the end", fr: "à la fin" }),
      a: t({
        en: `the best copied network (${WAYS[best.kind].en})`,
        fr: `le meilleur réseau copié (${WAYS[best.kind].fr})`,
      }),
      b: t({ en: "scratch", fr: "le départ de rien" }),
      ...best.gain,
    }),
    behind.length > 0 && t({
      en: `Established to stay behind scratch: ${behind.join(", ")}.`,
      fr: `Il est établi que restent derrière le départ de rien : ${behind.join(", ")}.`,
    }),
  );
}

function forgettingText({ forgetting }: TransferFacts, { t, n }: Pen): string | undefined {
  if (!forgetting) return undefined;
  const { alone, replay, share } = forgetting;
  const of = (standing: typeof alone, score: string) => n.percent(standing.scores[score].mean);
  return t({
    en:
      `Shown the new tracks alone, the network falls to ${
        of(alone, "knownAccuracy")
      } on the known ` +
      `genres (${of(alone, "amongKnown")} where only these may be answered)` +
      (replay
        ? `; with ${n.percent(share, 0)} of the old tracks among them it keeps ` +
          `${of(replay, "knownAccuracy")} (${of(replay, "amongKnown")}).`
        : "."),
    fr:
      `Devant les seuls nouveaux morceaux, le réseau tombe à ${
        of(alone, "knownAccuracy")
      } sur les ` +
      `genres connus (${of(alone, "amongKnown")} si eux seuls peuvent être répondus)` +
      (replay
        ? ` ; avec ${n.percent(share, 0)} des anciens morceaux, il garde ` +
          `${of(replay, "knownAccuracy")} (${of(replay, "amongKnown")}).`
        : "."),
  });
}

function fewText({ few }: TransferFacts, { t, n, compare }: Pen): string | undefined {
  if (!few) return undefined;
  const share = n.percent(few.share, 0);
  return compare({
    ...few,
    when: t({
      en: `with ${share} of the new tracks`,
      fr: `avec ${share} des nouveaux morceaux`,
    }),
    a: t({ en: "the copied network", fr: "le réseau copié" }),
    b: t({ en: "scratch", fr: "le départ de rien" }),
  });
}

function withTextsText({ withTexts }: TransferFacts, { t, compare }: Pen): string | undefined {
  return withTexts && compare({
    ...withTexts,
    when: t({
      en: "with titles and albums in a second tower",
      fr: "avec une tour pour les textes",
    }),
    a: t({ en: "the copied network", fr: "le réseau copié" }),
    b: t({ en: "scratch", fr: "le départ de rien" }),
  });
}

function exported(card: NonNullable<Facts["cards"]["edm"]>, pen: Pen, alone = false): string {
  const { t } = pen, line = judgedUnderOf(card, "at random") ?? card.judged[0];
  if (!line) return "";
  return (alone ? t({ en: "\\runin{A sixth genre.} ", fr: "\\runin{Un sixième genre.} " }) : "") +
    t({
      en: `The exported predictor of six genres reaches ${judgedAccuracy(line, pen)}.`,
      fr: `Le prédicteur exporté pour six genres atteint ${judgedAccuracy(line, pen)}.`,
    });
}

/** What the conclusion says of it. */
export function transferConclusion({ head, starts, onward }: TransferFacts, { t }: Pen): string {
  const better = [...starts, ...onward].some(({ gain }) => verdict(gain) === "above");
  const sooner = head &&
    verdict({ low: head.steps.low - 1, high: head.steps.high - 1 }) === "below";
  return t({
    en: "For a sixth genre, copied weights " +
      (sooner ? "save steps" : "are not established to save steps") +
      (better ? ", and some end above scratch." : "; none is established to end above scratch."),
    fr: "Pour un sixième genre, " +
      (sooner
        ? "copier les poids épargne des pas"
        : "il n'est pas établi que copier les poids épargne des pas") +
      (better
        ? ", et certaines façons finissent au-dessus du départ de rien."
        : " ; d'aucune façon il n'est établi qu'elle finisse au-dessus du départ de rien."),
  });
}

/** The ways to go on that the table lists; all others stand in the notebook. */
const TOLD: ReadonlySet<WayKind> = new Set(["headFirst", "frozenBody", "l2sp", "distillation"]);

/** Of the copied heads, which differ in one row of weights alone, the best. */
const oneOfEach = (starts: readonly Way[]): Way[] =>
  starts.filter(({ standing: { settings } }, i) =>
    settings.start !== "head" ||
    starts.findIndex(({ standing }) => standing.settings.start === "head") === i
  );

function table({ starts, onward }: TransferFacts, { t, n, language }: Pen): string {
  const row = ({ kind, standing: { scores }, gain }: Way) => [
    WAYS[kind][language],
    n.fixed(100 * scores.accuracy.mean, 1) +
    (Number.isNaN(scores.accuracy.sd) ? "" : ` $\\pm$ ${n.fixed(100 * scores.accuracy.sd, 1)}`),
    kind === "scratch" ? "" : n.pointsWithin(gain.value, gain),
    n.fixed(100 * (scores.knownAccuracy?.mean ?? NaN), 1),
    n.fixed(100 * (scores.newRecall?.mean ?? NaN), 1),
  ];
  const head = t({
    en: "way & accuracy & gain & known & new",
    fr: "façon & exactitude & gain & connus & nouveau",
  });
  const rows = [oneOfEach(starts), onward.filter(({ kind }) => TOLD.has(kind))];
  return tabular("lllcc", head, rows.map((ways) => ways.map(row)));
}
