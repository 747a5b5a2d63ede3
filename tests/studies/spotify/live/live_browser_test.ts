import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { matrix } from "../../../../lib/core/matrix.ts";
import { loadModel } from "../../../../lib/nn/save.ts";
import { predictProbabilities } from "../../../../lib/nn/predict.ts";
import { floats } from "../../../../lib/core/base64.ts";
import { hashOf } from "../../../../lib/studies/spotify/live/browser/state.ts";
import { openEncoder } from "../../../../lib/studies/spotify/live/encoder.ts";
import { inputs, TOLD } from "../../../../lib/studies/spotify/live/network.ts";
import type { Demo } from "../../../../lib/studies/spotify/live/recipe.ts";
import { serve } from "../../../../lib/publish/site/serve.ts";
import { assert, assertAllClose, assertEquals } from "../../../assert.ts";
import { chromium, longTests } from "../../../needs.ts";
import {
  type Browser,
  type BrowserContextOptions,
  faults,
  type Page,
  visit,
  withBrowser,
} from "../../../publish/browser.ts";
import { type LiveSite, withLive } from "./live_site.ts";
import { TITLE } from "../../../publish/study_output.ts";

type Body = (site: LiveSite & { url: string }, browser: Browser) => Promise<void>;
const steps: [name: string, body: Body][] = [];
const inBrowser = (name: string, body: Body) => steps.push([name, body]);
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Opens the page and waits for the network. */
async function open(browser: Browser, address: string, options: BrowserContextOptions = {}) {
  const found = await visit(browser, address, options);
  await found.page.waitForSelector("html[data-live=ready]");
  return found;
}

/** The slow parts follow when nothing has moved for a moment. */
const settled = (page: Page) => page.waitForTimeout(400);
const readDemo = async (out: string): Promise<Demo> =>
  JSON.parse(await Deno.readTextFile(join(out, "live", "demo.json")));
/** The probabilities that the bars show. */
const bars = (page: Page) =>
  page.locator(".told li").evaluateAll((all) =>
    all.map((bar) => Number((bar as HTMLElement).style.getPropertyValue("--share")))
  );

inBrowser(
  "the page loads from the disk and from the server, console empty, and asks no other machine",
  async ({ url, folder }, browser) => {
    const server = serve(folder);
    try {
      for (const address of [`${url}live/index.html`, `${server.url}live/`]) {
        const { page, said, asked } = await open(browser, address);
        await settled(page);
        assertEquals([said, asked], [[], []]);
        assert(Math.abs((await bars(page)).reduce((sum, p) => sum + p) - 1) < 1e-5);
        assertEquals(await page.locator(".neighbours button:visible").count(), 6);
      }
      const { page } = await visit(browser, `${server.url}index.html`);
      await page.getByRole("link", { name: "Try it live" }).click();
      await page.waitForSelector("html[data-live=ready]");
    } finally {
      await server.stop();
    }
  },
);

inBrowser("the browser's probabilities are those of Deno, with texts and without", async (
  { url, out },
  browser,
) => {
  const { encoder: saved, recordings, presets }: Demo = await readDemo(out);
  const encoder = openEncoder(saved), model = await loadModel(join(out, "live"));
  const d = saved.columns.length, all = floats(recordings.values);
  const chosen = [...new Set([...presets.map(({ recording }) => recording), 0, 100, 200])];
  const sound = matrix(
    chosen.length,
    saved.columns.map(({ name }) => name),
    Float32Array.from(chosen.flatMap((i) => [...all.subarray(i * d, (i + 1) * d)])),
  );
  const of = (list: readonly string[]) => chosen.map((i) => list[i]);
  const heard = encoder.hear({ title: of(recordings.titles), album: of(recordings.albums) });
  const { page, said } = await open(browser, `${url}live/index.html`);
  for (const told of [TOLD[0], TOLD[3]]) {
    const expected = await predictProbabilities(
      model,
      inputs(sound, heard, told, encoder),
      saved.genres,
    );
    for (const [at, recording] of chosen.entries()) {
      const hash = hashOf({
        values: [...sound.data.subarray(at * d, (at + 1) * d)],
        title: recordings.titles[recording],
        album: recordings.albums[recording],
        reads: told.title,
      });
      await page.evaluate((hash) => {
        const changed = new Promise((done) => addEventListener("hashchange", done, { once: true }));
        location.hash = hash;
        return changed;
      }, hash);
      const k = saved.genres.length, own = expected.data.subarray(at * k, (at + 1) * k);
      assertAllClose(await bars(page), own, { relative: 0, absolute: 1e-5 });
    }
    await settled(page);
    assert((await page.locator(".truth").innerText()).startsWith("In the data:"));
  }
  model.dispose();
  assertEquals(said, []);
});

