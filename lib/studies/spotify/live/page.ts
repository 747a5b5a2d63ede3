/** The live page's markup: everything that does not change while one turns the knobs. */
import { classColours } from "../../../show/theme.ts";
import { useWords } from "../../../show/words.ts";
import { words } from "../words.ts";
import { attributes, type Html, html } from "../../../publish/site/html.ts";
import { CONTROLS } from "./controls.ts";
import type { Demo, LiveScore } from "./recipe.ts";

const count = (n: number) => n.toLocaleString("en-US");
const points = (share: number) => `${(100 * share).toFixed(1)} %`;

/** The page's body; scripts and style sheet lie beside the page. */
export function livePage(demo: Demo): Html {
  useWords(words);
  const { genres } = demo.encoder, colours = classColours(genres);
  const tint = genres.map((_, g) => `--genre-${g}:${colours[g]}`).join(";");
  return html`
    <link rel="stylesheet" href="live.css">
    <div class="live" ${attributes({ style: tint })}>
      <header class="hero">
        <h1>What genre would it be?</h1>
        <p class="question">Set how a track sounds, when it came out and what it is called. A small network answers,
          here in your browser, while you move.</p>
        <noscript><p class="warning">The network runs in JavaScript, which is switched off here.</p></noscript>
      </header>
      ${presets(demo)}
      <div class="bench">
        <form class="setting" aria-label="The track" onsubmit="return false" autocomplete="off">
          ${texts()}
          <fieldset class="dials">
            <legend>Sound and year</legend>
            <p class="small key">Grey: how many tracks lie there. Line: those of the likeliest genre. A slider’s ground
              has the colour of the genre that would be likeliest there, all else as it is.</p>
            ${Object.keys(CONTROLS).map((name) => control(demo, name))}
          </fieldset>
        </form>
        <div class="result">
          <section class="answer" aria-labelledby="answer">
            <h2 id="answer" class="unseen">The network’s answer</h2>
            <p class="verdict">Loading the network …</p>
            <ol class="told">${genres.map((genre, g) =>
              html`<li ${
                attributes({ style: `--own:var(--genre-${g})` })
              }><span class="name">${genre}</span><span
                class="bar-ground"><span class="bar-fill"></span></span><span class="share">–</span></li>`
            )}</ol>
            <p class="truth small">&nbsp;</p>
            <p class="unseen" role="status" aria-live="polite"></p>
          </section>
          <p class="tools">
            <button type="button" class="button" data-do="back" disabled>Back to the track</button>
            <button type="button" class="button" data-do="share">Copy link</button>
          </p>
          <section class="near" aria-labelledby="near">
            <h2 id="near">Sounds most like</h2>
            <p class="small">The nearest of ${count(
              demo.recordings.titles.length,
            )} recordings that the network has not
              learnt from, by sound and year alone. Choose one to set its values.</p>
            <ol class="neighbours"></ol>
          </section>
        </div>
        ${about(demo)}
      </div>
    </div>
    <script defer src="tf.min.js"></script>
    <script defer src="data.js"></script>
    <script defer src="live.js"></script>
  `;
}

/** Tracks to begin from, by genre, and some that the network gets wrong. */
function presets({ presets, recordings, encoder: { genres } }: Demo): Html {
  const button = ({ recording }: { recording: number }) =>
    html`<button type="button" class="chip" data-recording="${recording}">${
      recordings.titles[recording]
    }</button>`;
  const group = (name: string, own: typeof presets, genre?: number) =>
    own.length > 0 && html`
      <li ${attributes({ style: genre === undefined ? undefined : `--own:var(--genre-${genre})` })}>
        <span class="of">${name}</span>${own.map(button)}
      </li>
    `;
  return html`
    <section class="presets" aria-labelledby="presets">
      <h2 id="presets" class="unseen">Begin with a track</h2>
      <ul>
        ${genres.map((genre, g) =>
          group(genre, presets.filter((p) => p.right && recordings.genres[p.recording][0] === g), g)
        )}
        ${group("Gets wrong", presets.filter((p) => !p.right))}
        <li><button type="button" class="chip any" data-do="any">Any track</button></li>
      </ul>
    </section>
  `;
}

