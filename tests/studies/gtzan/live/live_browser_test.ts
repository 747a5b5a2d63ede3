import { pathToFileURL } from "node:url";
import { encodeWav } from "../../../../lib/audio/mod.ts";
import { Analysis, RATE } from "../../../../lib/studies/gtzan/live/browser/analysis.ts";
import { openNetwork } from "../../../../lib/studies/gtzan/live/network.ts";
import { serve } from "../../../../lib/publish/site/serve.ts";
import { assert, assertAllClose, assertEquals } from "../../../assert.ts";
import { chromium } from "../../../needs.ts";
import {
  type Browser,
  faults,
  type Page,
  turn,
  visit,
  withBrowser,
} from "../../../publish/browser.ts";
import { fewClips, fewClipsDemo, withLive } from "./live_site.ts";

type Body = (site: { url: string; folder: string }, browser: Browser) => Promise<void>;
const steps: [name: string, body: Body][] = [];
const inBrowser = (name: string, body: Body) => steps.push([name, body]);

async function open(browser: Browser, address: string, options = {}) {
  const found = await visit(browser, address, options);
  await found.page.waitForSelector("html[data-live=ready]");
  return found;
}

/** Drops a file on the page, as a person would. */
async function drop(page: Page, name: string, bytes: Uint8Array, type = "audio/wav") {
  const transfer = await page.evaluateHandle(([name, text, type]) => {
    const bytes = Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], name, { type }));
    return transfer;
  }, [name, bytes.toBase64(), type]);
  await page.dispatchEvent("html", "drop", { dataTransfer: transfer });
}

const state = (page: Page, text: string | RegExp) =>
  page.locator(".state", { hasText: text }).waitFor();
const bars = (page: Page) =>
  page.locator(".told li").evaluateAll((all) =>
    all.map((bar) => Number((bar as HTMLElement).style.getPropertyValue("--share")))
  );
/** Whether a canvas holds more than one colour. */
const isDrawn = (page: Page, pane: string) =>
  page.locator(`${pane} canvas`).evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size > 4;
  });

inBrowser("a clip that is dropped is drawn, judged as Deno judges it, and played", async (
  { url },
  browser,
) => {
  const { page, said, asked } = await open(browser, `${url}live/index.html`);
  const { genres, network } = await fewClipsDemo(), { sounds } = await fewClips();
  const sound = await sounds!.hear(5), file = encodeWav(sound);
  await drop(page, "Ünique <b>.wav", file);
  await state(page, "Heard “Ünique <b>.wav”.");
  for (const pane of [".shares", ".mel", ".chroma"]) assert(await isDrawn(page, pane), pane);
  assert(await page.locator(".beat").count() > 3, "no beats");
  // the browser gets the file's 16 bits
  const own = new Analysis(genres.length, openNetwork(network));
  own.push(Float32Array.from(new Int16Array(file.buffer, 44), (x) => x / 32768));
  own.finish();
  const first = own.answers.slice(0, 1), last = own.answers.slice(own.answers.count - 1, 99);
  assertAllClose(await bars(page), first, { relative: 0, absolute: 5e-3 });
  await page.getByRole("button", { name: "Play" }).click();
  await page.waitForFunction(() => document.querySelector("audio")!.ended);
  assertAllClose(await bars(page), last, { relative: 0, absolute: 5e-3 });
  assertEquals(await page.locator(".cursor").evaluate((c: HTMLElement) => c.style.left), "100%");
  assertEquals(
    await page.locator(".verdict").innerText(),
    genres[last.indexOf(Math.max(...last))],
  );
  assertEquals([said, asked], [[], []]);
});

inBrowser("what is no sound is told by name, and the page goes on", async ({ url }, browser) => {
  const { page, said } = await open(browser, `${url}live/index.html`);
  const text = new TextEncoder().encode("Dear diary");
  await drop(page, "diary.mp3", text, "audio/mpeg");
  await state(page, "“diary.mp3” is no sound that this browser can play.");
  assertEquals(await page.locator(".sound-player").count(), 0);
  await drop(page, "rest.wav", encodeWav({ samples: new Float32Array(4 * RATE), rate: RATE }));
  await page.locator(".verdict", { hasText: "Silence" }).waitFor();
  const [chip] = await page.locator("[data-example]").all();
  await chip.click();
  await state(page, "Heard “");
  assertEquals(await page.locator(".sound-player").count(), 1);
  assertEquals(said, []);
});

inBrowser("the microphone is heard as it goes on, and can be played afterwards", async (
  { folder },
  browser,
) => {
  const server = serve(folder);
  try {
    const { page, said } = await open(browser, `${server.url}live/`, {
      permissions: ["microphone"],
    });
    await page.getByRole("button", { name: "Use the microphone" }).click();
    await state(page, "Listening.");
    await page.locator(".told .first").waitFor(); // after three seconds
    assert(await isDrawn(page, ".mel"));
    await page.getByRole("button", { name: "Stop the microphone" }).click();
    await state(page, "The microphone is off.");
    const player = page.locator(".sound-player");
    assert(Number(await player.getAttribute("data-seconds")) > 2.9);
    await page.getByRole("button", { name: "Play What the microphone heard" }).click();
    await page.waitForFunction(() => document.querySelector("audio")!.currentTime > .1);
    assertEquals(said, []);
  } finally {
    await server.stop();
  }
});

inBrowser("without a microphone it is said that there is none", async ({ url }, browser) => {
  const { page } = await visit(browser, "about:blank");
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error("Permission denied"));
  });
  await page.goto(`${url}live/index.html`);
  await page.getByRole("button", { name: "Use the microphone" }).click();
  await state(page, "There is no microphone to listen to (Permission denied).");
});

inBrowser("axe finds no serious fault, light or dark, on a telephone", async ({ url }, browser) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const { page } = await open(browser, `${url}live/index.html`, phone);
  const assertFaultless = async (when: string) => {
    for (const colorScheme of ["light", "dark"] as const) {
      await turn(page, colorScheme);
      assertEquals([when, colorScheme, await faults(page)], [when, colorScheme, []]);
    }
  };
  await assertFaultless("empty");
  await page.locator("[data-example]").first().click();
  await state(page, "Heard");
  await assertFaultless("heard");
  assertEquals(await page.evaluate(() => document.documentElement.scrollWidth), 390);
});

Deno.test({
  name: "the live page of genres in a real browser",
  ignore: chromium === undefined,
  // playwright keeps processes and pipes that Deno's sanitizers would count
  sanitizeOps: false,
  sanitizeResources: false,
  fn: (test) =>
    withLive(async (folder) => {
      const url = `${pathToFileURL(folder).href}/`;
      await withBrowser(async (browser) => {
        for (const [name, body] of steps) {
          await test.step(name, () => body({ url, folder }, browser));
          for (const context of browser.contexts()) await context.close();
        }
      }, ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]);
    }),
});