inBrowser("bars answer a slider within 50 ms", async ({ url }, browser) => {
  const { page } = await open(browser, `${url}live/index.html`);
  await settled(page);
  const times = await page.evaluate(() => {
    const slider = document.querySelector<HTMLInputElement>("#set-energy")!;
    const bar = document.querySelector(".told .bar-fill")!;
    const { min, max } = slider, took: number[] = [];
    for (let step = 0; step <= 40; step++) {
      const start = performance.now(), before = getComputedStyle(bar).transform;
      slider.value = String(Number(min) + step / 40 * (Number(max) - Number(min)));
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      if (getComputedStyle(bar).transform !== before) took.push(performance.now() - start);
    }
    return took.sort((a, b) => a - b);
  });
  assert(times.length > 30, `the bars moved ${times.length} times in 41 steps`);
  const middle = times[times.length >> 1];
  assert(middle < 50, `half of the answers took more than ${middle} ms`);
});

inBrowser("sliders go by mouse and keyboard, and are heard", async ({ url }, browser) => {
  const { page } = await open(browser, `${url}live/index.html`);
  const slider = page.getByRole("slider", { name: "Year" });
  const box = (await slider.boundingBox())!;
  const first = await bars(page);
  await page.mouse.move(box.x + box.width * .9, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * .1, box.y + box.height / 2, { steps: 8 });
  await page.mouse.up();
  const second = await bars(page), year = await slider.getAttribute("aria-valuetext");
  assert(Math.max(...first.map((p, g) => Math.abs(p - second[g]))) > .01, "no bar moved");
  assert(Number(year) < 1980, `the year is ${year}`);
  await page.keyboard.press("ArrowRight");
  assertEquals(await slider.getAttribute("aria-valuetext"), String(Number(year) + 1));
  await page.waitForTimeout(900);
  const heard = await page.getByRole("status").innerText();
  assert(/^Likeliest: .+, \d+ %, then /.test(heard), heard);
  assertEquals(await page.locator(".truth").innerText(), "Not a track of the data: you made it.");
  await page.getByRole("button", { name: "Back to the track" }).click();
  assertAllClose(await bars(page), first, { relative: 0, absolute: 1e-6 });
});

inBrowser("an address brings everything back, in another window too", async ({ url }, browser) => {
  const { page } = await open(browser, `${url}live/index.html`);
  await page.getByLabel("Tempo").fill("150");
  await page.getByLabel("Mode").selectOption({ label: "minor" });
  await page.getByLabel("Title").fill(TITLE);
  await page.getByLabel("Let the network read them").uncheck();
  await settled(page);
  const shown = await bars(page), address = page.url();
  const other = await open(browser, address);
  assertAllClose(await bars(other.page), shown, { relative: 0, absolute: 1e-5 });
  assertEquals(await other.page.getByLabel("Title").inputValue(), TITLE);
  assertEquals(await other.page.getByLabel("Mode").inputValue(), "0");
  assert(!await other.page.getByLabel("Let the network read them").isChecked());
  const broken = await open(browser, `${url}live/index.html#set=1+2+%E0%A4%A&title=%`);
  assertEquals(broken.said, []); // half an address is none: the first track stands there
  assert((await broken.page.getByLabel("Title").inputValue()) !== "");
});