const texts = (): Html =>
  html`
    <fieldset class="texts">
      <legend>What it is called</legend>
      <p
        class="field"><label for="set-title">Title</label><input id="set-title" type="text" maxlength="200"
        spellcheck="false"></p>
      <p
        class="field"><label for="set-album">Album</label><input id="set-album" type="text" maxlength="200"
        spellcheck="false"></p>
      <p
        class="reads"><label><input id="set-reads" type="checkbox" checked> Let the network read them</label></p>
      <p class="words small" aria-label="What each word alone speaks for"></p>
    </fieldset>
  `;

function control({ encoder, ranges }: Demo, name: string): Html {
  const column = encoder.columns.findIndex((column) => column.name === name);
  const { label, hint, whole, choices } = CONTROLS[name];
  const id = `set-${name}`, [least, most] = ranges[column];
  const common = { id, "data-column": column, "aria-describedby": `${id}-hint` };
  const head = html`
    <label for="${id}">${label}</label> <small id="${id}-hint">${hint}</small>
  `;
  if (choices) {
    const options = choices.map((choice, value) =>
      html`<option value="${value}">${choice}</option>`
    );
    return html`
      <div class="control">
        ${head}
        <select ${attributes(common)}>${options}</select>
      </div>
    `;
  }
  const range = { ...common, min: least, max: most, step: whole ? 1 : "any" };
  return html`
    <div class="control">
      ${head} <span class="value" aria-hidden="true">–</span>
      <div class="dial">
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true"><path class="all"/><path
          class="own"/></svg>
        <input type="range" ${attributes(range)}>
      </div>
    </div>
  `;
}

/** What the network is, and how far to believe it. */
function about({ scores, rows, guessing, parameters, encoder, recipe }: Demo): Html {
  const terms = encoder.blocks.reduce((n, { terms }) => n + terms.split("\n").length, 0);
  const told = ({ title, album }: LiveScore) =>
    `sound, year${title ? ", title" : ""}${album ? ", album" : ""}`;
  const line = (score: LiveScore) =>
    html`
      <tr>
        <th scope="row">${told(score)}</th>
        <td>${points(score.accuracy)}</td>
        <td class="quiet">${(100 * score.low).toFixed(1)} – ${(100 * score.high).toFixed(1)}</td>
        <td>${score.logLoss.toFixed(3)}</td>
        <td>${score.calibrationError.toFixed(3)}</td>
      </tr>
    `;
  return html`
    <section class="about" aria-labelledby="about">
      <h2 id="about">What answers here</h2>
      <p>A network of ${count(
        parameters,
      )} weights, made for this page: smaller than the predictor that the study
        exports, and it looks at no other tracks. It reads the 13 quantities and the year, each as the normal deviate of
        its rank, and what ${count(
          terms,
        )} n-grams of titles and albums speak for. It has learnt from
        ${count(rows.train)} tracks, each with and without its texts, to tell ${recipe.network
          .labels}s, whose
        probabilities it adds up by genre.</p>
      <p>Judged on ${count(
        rows.heldOut,
      )} other tracks, no recording being on both sides; of these always naming the most
        frequent genre gets ${points(guessing)} right. Models are compared with each other on the
        <a href="../index.html#leaderboard">leaderboard</a>, not here.</p>
      <div class="table" role="region" tabindex="0" aria-label="Accuracy of the live network">
        <table>
          <thead>
            <tr>
              <th scope="col">it is told</th>
              <th scope="col">right</th>
              <th scope="col">95 % interval</th>
              <th scope="col">log loss</th>
              <th scope="col">calibration error</th>
            </tr>
          </thead>
          <tbody>${scores.map(line)}</tbody>
        </table>
      </div>
      <p>A genre here is that of the playlist a track was found in; the same recording often stands in several. What you
        set and type stays in this window and in the address that “Copy link” gives.</p>
    </section>
  `;
}
