/** Templates: TeX with tags, filled from data in which nothing can be missing unseen. */
import { Eta } from "eta";
import { InputError } from "../../core/errors.ts";

const eta = new Eta({
  useWith: true, // names without "it."
  autoEscape: false, // data are TeX already
  autoFilter: true,
  filterFunction: printed,
  debug: true, // errors tell the line
  autoTrim: false,
});

/** A template filled: `<%= name %>` prints, `<% if (…) { %> … <% } %>` decides. A line that holds nothing but a tag that
 * prints nothing leaves no line.
 *
 * @param data what the tags may name; a name that it lacks is an error, and so is printing what is not text
 * @param file the template's name, for errors
 * @throws {InputError} with the line and what is missing in it
 * @example
 * ```ts
 * import { assertEquals, assertFails } from "../../../tests/assert.ts";
 * const data = { forest: { accuracy: "59\\,\\%", folds: 5 }, lead: undefined };
 * const template = "It is right in\n<% if (lead) { %>\nall\n<% } else { %>\n<%= forest.accuracy %>\n<% } %>\nof cases.";
 * assertEquals(fill(template, data, "a.tex"), "It is right in\n59\\,\\%\nof cases.");
 * await assertFails(() => fill("\n<%= forest.acuracy %>", data, "a.tex"), "a.tex, row 2", "forest.acuracy");
 * await assertFails(() => fill("<%= lead %>", data, "a.tex"), "a.tex, row 1", "lead", "undefined");
 * ```
 */
export function fill(
  template: string,
  data: Readonly<Record<string, unknown>>,
  file: string,
): string {
  const comment = /<%\/\*[^]*?\*\/%>/g,
    alone = /^[ \t]*(<%(?![=~])(?:(?!%>)[^])*?)[-_]?%>[ \t]*\r?\n/gm;
  const source = template.replace(comment, (text) => `<%${text.replace(/[^\n]+/g, "")}%>`)
    .replace(alone, "$1-%>\n"); // the same lines, so that errors tell the template's
  try {
    const text = eta.render(eta.compile(source), strict(data, ""), { filepath: file });
    return text.replace(/\n{3,}/g, "\n\n");
  } catch (error) {
    throw told(error as Error, source, file);
  }
}

/** What a tag prints. */
function printed(value: unknown): string {
  if (typeof value === "string") return value;
  if (Number.isInteger(value)) return String(value);
  const what = typeof value === "number"
    ? `the number ${value}, which needs decimals`
    : typeof value === "object" && value
    ? "several figures"
    : String(value);
  throw new Error(`this tag gives ${what}; expected text`);
}

/** The same data, but that a name which they lack is an error.
 * @param seen what was wrapped, so that one thing stays one thing */
function strict<T>(data: T, path: string, seen = new WeakMap<object, object>()): T {
  if (typeof data !== "object" || data === null) return data;
  const known = seen.get(data);
  if (known) return known as T;
  const at = (key: string) => path ? `${path}.${key}` : key;
  const proxy = new Proxy(data, {
    // at the top every name is looked up here, but for eta's own
    has: (target, key) =>
      path ? Reflect.has(target, key) : typeof key === "string" && !key.startsWith("__eta"),
    get(target, key) {
      const value = Reflect.get(target, key);
      if (typeof key === "symbol") return value;
      if (Array.isArray(target) ? key in target : Object.hasOwn(target, key)) {
        return strict(value, at(key), seen);
      }
      const there = Array.isArray(target)
        ? `${target.length} items`
        : Object.keys(target).join(", ");
      throw new Error(`there is no ${at(key)}; there is ${there}`);
    },
  });
  seen.set(data, proxy);
  return proxy;
}

/** eta's error as one that names the template's line and what stands there. */
function told(error: Error, source: string, file: string): InputError {
  const row = Number(/(?::(\d+)\n| at line (\d+) )/.exec(error.message)?.slice(1).find(Boolean));
  const cause = error.cause instanceof Error ? error.cause : error;
  const what = cause.message.split("\n")[0];
  if (!row) return new InputError(what, { file }, { cause });
  return new InputError(what, { file, row, found: source.split("\n")[row - 1].trim() }, { cause });
}
