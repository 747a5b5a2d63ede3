/** The live page's markup: everything that does not change while it listens. */
import { attributes, type Html, html } from "../../../publish/site/html.ts";
import { classColours } from "../../../show/theme.ts";
import { useWords } from "../../../show/words.ts";
import { words } from "../words.ts";
import type { Demo, Right } from "./recipe.ts";

const count = (n: number) => n.toLocaleString("en-US");
const points = (share: number) => `${(100 * share).toFixed(1)}\u00a0%`;

/** A colour, and what it is on dark paper: black would be swallowed there. */
const onBoth = (colour: string) => colour === "#000000" ? "light-dark(#000000, #e6e6e6)" : colour;

/** The page's body; script and style sheet lie beside the page. */
export function livePage(demo: Demo): Html {
  useWords(words);
  const { genres, examples } = demo, colours = classColours(genres);
  const tint = genres.map((_, g) => `--genre-${g}:${onBoth(colours[g])}`).join(";");
  return html`
    <link rel="stylesheet" href="live.css">
    <div class="live" ${attributes({ style: tint })}>
      <header class="hero">
        <h1>Which genre does it hear?</h1>
        <p class="question">Drop a sound anywhere on this page, or let it listen. It is drawn and judged here, in your
          browser: nothing leaves this machine.</p>
        <noscript><p class="warning">It listens by JavaScript, which is switched off here.</p></noscript>
      </header>
      <section class="sources" aria-label="What to listen to">
        <label class="button">Choose a file<input id="file" type="file" accept="audio/*" class="unseen"></label>
        <button type="button" class="button" data-do="microphone">Use the microphone</button>
        ${examples.length > 0 &&
          html`<p class="examples"><span>or a clip made by code:</span> ${
            examples.map(({ genre, title }, i) =>
              html`
                <button type="button" class="chip" data-example="${i}" title="${title}"
                  ${attributes({
                    style: `--own:var(--genre-${genres.indexOf(genre)})`,
                  })}>${genre}</button>
              `
            )
          }</p>`}
      </section>
      <p class="state" role="status"></p>
      <div class="bench">
        <section class="heard" aria-label="The sound"></section>
        <section class="answer" aria-labelledby="answer">
          <h2 id="answer">The last three seconds</h2>
          <p class="verdict">Nothing heard yet.</p>
          <ol class="told">${genres.map((genre, g) =>
            html`<li ${
              attributes({ style: `--own:var(--genre-${g})` })
            }><span class="name">${genre}</span><span
              class="bar-ground"><span class="bar-fill"></span></span><span class="share">–</span></li>`
          )}</ol>
          <p class="whole small"></p>
        </section>
      </div>
      ${about(demo)}
    </div>
    <script defer src="data.js"></script>
    <script defer src="live.js"></script>
  `;
}

/** What the network is, and how far to believe it. */
function about({ judged, learnt, parameters, genres }: Demo): Html {
  const line = (told: string, { of, accuracy, low, high }: Right) =>
    html`
      <tr>
        <th scope="row">${told}</th>
        <td>${count(of)}</td>
        <td>${points(accuracy)}</td>
        <td class="quiet">${(100 * low).toFixed(1)} – ${(100 * high).toFixed(1)}</td>
      </tr>
    `;
  return html`
    <section class="about" aria-labelledby="about">
      <h2 id="about">What answers here</h2>
      <p>A network of ${count(
        parameters,
      )} weights, made for this page. Twice a second it reads what was heard in the
        last three seconds: of 64 mel bands the mean, the deviation and the change from moment to moment, without the
        loudness. It has learnt from ${count(learnt.windows)} such windows of ${count(
          learnt.tracks,
        )} tracks to tell
        ${genres.length} genres, and says one of them of everything but silence.</p>
      <p>Judged on tracks ${judged.apart === "artists"
        ? "by other artists"
        : "that it has not learnt from"}, where always naming the most frequent genre gets ${points(
          judged.guessing,
        )} right:</p>
      <div class="table" role="region" tabindex="0" aria-label="Accuracy of the live network">
        <table>
          <thead>
            <tr>
              <th scope="col">it hears</th>
              <th scope="col">how many</th>
              <th scope="col">right</th>
              <th scope="col">95 % interval</th>
            </tr>
          </thead>
          <tbody>
            ${line("whole tracks", judged.tracks)} ${line("three seconds", judged.windows)}
          </tbody>
        </table>
      </div>
      <p>Windows of one track are alike, so the second interval is narrower than it should be. Another room, another
        microphone or another kind of music is further away than any of these tracks: expect less.</p>
    </section>
  `;
}
