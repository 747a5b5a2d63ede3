import { cpSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildSite } from "../../lib/publish/site/build.ts";
import { writeStudiesPage } from "../../lib/publish/site/studies_page.ts";
import { serve } from "../../lib/publish/site/serve.ts";
import { chromium } from "../needs.ts";
import { assert, assertEquals } from "../assert.ts";
import { type Browser, faults, type Page, turn, visit, withBrowser } from "./browser.ts";
import { made, withStudy } from "./study_output.ts";

const PAGES = [
  "index.html",
  "notebooks/01_stats.html",
  "notebooks/02_baselines.html",
  "cards/base.html",
];
const DECKS = ["slides/index.html", "slides/01_stats.html"];

/** A page of each kind. */
const ONE_OF_A_KIND = ["index.html", "notebooks/01_stats.html", "cards/base.html", DECKS[1]];

type Body = (site: { url: string; folder: string }, browser: Browser) => Promise<void>;
const steps: [name: string, body: Body][] = [];
const inBrowser = (name: string, body: Body) => steps.push([name, body]);

const settled = (page: Page) => page.waitForTimeout(300);
const figuresOf = (page: Page) => page.locator("[data-figure]").all();
const width = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

inBrowser(
  "pages and slides load from the disk with an empty console, and ask no other machine; axe finds no serious fault, light or dark",
  async ({ url }, browser) => {
    for (const address of [...PAGES, ...DECKS]) {
      const { page, said, asked } = await visit(browser, url + address);
      await settled(page);
      assert(await page.locator("h1, h2").first().isVisible(), `${address} shows nothing`);
      if (ONE_OF_A_KIND.includes(address)) {
        await page.locator("details").evaluateAll((all) =>
          all.forEach((one) => one.setAttribute("open", ""))
        );
        assertEquals([address, await faults(page)], [address, []]);
        await turn(page, "dark");
        for (const figure of address.startsWith("slides") ? [] : await figuresOf(page)) {
          await figure.scrollIntoViewIfNeeded();
          await figure.locator(".main-svg").first().waitFor();
        }
        await settled(page);
        assertEquals([address, "dark", await faults(page)], [address, "dark", []]);
      }
      assertEquals([address, said, asked], [address, [], []]);
    }
  },
);

inBrowser("the same pages load from the server", async ({ folder }, browser) => {
  const server = serve(folder);
  try {
    for (const address of ["", "notebooks/01_stats.html", "slides/"]) {
      const { page, said } = await visit(browser, server.url + address);
      await settled(page);
      assertEquals([address, said], [address, []]);
    }
  } finally {
    await server.stop();
  }
});

inBrowser("on a telephone no page is wider than the screen", async ({ url }, browser) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  for (const address of PAGES) {
    const { page, said } = await visit(browser, url + address, phone);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await settled(page);
    assertEquals([address, await width(page)], [address, 390]);
    if (ONE_OF_A_KIND.includes(address)) {
      assertEquals([address, await faults(page)], [address, []]);
    }
    assertEquals([address, said], [address, []]);
  }
});

inBrowser(
  "on dark paper the page over all studies shows dark pictures",
  async ({ folder }, browser) => {
    const all = await Deno.makeTempDir(), page = join(all, "index.html");
    cpSync(folder, join(all, "made", "site"), { recursive: true });
    assertEquals(await writeStudiesPage(join(all, "made"), page), 1);
    const filters = async (colorScheme: "light" | "dark") => {
      const visited = await visit(browser, pathToFileURL(page).href, { colorScheme });
      assertEquals([visited.said, visited.asked, await faults(visited.page)], [[], [], []]);
      return await visited.page.locator(".studies img").evaluateAll((all) =>
        all.map((one) => getComputedStyle(one).filter)
      );
    };
    assertEquals(await filters("light"), ["none"]);
    assert((await filters("dark")).every((filter) => filter.startsWith("invert(0.9)")));
    await Deno.remove(all, { recursive: true });
  },
);

