import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildSite } from "../../lib/publish/site/build.ts";
import { serve } from "../../lib/publish/site/serve.ts";
import { listen } from "../../lib/show/player/listen.ts";
import { assert, assertAlmostEquals, assertEquals } from "../assert.ts";
import { clicks, tone } from "../audio/sounds.ts";
import { chromium } from "../needs.ts";
import { type Browser, faults, type Page, turn, visit, withBrowser } from "./browser.ts";
import { bundleOf, code, made, notebookFile, shown, text } from "./study_output.ts";

const BEATS = [.25, .75, 1.25, 1.75];
const CHORDS = [{ start: 0, end: 1, label: "A:min" }, { start: 1, end: 2, label: "C:maj" }];
const clicked = listen(clicks(BEATS, 2), {
  ...{ title: "Four clicks", beats: BEATS, chords: CHORDS },
  pictures: ["waveform", "spectrogram", "chromagram"],
});
const pair = listen([{ sound: tone(300), title: "low" }, {
  sound: tone(900, 1),
  title: "high",
}]);

type Body = (site: { url: string; folder: string; notebook: string }, b: Browser) => Promise<void>;
const steps: [name: string, body: Body][] = [];
const inBrowser = (name: string, body: Body) => steps.push([name, body]);

const at = (page: Page, nth = 0) =>
  page.locator("audio").nth(nth).evaluate((audio: HTMLAudioElement) => audio.currentTime);
const playing = (page: Page) =>
  page.locator("audio").evaluateAll((all) =>
    all.map((audio) => !(audio as HTMLAudioElement).paused)
  );
/** Where a player's line stands, from 0 to 1. */
const line = (page: Page) =>
  page.locator(".cursor").first().evaluate((cursor: HTMLElement) =>
    parseFloat(cursor.style.left) / 100
  );
/** Pauses the first sound at a time, from within the page: on a busy machine it would be over before a button is found. */
const stopAt = (page: Page, seconds: number) =>
  page.evaluate((seconds) => {
    const audio = document.querySelector("audio")!;
    return new Promise<void>((done) => {
      const look = () => {
        if (audio.currentTime < seconds) return void requestAnimationFrame(look);
        audio.addEventListener("pause", () => requestAnimationFrame(() => done()), { once: true });
        audio.pause();
      };
      look();
    });
  }, seconds);

const until = (page: Page, seconds: number) =>
  page.waitForFunction((s) => document.querySelector("audio")!.currentTime > s, seconds);

for (const where of ["the site's page", "a notebook's output"]) {
  inBrowser(`${where} plays: time goes on, and the line and the chord with it`, async (
    { url, notebook },
    browser,
  ) => {
    const address = where === "a notebook's output" ? notebook : `${url}notebooks/01_sound.html`;
    const { page, said, asked } = await visit(browser, address);
    assertEquals(await line(page), 0);
    let before = 0;
    for (const time of [.15, 1.05]) {
      await page.getByRole("button", { name: "Play Four clicks" }).click();
      await stopAt(page, time);
      const { left, chord } = await page.evaluate(() => ({
        left: parseFloat(document.querySelector<HTMLElement>(".cursor")!.style.left) / 100,
        chord: document.querySelector(".chords .now")?.textContent,
      }));
      assert(left > before, `the line stands at ${left}, after ${before}`);
      assertEquals(chord, 2 * left < 1 ? "A:min" : "C:maj");
      before = left;
    }
    assertAlmostEquals(await line(page), await at(page) / 2, 1e-3);
    assertEquals([said, asked], [[], []]);
  });
}

inBrowser("a sound is asked for when it is played, and not before", async ({ folder }, browser) => {
  const server = serve(folder);
  try {
    const { page, said } = await visit(browser, "about:blank");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(`${server.url}notebooks/01_sound.html`);
    await page.waitForTimeout(300);
    const sounds = () => asked.filter((address) => address.endsWith(".flac"));
    assertEquals(sounds(), []);
    await page.getByRole("button", { name: "Play low" }).click();
    await page.waitForFunction(() => document.querySelectorAll("audio")[1].currentTime > .1);
    assert(sounds().length > 0);
    // the server gives parts, so one may go back
    await page.getByRole("button", { name: "Pause low" }).click();
    const paused = await at(page, 1);
    await page.getByRole("slider", { name: "Position in low" }).press("ArrowLeft");
    await page.waitForFunction(() => !document.querySelectorAll("audio")[1].seeking);
    assertAlmostEquals(await at(page, 1), Math.max(0, paused - .1), .01);
    assertEquals(said, []);
  } finally {
    await server.stop();
  }
});

inBrowser("a click on a picture goes there, and keys go on and back", async ({ url }, browser) => {
  const { page, said } = await visit(browser, `${url}notebooks/01_sound.html`);
  const box = (await page.locator(".stage").first().boundingBox())!;
  await page.mouse.click(box.x + .75 * box.width, box.y + .6 * box.height);
  assertAlmostEquals(await at(page), 1.5, .05);
  assertAlmostEquals(await line(page), .75, .01);
  const slider = page.getByRole("slider", { name: "Position in Four clicks" });
  await slider.press("ArrowLeft");
  assertAlmostEquals(await at(page), 1.4, .05);
  assertEquals(await slider.getAttribute("aria-valuetext"), "1.4 of 2.0 seconds, chord C:maj");
  await slider.press("End"); // where Chromium waits for ever, had the sound no silence behind it
  await page.waitForFunction(() => !document.querySelector("audio")!.seeking);
  await slider.press("Home");
  assertEquals(await at(page), 0);
  await slider.press(" ");
  await until(page, .1);
  assertEquals((await playing(page))[0], true);
  assertEquals(said, []);
});

