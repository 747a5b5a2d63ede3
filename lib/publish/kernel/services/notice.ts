/** What a service has to say below a cell. */
import { escapeHtml } from "../../../show/format.ts";

/** A coloured edge beside the text as it stands, in JupyterLab's letters for code. */
const STYLE =
  "border-left: 3px solid #e69f00; padding-left: .7em; margin: 0; white-space: pre-wrap; " +
  "font-size: var(--jp-code-font-size, inherit); line-height: var(--jp-code-line-height, inherit)";

/** A text by MIME type: no error, so not in red.
 *
 * @example
 * ```ts
 * import { assert } from "../../../../tests/assert.ts";
 * assert(notice("a < b")["text/html"].endsWith(">a &lt; b</pre>"));
 * ```
 */
export const notice = (text: string): Record<string, string> => ({
  "text/plain": text,
  "text/html": `<pre style="${STYLE}">${escapeHtml(text)}</pre>`,
});
