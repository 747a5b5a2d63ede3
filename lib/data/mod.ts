/** Files to typed tables: bytes, cells, columns, classes, as a schema says; whether they can be
 * learnt from; splits; the file handed in. No file here knows a column by its name.
 *
 * ```text
 *   arff.ts         ARFF, the tables of Weka and Mulan
 *   aside.ts        rows drawn at random, and the rest
 *   cells.ts        cells to numbers and dates
 *   columns.ts      columns that a model may read, checked
 *   csv.ts          rows of cells to CSV, by @std/csv or papaparse
 *   dataset.ts      Dataset: a table of typed columns
 *   decode.ts       bytes to text, with or without byte order marks
 *   fine.ts         labels finer than the task's classes
 *   folds.ts        stratified folds
 *   group_folds.ts  folds that keep groups whole
 *   groups.ts       which rows belong together, as numbers
 *   labels.ts       whether a file's classes can be learnt, and class names by spelling
 *   learnable.ts    whether there are enough rows and classes
 *   prediction.ts   predictions to the file that is handed in
 *   ranges.ts       values outside the range of their column
 *   read.ts         file to Dataset
 *   records.ts      CSV text to header and records, whatever the delimiter
 *   scales.ts       whether two files measure in different units
 *   schema.ts       Schema: the columns of a table and what is to be learnt
 *   split.ts        hold-out and stratified k-fold, by rows or by groups
 *   stack.ts        datasets on top of each other
 *   std_csv.ts      fetches @std/csv from jsr.io without changing deno.lock
 *   tag_folds.ts    folds that spread every tag evenly
 *   typed.ts        one column of cells to numbers, dates or tags
 *   usable.ts       whether files can be learnt from, all faults at once
 *   wide.ts         wide tables of numbers to WideTable
 *   wide_cells.ts   the cells of a wide table, from its bytes
 * ```
 * @module
 */

/** A cell as a number. */
export { parseNumber } from "./cells.ts";
/** CSV text from rows of cells, by @std/csv (`std_csv` fetches it) or papaparse. */
export { harmlessCell, papaRow, type RowWriter, writeTable } from "./csv.ts";
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
export { parseCells, parseTable, readBytes, type ReadOptions, readTable } from "./read.ts";
/** The tags of a table of Mulan's. */
export { mulanTags } from "./arff.ts";
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
/** Wide tables of numbers. */
export { parseWide, type WideTable, wideTable } from "./wide.ts";
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
