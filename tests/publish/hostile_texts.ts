/** Texts that would act, vanish or break something if they were not escaped. */
import { JSDOM } from "jsdom";
import { assert, assertEquals } from "../assert.ts";

/** What a title, an album, a genre or a name may be. */
export const HOSTILE: readonly string[] = [
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(2)">',
  "\"onmouseover='alert(3)' x=\"",
  "'><svg/onload=alert(4)>",
  "</script><script>alert(5)</script>",
  "]]><!-- --!> <![CDATA[",
  "</table></td></title></style></textarea>",
  "javascript:alert(6)",
  '<a href="https://evil.example">click</a>',
  "[click](https://evil.example) ![x](data:image/png,x)",
  "https://evil.example www.evil.example a@evil.example",
  "<b>bold</b><br>line<sub>sub</sub><extra>box</extra>",
  "&lt;b&gt; &amp;amp; &#60;script&#62; r&b;",
  "%{x} %{customdata} ${alert(7)} {{7*7}}",
  "\\input{/etc/passwd} \\write18{ls} ^^5c ^^M",
  "100% $x_1$ #1 ~ {}} & \\\\ [9cm] *",
  "[9cm] at the start of a row",
  '=HYPERLINK("https://evil.example","x")',
  "+1+1",
  "-2+3",
  "@SUM(1)",
  "\t=1+1",
  "`code` | cell | *strong* __strong__ ~~gone~~",
  "# heading",
  "- item",
  "1. item",
  "a\\b\\\\c",
  "\u202egnp.exe \u2066isolated",
  "\u001b[31mred\u0007",
  "👩‍🎤🎉 夜 ليل Ночь e\u0301",
  "null",
  "__proto__",
  "constructor",
];

const { window } = new JSDOM(), parser = new window.DOMParser(); // one reads all

/** A page as a browser reads it. */
export const parse = (html: string): Document => parser.parseFromString(html, "text/html");

/** A picture as a browser reads it, which must be well-formed. */
export function parseSvg(svg: string): Document {
  const document = parser.parseFromString(svg, "image/svg+xml");
  assertEquals(document.querySelectorAll("parsererror").length, 0, svg);
  return document;
}

/** Nothing in a page acts, but for what is named. */
export function assertInert(document: Document, { scripts = 0 } = {}): void {
  assertEquals(document.querySelectorAll("script").length, scripts);
  assertEquals(document.querySelectorAll("iframe,object,embed,base,meta[http-equiv]").length, 0);
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      assert(!name.startsWith("on") || value === "return false", `${name}=${value}`);
      const leads = ["href", "src", "action"].includes(name) &&
        /^\s*(?:javascript:|data:(?!image\/)|(?:https?:)?\/\/|mailto:.*evil)/i.test(value);
      assert(!leads, `${element.tagName} ${name}=${value}`);
    }
  }
}
/** With single spaces, none at the ends, as pages and pictures show a text. */
export const spaces = (text: string) => text.replace(/\u200b/g, "").replace(/\s+/g, " ").trim();
