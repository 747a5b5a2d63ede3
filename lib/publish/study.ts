/** What the engine is told of a study: plain values and a few functions. `lib/studies/<id>/mod.ts` exports one as
 * `study`; notebooks, site, article and hand-in are made for it, and know nothing else of it. */
import type { Dataset } from "../data/mod.ts";
import type { Label } from "../experiments/runs/record.ts";
import type { Words } from "../show/words.ts";
import type { StudyArticle } from "./article/compose.ts";

/** A case that notebooks work through. */
export interface Study<Data extends OpenedData = OpenedData> {
  /** The name of its folders: `lib/studies/<id>`, `notebooks/<id>`, `out/<id>`. */
  readonly id: string;
  /** What its site and slides are called. */
  readonly title: string;
  /** The same in two or three words, for the bar on every page. */
  readonly short: string;
  /** What it asks, in a sentence. */
  readonly question: string;
  /** Where its files may lie. */
  readonly data: DataPlace;
  /** Finds, reads and checks the files.
   * @param options.out the study's folder of results, where what took long may be kept
   * @throws {InputError} when they cannot be used */
  open(options: { readonly data?: string; readonly out?: string }): Promise<Data>;
  /** The predictions that it makes and hands in, where the data do not tell. */
  readonly exports: readonly Prediction[];
  /** What it calls rows and classes, its colours and units. */
  readonly words: Words;
  /** What the site says beside the notebooks. */
  readonly site?: SiteWords;
  /** Its article; none where it has none. */
  readonly article?: StudyArticle;
  /** Builds the site's live page and returns its body, as HTML; none where there is no such page. */
  readonly live?: (options: LiveOptions) => Promise<string>;
}

/** Where the files of a study may lie. */
export interface DataPlace {
  /** The environment variable that names their folder, such as "COURSE_DATA". */
  readonly variable: string;
  /** Their folder in data/. */
  readonly folder: string;
  /** The folder of a synthetic sample in data/, for want of the files. */
  readonly sample?: string;
  /** Instead of a sample: the folder of the code that makes one, seen from the project's root. */
  readonly generator?: string;
  /** What they are called, such as "the course's files". */
  readonly called: string;
  /** Their names; where the first is there, the folder counts. */
  readonly files: readonly string[];
  /** Whether a folder counts, where their names do not tell. */
  readonly holds?: (dir: string) => boolean;
  /** Names of others, which may be missing. */
  readonly optional?: readonly string[];
}

/** The files of a study, read and checked. */
export interface OpenedData {
  /** The folder, as an absolute path. */
  readonly dir: string;
  /** How it was chosen: "--data", the environment variable's name, "data/…", or "sample". */
  readonly origin: string;
  /** The same in words. */
  readonly source: string;
  /** Tells these files from all others: 16 hexadecimal digits. */
  readonly fingerprint: string;
  /** By name; "train" is what is learnt from. */
  readonly datasets: Readonly<Record<string, Dataset>> & { readonly train: Dataset };
  /** The predictions that are made of these files, where that hangs on the files. */
  readonly exports?: readonly Prediction[];
  /** Notebooks that these data do not allow, by how their names begin, and why. */
  readonly without?: Readonly<Record<string, string>>;
  /** Sentences on what is strange in the files but no reason to refuse them; `details` has them too. */
  readonly warnings: readonly string[];
  /** Sentences for the reader: how much there is, and what is missing. */
  readonly details: string;
  /** The folder, the fingerprint and the details, in a paragraph. */
  describe(): string;
}

/** A prediction that a study hands in. */
export interface Prediction {
  /** In the name of its file: "base" of NOM_prediction_base.csv. */
  readonly name: string;
  /** The part that makes it: how its notebook's name begins. */
  readonly part: string;
  /** The dataset whose rows it answers. */
  readonly of: string;
  /** The datasets whose classes it may name. Where one of them is not there, the prediction is not expected. */
  readonly classes: readonly string[];
  /** Whether each class's probability stands in the file itself, a column each, and not in one beside it. */
  readonly withProbabilities?: boolean;
}

/** What the site says of a study beside its notebooks. */
export interface SiteWords {
  /** The figures that matter most: the notebook, how the figure's title begins, and the name of its picture in the README. */
  readonly pictures: readonly (readonly [notebook: string, title: string, picture: string])[];
  /** A model's name for a visitor, by its part, its name in the records and its label; the record's own by itself. */
  readonly modelName?: (part: string, name: string, label?: Label) => string;
  /** A second way to keep rows apart, beside drawing them at random. */
  readonly together?: {
    /** Which rows stay together, as splits name the group. */
    readonly group: string;
    /** In words, as model cards have it: "same audio together". */
    readonly way: string;
  };
  /** The scores that the leaderboard shows, as records have them; models are ranked by the first. Of classes, the
   * accuracy and the log-loss, where nothing is said. */
  readonly scores?: readonly string[];
  /** Below the leaderboard's heading: on which rows, and what each way asks about. */
  readonly board?: string;
  /** In the notes of the leaderboard's slide. */
  readonly boardNote?: string;
  /** Between which marks the best models stand: both are scores of one record. */
  readonly ladder?: { readonly lowest: Mark; readonly highest?: Mark };
  /** What the files to take along are. */
  readonly files?: { readonly prediction: string; readonly probabilities: string };
}

/** A mark on the ladder from guessing to what anyone can reach. */
export interface Mark {
  /** The score's name in the record. */
  readonly score: string;
  /** In bold. */
  readonly label: string;
  /** What it is, in some words. */
  readonly note: string;
}

/** What a live page is made from, and where it goes. */
export interface LiveOptions {
  /** The study's folder of results. */
  readonly out: string;
  /** Of the data that the study used; undefined where no notebook tells. */
  readonly fingerprint: string | undefined;
  /** The folder of the data, as for `open`. */
  readonly data?: string;
  /** Hears that something takes a while. */
  readonly say?: (line: string) => void;
}