inBrowser(
  "on a telephone's dark paper names beside bars keep apart, nothing stands on a caption, and small pictures are whole",
  async ({ url, folder }, browser) => {
    const long = "a model that has a name of very many words, so that they fill several lines";
    const file = `${folder}/figures/leaderboard.js`, text = await Deno.readTextFile(file);
    const renamed = text.replaceAll(/"ticktext":\[[^\]]*\]/g, (names) => {
      const { ticktext } = JSON.parse(`{${names}}`);
      return `"ticktext":${JSON.stringify(ticktext.map(() => long))}`;
    });
    assert(renamed !== text, "the leaderboard has no names");
    await Deno.writeTextFile(file, renamed);
    const { page, said } = await visit(browser, `${url}index.html`, {
      ...{ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
      colorScheme: "dark",
    });
    const board = page.locator('[data-figure="figures/leaderboard"]');
    await board.scrollIntoViewIfNeeded();
    await board.locator(".ytick text").first().waitFor();
    const names = await board.locator(".ytick text").evaluateAll((all) =>
      all.map((one) => one.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom }))
    );
    names.sort((a, b) => a.top - b.top);
    assert(names.length > 1 && names.slice(1).every(({ top }, i) => top >= names[i].bottom));
    assertEquals(await board.locator(".modebar-btn").count(), 0);
    const small = page.locator(".picture [data-figure]").first();
    await small.evaluate((figure) => figure.classList.add("panels"));
    await small.scrollIntoViewIfNeeded();
    await small.locator(".main-svg").first().waitFor();
    const [own, drawn] = await small.evaluate((figure) =>
      [figure, figure.querySelector(".main-svg")!].map((it) => it.getBoundingClientRect().right)
    );
    assert(drawn <= own + 1, `a picture is cut: ${drawn} of ${own}`);
    await Deno.writeTextFile(file, text);
    assertEquals(said, []);
  },
);

inBrowser(
  "a wide table takes the room beside the text, but not the page's margin",
  async ({ url }, browser) => {
    const address = `${url}notebooks/01_stats.html`;
    const cell = "<td>as many words as fill a column of this table</td>";
    for (const [screen, room] of [[1280, 918], [1440, 1078], [1920, 1328]]) {
      const { page } = await visit(browser, address, { viewport: { width: screen, height: 900 } });
      const add = (place: string, columns: number) =>
        page.locator(place).first().evaluate((parent, row) => {
          const table = document.createElement("div");
          table.className = "table";
          table.innerHTML = `<table><tr>${row}</tr></table>`;
          parent.append(table);
          return { width: table.clientWidth, content: table.scrollWidth };
        }, cell.repeat(columns));
      const prose = await add(".text", 4), numbers = await add(".output", 9);
      assertEquals([screen, prose.content], [screen, prose.width]);
      assertEquals([screen, numbers.width], [screen, room]);
      assertEquals(await width(page), screen);
      const line = page.locator(".text > p").first();
      assertEquals(await line.evaluate(({ clientWidth }) => clientWidth), 704);
    }
  },
);

inBrowser(
  "a figure is a picture until the mouse is on it, then interactive",
  async ({ url }, browser) => {
    const { page, said } = await visit(browser, `${url}notebooks/01_stats.html`);
    const figure = page.locator("#figure-1");
    assert(await figure.locator("img").isVisible());
    assertEquals(await page.locator(".js-plotly-plot").count(), 0);
    const before = await figure.boundingBox();
    await figure.hover();
    await figure.locator(".js-plotly-plot .bars").waitFor();
    const after = await figure.boundingBox();
    assert(Math.abs(before!.height - after!.height) < 2, "the page moves when a figure wakes");
    assert(!await figure.locator("img").isVisible());
    assert(
      !(await figure.innerHTML()).includes("Share chart"),
      "a figure offers to leave the machine",
    );
    assertEquals(await faults(page), []);
    assertEquals(said, []);
  },
);