inBrowser("one sound is heard at a time", async ({ url }, browser) => {
  const { page } = await visit(browser, `${url}notebooks/01_sound.html`);
  await page.getByRole("button", { name: "Play low" }).click();
  await page.getByRole("button", { name: "Play Four clicks" }).click();
  await until(page, .1);
  assertEquals(await playing(page), [true, false, false]);
});

inBrowser(
  "clicks, once switched on, sound on the beats that are left",
  async ({ url }, browser) => {
    const { page } = await visit(browser, "about:blank");
    await page.addInitScript(() => {
      const heard = Object.assign(globalThis, { heard: [] as number[] }).heard;
      const { start } = OscillatorNode.prototype;
      OscillatorNode.prototype.start = function (when = 0) {
        const ahead = when - this.context.currentTime;
        heard.push(document.querySelector("audio")!.currentTime + ahead);
        start.call(this, when);
      };
    });
    await page.goto(`${url}notebooks/01_sound.html`);
    await page.locator("audio").first().evaluate((audio: HTMLAudioElement) =>
      audio.currentTime = .5
    );
    await page.getByRole("checkbox", { name: "Clicks" }).check();
    await page.getByRole("button", { name: "Play Four clicks" }).click();
    await until(page, 1.3);
    const heard = await page.evaluate(() => (globalThis as unknown as { heard: number[] }).heard);
    const isHeard = (beat: number) => heard.some((time) => Math.abs(time - beat) < .2);
    assertEquals(BEATS.slice(0, 3).map(isHeard), [false, true, true], `clicks at ${heard}`);
  },
);

inBrowser("with less motion the line moves in steps, and arrives", async ({ url }, browser) => {
  const address = `${url}notebooks/01_sound.html`;
  const { page } = await visit(browser, address, { reducedMotion: "reduce" });
  await page.getByRole("button", { name: "Play low" }).click();
  await page.waitForFunction(() => document.querySelectorAll("audio")[1].ended);
  const left = await page.locator(".cursor").nth(1).evaluate((c: HTMLElement) => c.style.left);
  assertEquals(left, "100%");
});

inBrowser(
  "axe finds no serious fault, light or dark, and a telephone scrolls down alone",
  async ({ url }, browser) => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const { page } = await visit(browser, `${url}notebooks/01_sound.html`, phone);
    for (const colorScheme of ["light", "dark"] as const) {
      await turn(page, colorScheme);
      assertEquals([colorScheme, await faults(page)], [colorScheme, []]);
    }
    assertEquals(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  },
);

inBrowser("on a slide keys of the player turn no slide", async ({ url }, browser) => {
  const { page, said } = await visit(browser, `${url}slides/01_sound.html`);
  await page.keyboard.press("ArrowRight");
  const button = page.locator(".present").getByRole("button", { name: "Play Four clicks" });
  await button.press(" ");
  await until(page, .1);
  await page.locator(".present .seek").first().press("ArrowRight");
  assert(await page.locator(".present").getByRole("heading", { name: "Clicks" }).isVisible());
  const { y, height } = (await page.locator(".present .transport").first().boundingBox())!;
  assert(y + height < 800, "the button lies below the slide");
  assertEquals(said, []);
});

inBrowser("without scripts the browser's own controls are there", async ({ url }, browser) => {
  const address = `${url}notebooks/01_sound.html`;
  const { page } = await visit(browser, address, { javaScriptEnabled: false });
  assert(await page.locator("audio").first().isVisible());
});

/** A page that shows outputs as Jupyter does: their HTML, then their scripts, one by one. */
async function asJupyter(path: string, html: string): Promise<void> {
  const safe = JSON.stringify(html).replaceAll("<", "\\u003c");
  await Deno.writeTextFile(
    path,
    `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><div id="output"></div><script>
    output.innerHTML = ${safe};
    for (const old of output.querySelectorAll("script")) {
      const script = document.createElement("script");
      script.textContent = old.textContent;
      old.replaceWith(script);
    }
  </script>`,
  );
}

Deno.test({
  name: "players in a real browser",
  ignore: chromium === undefined,
  // playwright keeps processes and pipes that Deno's sanitizers would count
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async (test) => {
    const out = await Deno.makeTempDir({ prefix: "player-test-" });
    try {
      await Deno.mkdir(join(out, "notebooks"));
      await Deno.writeTextFile(
        join(out, "notebooks", "01_sound.ipynb"),
        notebookFile([
          text("# 1 · Heard\n\n**A study of sound.**"),
          text("## Clicks\n\nFour."),
          code("listen(clicks)", [shown(await bundleOf(clicked))]),
          text("## Tones\n\nTwo."),
          code("listen(tones)", [shown(await bundleOf(pair))]),
        ]),
      );
      const notebook = join(out, "notebook.html");
      await asJupyter(notebook, clicked.toHtml() + pair.toHtml());
      const { folder } = await buildSite(made, out), url = `${pathToFileURL(folder).href}/`;
      await withBrowser(async (browser) => {
        for (const [name, body] of steps) {
          const site = { url, folder, notebook: pathToFileURL(notebook).href };
          await test.step(name, () => body(site, browser));
          for (const context of browser.contexts()) await context.close();
        }
      });
    } finally {
      await Deno.remove(out, { recursive: true });
    }
  },
});
