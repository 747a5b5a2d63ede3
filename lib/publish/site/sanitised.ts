/** HTML that a notebook's cells produced, without what could act: what a cell printed may come from a data file. */
import createDOMPurify, { type DOMPurify } from "dompurify";
import { jsdom } from "../../show/drawing/jsdom.ts";

let purifier: Promise<DOMPurify> | undefined;

/** DOMPurify in a window of its own; opened at the first call. */
function open(): Promise<DOMPurify> {
  return purifier ??= (async () => {
    const { JSDOM } = await jsdom();
    const purify = createDOMPurify(new JSDOM("").window);
    purify.addHook("uponSanitizeAttribute", (_, attribute) => {
      const { attrName, attrValue } = attribute;
      const loads = ["src", "srcset", "poster", "background", "xlink:href"].includes(attrName);
      const elsewhere = loads && !/^(data:(image|audio)\/|#)/i.test(attrValue);
      if (elsewhere || (attrName === "style" && /url\s*\(|@import/i.test(attrValue))) {
        attribute.keepAttr = false; // a page loads nothing from elsewhere
      }
    });
    purify.addHook("afterSanitizeAttributes", (node) => {
      node.removeAttribute("autoplay"); // a page makes no sound by itself
      if (node.nodeName !== "IMG") return;
      if (!node.hasAttribute("src")) node.remove();
      else if (!node.hasAttribute("alt")) node.setAttribute("alt", "");
    });
    return purify;
  })();
}

/** Tables, texts, drawings and sounds as they are; scripts, handlers, forms, frames and whatever loads from elsewhere
 * are taken out.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(await sanitised('<b onclick="x()">1</b><script>alert(1)</script>'), "<b>1</b>");
 * assertEquals(await sanitised('<i>a</i><img src="https://example.org/a.png">'), "<i>a</i>");
 * ```
 */
export async function sanitised(html: string): Promise<string> {
  const purify = await open();
  return purify.sanitize(html, { FORBID_TAGS: ["style", "form", "input", "button", "textarea"] });
}
