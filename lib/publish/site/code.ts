/** Code in colour, when the page is built: the reader's browser has nothing to do. */
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import json from "highlight.js/lib/languages/json";
import python from "highlight.js/lib/languages/python";
import typescript from "highlight.js/lib/languages/typescript";
import { type Html, html, raw } from "./html.ts";

for (const [name, language] of Object.entries({ bash, json, python, typescript })) {
  hljs.registerLanguage(name, language);
}

/** Code as markup, in the classes of highlight.js; a language that is not known stays plain.
 *
 * @param language such as "ts", "json", "sh"
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(
 *   String(await highlighted('"<b>"', "ts")),
 *   '<code class="hljs"><span class="hljs-string">&quot;&lt;b&gt;&quot;</span></code>',
 * );
 * ```
 */
export function highlighted(code: string, language = ""): Html {
  const known = hljs.getLanguage(language);
  const inside = known ? raw(hljs.highlight(code, { language }).value) : code;
  return html`<code class="hljs">${inside}</code>`;
}
