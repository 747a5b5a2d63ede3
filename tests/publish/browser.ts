/** Chromium for tests of pages: what it says in its console, and what it asks of other machines, is kept. */
import type { Browser, BrowserContextOptions, Page } from "npm:playwright-core@1.65.1";
import axe from "npm:axe-core@4.14.1";
import { chromium } from "../needs.ts";

export type { Browser, BrowserContextOptions, Page };

/** A page and what came of it. */
export interface Visit {
  readonly page: Page;
  /** Everything in the console, and every error. */
  readonly said: string[];
  /** Addresses that no page may ask for. */
  readonly asked: string[];
}

/** Runs `use` with a browser, which ends with it.
 * @param more arguments for it, beside the usual ones */
export async function withBrowser(
  use: (browser: Browser) => Promise<void>,
  more: readonly string[] = [],
): Promise<void> {
  const playwright = await import("npm:playwright-core@1.65.1");
  const browser = await playwright.chromium.launch({
    executablePath: new TextDecoder().decode(
      (await new Deno.Command("which", { args: [chromium!] }).output()).stdout,
    ).trim(),
    args: [
      ...["--no-sandbox", "--headless", "--disable-gpu", "--disable-quic", "--no-first-run"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
      ...more,
    ],
  });
  try {
    await use(browser);
  } finally {
    await browser.close();
  }
}

/** Opens an address in a window of its own; whatever is neither a file nor on localhost is refused and kept. */
export async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const said: string[] = [], asked: string[] = [];
  await context.route(/.*/, (route) => {
    const url = route.request().url();
    if (/^(file:|data:|blob:|http:\/\/localhost:)/.test(url)) return route.continue();
    asked.push(url);
    return route.abort();
  });
  const page = await context.newPage();
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => said.push(`failed: ${request.url()}`));
  page.on("response", (answer) => {
    if (answer.status() >= 400) said.push(`${answer.status()}: ${answer.url()}`);
  });
  await page.goto(address);
  return { page, said, asked };
}

/** Shows a page that is open in another theme, and waits until its colours have arrived. */
export async function turn(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(() =>
    Promise.allSettled(
      document.getAnimations().filter((one) => one instanceof CSSTransition)
        .map(({ finished }) => finished),
    )
  );
}

/** What axe-core calls serious or critical, and regions of one name, one line each. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    // a page from the disk may not read its style sheets, which axe would try
    // deno-lint-ignore no-explicit-any -- the page's own global
    const { violations } = await (globalThis as any).axe.run({ preload: false });
    return violations as import("npm:axe-core@4.14.1").Result[];
  });
  const counts = ({ id, impact }: (typeof found)[number]) =>
    impact === "serious" || impact === "critical" || id === "landmark-unique";
  return found.filter(counts)
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" | ")}`);
}