inBrowser("the button makes a figure interactive without a mouse", async ({ url }, browser) => {
  const { page } = await visit(browser, `${url}notebooks/01_stats.html`);
  await page.locator("#figure-2 .explore").focus();
  await page.keyboard.press("Enter");
  await page.locator("#figure-2 .js-plotly-plot .heatmaplayer").waitFor();
});

inBrowser(
  "on dark paper figures are drawn dark, and the choice is remembered",
  async ({ url }, browser) => {
    const { page } = await visit(browser, `${url}notebooks/01_stats.html`);
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assertEquals(await paper(), "rgb(255, 255, 255)");
    await page.locator(".theme").click();
    assertEquals(await paper(), "rgb(25, 25, 25)");
    await page.locator("#figure-1").scrollIntoViewIfNeeded();
    await page.locator("#figure-1 .js-plotly-plot").waitFor();
    const drawn = () =>
      page.locator("#figure-1 .main-svg").first().evaluate((svg) =>
        getComputedStyle(svg).backgroundColor
      );
    assertEquals(await drawn(), "rgb(25, 25, 25)");
    await page.reload();
    assertEquals(await paper(), "rgb(25, 25, 25)");
    await page.locator("#figure-1").scrollIntoViewIfNeeded();
    await page.locator(".theme").click();
    await page.locator('#figure-1[data-drawn="light"]').waitFor();
    assertEquals(await drawn(), "rgb(255, 255, 255)");
  },
);

inBrowser(
  "paper that changes while a figure is drawn changes the figure",
  async ({ url }, browser) => {
    const { page } = await visit(browser, `${url}notebooks/01_stats.html`);
    await page.evaluate(() => {
      document.querySelector<HTMLElement>("#figure-1 .explore")!.click();
      document.querySelector<HTMLElement>(".theme")!.click();
    });
    await page.locator('#figure-1[data-drawn="dark"]').waitFor();
    await page.evaluate(() => {
      const theme = document.querySelector<HTMLElement>(".theme")!;
      theme.click();
      theme.click();
      theme.click();
    });
    await page.locator('#figure-1[data-drawn="light"]:not([data-busy])').waitFor();
  },
);

inBrowser(
  "code folds all at once, and what a page holds is listed beside it",
  async ({ url }, browser) => {
    const { page } = await visit(browser, `${url}notebooks/01_stats.html`);
    assert(await page.locator(".code pre").nth(1).isVisible());
    await page.locator(".fold").click();
    assert(!await page.locator(".code pre").nth(1).isVisible());
    assertEquals(await page.locator(".contents a").allInnerTexts(), [
      "What tells genres apart?",
      "Titles",
    ]);
    await page.locator(".contents a").last().click();
    assertEquals(new URL(page.url()).hash, "#titles");
  },
);

inBrowser(
  "slides walk, draw their figures, and give the speaker the notes",
  async ({ url }, browser) => {
    const { page, said } = await visit(browser, `${url}slides/01_stats.html`);
    await page.keyboard.press("ArrowRight");
    await page.locator(".present .js-plotly-plot .bars").waitFor();
    assert(await page.getByRole("heading", { name: "What tells genres apart?" }).isVisible());
    const [speaker] = await Promise.all([page.waitForEvent("popup"), page.keyboard.press("s")]);
    await speaker.locator(".speaker-controls-notes .value", { hasText: "A reading of the figure" })
      .waitFor();
    assertEquals(said, []);
  },
);

Deno.test({
  name: "the site in a real browser",
  ignore: chromium === undefined,
  // playwright keeps processes and pipes that Deno's sanitizers would count
  sanitizeOps: false,
  sanitizeResources: false,
  fn: (test) =>
    withStudy(async (out) => {
      const { folder } = await buildSite(made, out), url = `${pathToFileURL(folder).href}/`;
      await withBrowser(async (browser) => {
        for (const [name, body] of steps) {
          await test.step(name, () => body({ url, folder }, browser));
          for (const context of browser.contexts()) await context.close();
        }
      });
    }),
});
