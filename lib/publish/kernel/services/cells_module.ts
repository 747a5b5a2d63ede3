/** The cells that ran so far and one more, as one module that can be type-checked.
 *
 * A kernel lets every cell declare a name again, a module does not. So each cell stands in a function
 * inside the one before: what it declares hides what the earlier ones did, and no `if` or assignment
 * of an earlier cell narrows a variable's type in a later one. Imports are allowed at a module's top
 * alone; there they are gathered, of each name the latest.
 */
import { scan } from "./scan.ts";

/** A module's text, and where the newest cell is in it. Places are offsets in UTF-16 units. */
export interface CellsModule {
  readonly text: string;
  /** Where the cell's `offset` stands in the module. */
  toModule(offset: number): number;
  /** Where in the cell the module's `offset` is; undefined where it belongs to another. */
  toCell(offset: number): number | undefined;
}

/** One name that an import brings. */
interface Binding {
  readonly name: string;
  /** The import statement that brings this name alone. */
  readonly statement: string;
}

/** An import statement of a cell. */
interface Import {
  readonly start: number;
  readonly end: number;
  readonly bindings: readonly Binding[];
}

/** Most cells that are remembered; then the oldest whose code has run again is forgotten. */
const MOST_CELLS = 150;

/** What the cells that ran have declared. */
export class CellsContext {
  #imports = new Map<string, string>();
  #cells: { source: string; body: string; names: ReadonlySet<string> }[] = [];

  /** Takes a cell that was executed; one that does not parse would hide all others: leave it out. */
  add(source: string): void {
    const { plain, open, unended, broken } = scan(source);
    if (broken || unended || open.length) return;
    const imports = importsOf(source, plain);
    for (const { name, statement } of imports.flatMap(({ bindings }) => bindings)) {
      this.#imports.set(name, statement);
      // the import hides what an earlier cell called so: there it gets another name
      for (const cell of this.#cells) {
        if (cell.names.has(name)) cell.body = renamed(cell.body, name);
      }
    }
    const body = withoutImports(source, plain, imports);
    this.#cells.push({ source, body, names: declared(body) });
    if (this.#cells.length <= MOST_CELLS) return;
    const again = this.#cells.findIndex((cell, at) =>
      this.#cells.some((later, place) => place > at && later.source === cell.source)
    );
    this.#cells.splice(Math.max(0, again), 1);
  }

  /** Forgets everything, as a kernel that starts again does. */
  clear(): void {
    this.#imports.clear();
    this.#cells.length = 0;
  }

  /** A module that ends with `source` as its newest cell. */
  module(source: string): CellsModule {
    const { plain, open } = scan(source), imports = importsOf(source, plain);
    const own = new Set(imports.flatMap(({ bindings }) => bindings.map(({ name }) => name)));
    const parts: { from: number; to: number; at: number }[] = []; // from..to of the cell stands at `at`
    const before = [...this.#imports].flatMap(([name, statement]) =>
      own.has(name) ? [] : [statement]
    );
    let text = ["export {};", ...before, ""].join("\n");
    for (const { start, end } of imports) {
      parts.push({ from: start, to: end, at: text.length });
      text += `${source.slice(start, end)}\n`;
    }
    const names = [...own];
    for (const cell of this.#cells) {
      const hidden = names.filter((name) => cell.names.has(name));
      text += `void (async () => {\n${hidden.reduce(renamed, cell.body)}\n`;
    }
    text += "void (async () => {\n";
    parts.push({ from: 0, to: source.length, at: text.length });
    // what is being typed is closed, or it would take the ends of the functions around it
    const closed = open.toReversed().map((at) => ({ "(": ")", "[": "]" })[source[at]] ?? "}").join(
      "",
    );
    text += `${withoutImports(source, plain, imports)}\n${closed}\n`;
    text += `${"});".repeat(this.#cells.length + 1)}\n`;
    return {
      text,
      toModule(asked) {
        const offset = Math.min(asked, source.length);
        const { from, at } = parts.find(({ from, to }) => from <= offset && offset <= to)!;
        return at + offset - from;
      },
      toCell(offset) {
        const part = parts.find(({ from, to, at }) => at <= offset && offset <= at + to - from);
        return part && offset - part.at + part.from;
      },
    };
  }
}

const STATEMENT = /import\b([^"';]*)["']([^"'\n]*)["'](?:\s*with\s*(\{[^}]*\}))?[ \t]*;?/y;

/** The import statements of a cell, however many lines they take. */
export function importsOf(source: string, plain: string = scan(source).plain): Import[] {
  const found: Import[] = [];
  for (const { index: start } of plain.matchAll(/(?<=^|[;}\n]\s*)import\b(?!\s*[(.])/g)) {
    STATEMENT.lastIndex = start;
    const [text, words, specifier, attributes] = STATEMENT.exec(source) ?? [];
    if (text === undefined) continue;
    const tail = ` from ${JSON.stringify(specifier)}${attributes ? ` with ${attributes}` : ""};`;
    const clause = words.replace(/\/\*[^]*?\*\/|\/\/.*/g, " ").match(/^([^]*)\bfrom\s*$/)?.[1]
      .trim();
    found.push({ start, end: start + text.length, bindings: clause ? bindings(clause, tail) : [] });
  }
  return found;
}

/** `tail` is all that follows the names. */
function bindings(clause: string, tail: string): Binding[] {
  const [, type = "", names] = clause.match(/^(type\s+(?![,]|$))?([^]*)$/)!;
  const [, alone, list = ""] = names.match(/^([^{]*)(?:\{([^}]*)\})?/)!;
  const parts = (text: string) => text.split(",").map((part) => part.trim()).filter(Boolean);
  const head = `import ${type.trim()}${type && " "}`;
  return [
    ...parts(alone).map((part) => ({
      name: part.replace(/^\*\s*as\s+/, ""),
      statement: `${head}${part}${tail}`,
    })),
    ...parts(list).map((part) => ({
      name: part.split(/\s+as\s+/).at(-1)!.replace(/^type\s+/, ""),
      statement: `${head}{ ${part} }${tail}`,
    })),
  ];
}

/** The cell with spaces for its imports, and for `export`, which no function can hold. */
function withoutImports(source: string, plain: string, imports: readonly Import[]): string {
  const spaces = (text: string) => text.replace(/[^\n]/g, " ");
  let body = source;
  for (const { start, end } of imports) {
    body = body.slice(0, start) + spaces(body.slice(start, end)) + body.slice(end);
  }
  for (const { index } of plain.matchAll(/(?<=^|[;}\n]\s*)export(?=\s+[a-ce-z])/g)) {
    body = body.slice(0, index) + spaces("export") + body.slice(index + 6);
  }
  return body;
}

/** At least all names that a body declares: where values are declared, all names of the statement. */
function declared(body: string): ReadonlySet<string> {
  const names = new Set<string>();
  const declarations =
    /\b(?:(?:function\*?|class|enum|type|interface)\s+([\p{ID_Continue}$]+)|(?:const|let|var)\s([^;]*))/gu;
  for (const [, name, values = ""] of scan(body).plain.matchAll(declarations)) {
    if (name) names.add(name);
    for (const [word] of values.matchAll(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu)) names.add(word);
  }
  return names;
}

/** A body in which a name is another, but where it is a property's. */
const renamed = (body: string, name: string): string => {
  const word = `${name.replaceAll("$", "\\$")}(?![\\w$])`, key = `(?<=[{,;]\\s*)${word}\\??:`;
  return body.replace(
    new RegExp(`(?!${key})(?<![\\w$.])${word}`, "g"),
    () => `${name}_earlier`,
  );
};