inBrowser("a title with markup and emoji is a text like any other", async ({ url }, browser) => {
  const { page, said } = await open(browser, `${url}live/index.html`);
  const scripts = await page.locator("script").count();
  for (const text of [TITLE, '"><img src=x onerror=alert(1)>', "👩‍👩‍👧 \u202egnos", "a".repeat(5000)]) {
    await page.getByLabel("Title").fill(text);
    await page.getByLabel("Album").fill(text);
    await settled(page);
    const words = await page.locator(".words .word").first().innerText();
    assert(words.startsWith(text.split(/\s/)[0].slice(0, 200)), words);
    assertEquals(await page.locator("script").count(), scripts);
    assertEquals(await page.locator(".live img").count(), 0);
  }
  assertEquals(said, []);
});

inBrowser("a preset, a neighbour and any track set everything", async ({ url, out }, browser) => {
  const { recordings, presets } = await readDemo(out);
  const { page, said } = await open(browser, `${url}live/index.html`);
  const chip = page.locator(".presets [data-recording]").last(); // one that the network gets wrong
  await chip.click();
  await settled(page);
  const { recording } = presets.at(-1)!;
  assertEquals(await page.getByLabel("Title").inputValue(), recordings.titles[recording]);
  assert((await page.locator(".truth").innerText()).includes("gets it wrong"));
  const neighbour = page.locator(".neighbours button").first();
  const name = await neighbour.locator(".title").innerText();
  await neighbour.focus();
  await page.keyboard.press("Enter");
  await settled(page);
  assertEquals((await page.getByLabel("Title").inputValue()).trim(), name);
  assert(await neighbour.evaluate((button) => button === document.activeElement), "focus is lost");
  await page.getByRole("button", { name: "Any track" }).click();
  await settled(page);
  assert((await page.locator(".truth").innerText()).startsWith("In the data:"));
  assertEquals(said, []);
});

for (const colorScheme of ["light", "dark"] as const) {
  inBrowser(`axe finds no serious fault in the ${colorScheme} theme, nor on a telephone`, async (
    { url },
    browser,
  ) => {
    for (const options of [{ colorScheme }, { colorScheme, ...PHONE }]) {
      const { page } = await open(browser, `${url}live/index.html`, options);
      await settled(page);
      assertEquals(await faults(page), []);
      const { width } = page.viewportSize()!;
      assertEquals(await page.evaluate(() => document.documentElement.scrollWidth), width);
    }
  });
}

inBrowser("bars and slider are in sight together, on telephone and projector", async (
  { url },
  browser,
) => {
  for (const options of [PHONE, { viewport: { width: 1280, height: 720 } }]) {
    const { page } = await open(browser, `${url}live/index.html`, options);
    for (const name of ["Popularity", "Key"]) {
      const slider = page.getByRole("slider", { name });
      await slider.evaluate((element) => {
        (element as HTMLElement).focus({ preventScroll: true });
        element.scrollIntoView({ block: "center", behavior: "instant" });
      });
      const seen = await page.evaluate(() =>
        [...document.querySelectorAll(".bar-ground, input:focus")].map((element) => {
          const { left, top, width, height } = element.getBoundingClientRect();
          const found = document.elementFromPoint(left + width / 2, top + height / 2);
          return found !== null && element.contains(found);
        })
      );
      assert(seen.length > 2 && seen.every(Boolean), `${name}: ${seen}`);
    }
  }
});

Deno.test({
  name: "the live page in a real browser",
  ignore: chromium === undefined || !longTests,
  // playwright keeps processes and pipes that Deno's sanitizers would count
  sanitizeOps: false,
  sanitizeResources: false,
  fn: (test) =>
    withLive(async (site) => {
      const url = `${pathToFileURL(site.folder).href}/`;
      await withBrowser(async (browser) => {
        for (const [name, body] of steps) {
          await test.step(name, () => body({ ...site, url }, browser));
          for (const context of browser.contexts()) await context.close();
        }
      });
    }),
});
