/** The data room's door. From file to {@linkcode Dataset}: bytes → text (`decode`) → rows of cells (`records`) → numbers,
 * dates and tags (`cells`, `typed`), classes (`labels`), as the `schema` says; then whether it can be learnt from
 * (`columns`, `ranges`, `scales`, `learnable`, `usable`). Rows of a dataset → those to learn from and those to judge by.
 * Answers → the file that is handed in. No file here knows a column by its name. */

/** CSV text from rows of cells, by @std/csv (`std_csv` fetches it) or papaparse. */
export { papaRow, writeTable } from "./csv.ts";
/** What the engine may ask of data. */
export {
  allRows,
  classesOf,
  type Dataset,
  dataset,
  type DatasetParts,
  identityOf,
  isDataset,
  taskOf,
  withColumns,
} from "./dataset.ts";
/** Labels finer than the task's classes. */
export { type FineLabels, fineLabels } from "./fine.ts";
/** A share of some rows, drawn, and the rest. */
export { setAside } from "./aside.ts";
/** Rows dealt into folds, every class evenly; rows with tags, every tag. */
export { stratifiedFolds } from "./folds.ts";
export { iterativeFolds } from "./tag_folds.ts";
/** Which rows belong together, as numbers. */
export { groupByText, groupByValues } from "./groups.ts";
/** A class's name without what only its spelling tells apart. */
export { spellingKey } from "./labels.ts";
/** The file that is handed in. */
export { type ExportOptions, exportPredictions, fileNamePart } from "./prediction.ts";
/** File → Dataset. */
export { parseTable, readBytes, type ReadOptions, readTable } from "./read.ts";
/** The file as it came. */
export type { RawTable } from "./records.ts";
/** What a table means. */
export {
  categoryNames,
  type ClassColumn,
  columnsOfKind,
  type ColumnSpec,
  type DateColumn,
  type Group,
  isDatePart,
  type Key,
  type LabelNeed,
  measuredNames,
  type NumberColumn,
  numberNames,
  type Range,
  type Schema,
  type Source,
  sourceIn,
  type TagColumns,
  type TextColumn,
} from "./schema.ts";
/** Rows to learn from and rows to judge by. */
export {
  holdOut,
  type Provenance,
  provenanceOf,
  type Split,
  type SplitOptions,
  stratifiedKFold,
} from "./split.ts";
/** Files on top of each other, as one. */
export { stackDatasets } from "./stack.ts";
/** Where @std/csv is looked for. */
export { jsrUrl } from "./std_csv.ts";
/** Whether files can be learnt from. */
export { checkUsable, type OtherFile } from "./usable.ts";
