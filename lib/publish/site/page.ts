/** What all pages have in common: head, bar on top, foot. */
import { classColours } from "../../show/theme.ts";
import type { Study } from "../study.ts";
import { attributes, type Html, html, raw } from "./html.ts";

/** What every page tells of its study. */
export type Named = Pick<Study, "title" | "short" | "words">;

/** A line of the bar on top. */
export interface NavItem {
  /** From the site's root. */
  readonly href: string;
  /** Short, such as a notebook's number. */
  readonly label: string;
  /** In full, for the tip and for those who hear the page. */
  readonly title: string;
}

/** A page to be framed. */
export interface Page {
  readonly title: string;
  /** The way to the site's root: "" or "../". */
  readonly root: string;
  readonly body: Html;
  readonly nav: readonly NavItem[];
  /** The address of this page from the site's root, by which the bar knows it. */
  readonly here: string;
  readonly foot: string;
  /** Whether it holds formulas. */
  readonly maths?: boolean;
  /** Classes of the body. */
  readonly kind?: string;
}

/** Before anything is drawn: the theme chosen earlier, where the browser remembers it. */
const THEME_FIRST =
  "try{const t=localStorage.getItem('theme');if(t)document.documentElement.dataset.theme=t}catch{}";

/** Left and upper edges of an equaliser's bars. */
const BARS = [[1, 10], [7, 4], [13, 8], [19, 0], [25, 6]] as const;

/** An equaliser in the colours of the study's classes. */
function mark({ words: { colours } }: Named): string {
  const own = Object.values(colours), all = own.length ? own : classColours(BARS.map(String));
  const bars = BARS.map(([x, y], i) =>
    `<rect x="${x}" y="${y}" width="4" height="${24 - y}" rx="1.5" fill="${all[i % all.length]}"/>`
  ).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" class="mark" viewBox="0 0 30 24" ` +
    `aria-hidden="true">${bars}</svg>`;
}

/** The head of any page of the site.
 * @param styles files under assets/ */
export function head(
  study: Named,
  { title, root, styles }: { title: string; root: string; styles: readonly string[] },
): Html {
  const icon = "data:image/svg+xml," + encodeURIComponent(mark(study));
  return html`
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <link rel="icon" href="${icon}">
    ${styles.map((style) => html`<link rel="stylesheet" href="${root}assets/${style}">`)}
    <script>
    ${raw(THEME_FIRST)}
    </script>
  `;
}

/** A whole page, as text. */
export async function framed(study: Named, page: Page): Promise<string> {
  const { title, root, body, nav, here, foot, maths, kind = "" } = page;
  const { short } = study, whole = title === study.title ? title : `${title} · ${short}`;
  const styles = ["site.css", ...(maths ? ["katex/katex.min.css"] : [])];
  const items = nav.map(({ href, label, title }) => {
    const current = href === here ? "page" : undefined;
    const link = { href: root + href, title, "aria-label": title, "aria-current": current };
    return html`
      <li>
        <a${attributes(link)}>${label}</a></li>
    `;
  });
  return String(
    await html`
      <!doctype html>
      <html lang="en">
        <head>
      ${head(study, { title: whole, root, styles })}
      <script defer src="${root}assets/site.js"></script>
      <script defer src="${root}assets/dark.js"></script>
      <script defer src="${root}assets/figures.js"></script>
      <script defer src="${root}assets/player.js"></script>
        </head>
        <body class="${kind}">
          <a class="skip" href="#content">Skip to content</a>
          <header class="bar">
            <a class="home" href="${root}index.html"
              aria-label="${short}: start page">${raw(mark(study))}<span>${short}</span></a>
            <nav aria-label="Site">
              <ul>${items}</ul>
            </nav>
            <button type="button" class="theme" aria-label="Change between light and dark"></button>
          </header>
          <main id="content">
      ${body}
          </main>
          <footer class="foot">
            <p>${foot}</p>
          </footer>
        </body>
      </html>
    `,
  );
}
