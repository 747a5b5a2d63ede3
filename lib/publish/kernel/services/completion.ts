/** What could be typed next, as Jupyter asks for it. */
import type { CellsModule } from "./cells_module.ts";
import type { Range } from "./language_server.ts";
import { offsetAt } from "./places.ts";
import type { Completion } from "./service.ts";

/** What a proposal replaces; by `insert` only what stands before the cursor. */
type TextEdit =
  & { readonly newText: string }
  & ({ readonly range: Range } | { readonly insert: Range });

/** A proposal of the language server. */
export interface CompletionItem {
  readonly label: string;
  /** Where it is not the label. */
  readonly insertText?: string;
  readonly sortText?: string;
  readonly kind?: number;
  readonly textEdit?: TextEdit;
}

/** Names of the protocol's kinds, from 1. */
const KINDS =
  ("text method function constructor property variable class interface module property unit " +
    "value enum keyword snippet color file reference folder enum constant struct event operator type")
    .split(" ");

/** Most proposals of one answer. Where nothing is typed yet, there are a thousand names of the platform. */
const MOST = 300;

/** Proposals that go on with what stands before the cursor; undefined where there are none.
 * @param cursor in UTF-16 units of the cell */
export function completionOf(
  items: readonly CompletionItem[],
  module: CellsModule,
  cell: string,
  cursor: number,
): Completion | undefined {
  const word = cell.slice(0, cursor).match(/[\p{ID_Continue}$#]*$/u)![0];
  // of paths all have one; elsewhere it replaces more than a name (`a.` by `a["b c"]`): left out
  const edits = items.every(({ textEdit }) => textEdit), edit = edits && items[0]?.textEdit;
  const edited = edit && offsetAt(module.text, ("range" in edit ? edit.range : edit.insert).start);
  const from = edited && module.toCell(edited) || cursor - word.length;
  const typed = cell.slice(from, cursor);
  const texts = new Map<string, string>(); // and their types
  const sorted = items.toSorted((a, b) => {
    const [one, other] = [a.sortText ?? a.label, b.sortText ?? b.label];
    return one < other ? -1 : one > other ? 1 : 0;
  });
  for (const { label, insertText, textEdit, kind } of sorted) {
    if (textEdit && !edits) continue;
    const text = textEdit?.newText ?? insertText ?? label.replace(/\?$/, "");
    const fits = text.toLowerCase().startsWith(typed.toLowerCase());
    if (fits && !texts.has(text)) texts.set(text, KINDS[(kind ?? 1) - 1] ?? "text");
  }
  // who typed a capital letter means it
  const exact = [...texts.keys()].filter((text) => text.startsWith(typed));
  const matches = (exact.length ? exact : [...texts.keys()]).slice(0, MOST);
  if (!matches.length) return undefined;
  const types = matches.map((text) => ({ text, type: texts.get(text)!, start: from, end: cursor }));
  const metadata = { _jupyter_types_experimental: types };
  return { matches, start: from, end: cursor, metadata };
}
