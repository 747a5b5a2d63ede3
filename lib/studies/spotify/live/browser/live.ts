/// <reference lib="dom" />
/** The live page's program: what is set becomes the network's inputs, and its answers become bars. */
import type * as tfjs from "@tensorflow/tfjs";
import { classColours } from "../../../../show/theme.ts";
import { useWords } from "../../../../show/words.ts";
import { words } from "../../words.ts";
import { floats } from "../../../../core/base64.ts";
import { CONTROLS } from "../controls.ts";
import type { Demo } from "../recipe.ts";
import { openEncoder } from "../encoder.ts";
import { area, cellsOf, ground, histogram, middle, outline } from "./drawing.ts";
import { neighbours } from "./neighbours.ts";
import { openNetwork, type SavedModel } from "./network.ts";
import { hashOf, type State, stateOf } from "./state.ts";
import { answerView, find, listView, tags, wordsView } from "./view.ts";

declare global {
  // what the page's other scripts leave
  var tf: typeof tfjs, liveData: { readonly demo: Demo; readonly model: SavedModel };
}

/** How many neighbours are shown, and after how many milliseconds of rest the slow parts follow. */
const NEAR = 6, REST = 120;

useWords(words);

async function start(): Promise<void> {
  const { demo: { encoder: saved, ranges, recordings, presets }, model } = liveData;
  const { genres, columns } = saved, d = columns.length, k = genres.length;
  const encoder = openEncoder(saved), predict = await openNetwork(tf, model);
  const { width } = encoder, colours = classColours(genres);
  const values = floats(recordings.values), count = recordings.titles.length;
  const near = neighbours(values.map((value, at) => encoder.deviate(at % d, value)), d);

  let state: State, shown: readonly number[] = [], leading = -1, last: number | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;

  // what a person sets
  const controls = columns.map(({ name }, column) => {
    const input = find<HTMLInputElement | HTMLSelectElement>(`#set-${name}`);
    const value = input.parentElement!.parentElement!.querySelector(".value");
    input.addEventListener("input", () => {
      const values = state.values.with(column, Number(input.value));
      set({ ...state, values }, { moved: column });
    });
    return {
      show(own: number) {
        if (Number(input.value) !== own) input.value = String(own);
        const text = CONTROLS[name].show(own);
        if (value) value.textContent = text;
        if (input.type === "range") input.setAttribute("aria-valuetext", text);
      },
      input,
      isRange: input.type === "range",
    };
  });
  const title = find<HTMLInputElement>("#set-title"), album = find<HTMLInputElement>("#set-album");
  const reads = find<HTMLInputElement>("#set-reads");
  for (const field of [title, album, reads]) {
    field.addEventListener(
      "input",
      () => set({ ...state, title: title.value, album: album.value, reads: reads.checked }),
    );
  }

  // what is shown
  const answer = answerView(genres);
  const list = listView(genres, NEAR, (place) => begin(shown[place]));
  const words = wordsView(genres, (words, of) => {
    const none = words.map(() => "");
    return encoder.hear(
      of === "title" ? { title: words, album: none } : { title: none, album: words },
    );
  });
  const spreads = controls.map(({ input, isRange }, j) => {
    if (!isRange) return;
    const cells = cellsOf(ranges[j], CONTROLS[columns[j].name].whole),
      drawing = input.parentElement!;
    find("svg", drawing).setAttribute("viewBox", `0 0 ${cells} 1`);
    const of = (genre?: number) => {
      const own: number[] = [];
      for (let i = 0; i < count; i++) {
        if (genre === undefined || recordings.genres[i][0] === genre) own.push(values[i * d + j]);
      }
      return histogram(own, ranges[j], cells);
    };
    find(".all", drawing).setAttribute("d", area(of()));
    return { cells, own: find(".own", drawing), paths: genres.map((_, g) => outline(of(g))) };
  });

  /** One row of inputs for what is set. */
  function encode({ values, title, album, reads }: State): Float32Array {
    const row = new Float32Array(width);
    values.forEach((value, j) => row[j] = encoder.deviate(j, value));
    if (reads) row.set(encoder.hear({ title: [title], album: [album] }), d);
    return row;
  }

  /** The recording that is exactly what is set. */
  const isRecording = ({ values: own, title, album }: State, i: number) =>
    recordings.titles[i] === title && recordings.albums[i] === album &&
    own.every((value, j) => Math.fround(value) === values[i * d + j]);

  /** Sets everything to a recording. */
  function begin(recording: number): void {
    last = recording;
    set({
      values: [...values.subarray(recording * d, (recording + 1) * d)],
      title: recordings.titles[recording],
      album: recordings.albums[recording],
      reads: state?.reads ?? true,
    });
  }

  /** Shows a state: the answer at once, what takes longer when nothing has moved for a moment. */
  function set(next: State, { moved }: { moved?: number } = {}): void {
    state = next;
    const row = encode(state), told = predict(row, 1);
    answer(told);
    if (moved !== undefined) controls[moved].show(state.values[moved]);
    else controls.forEach(({ show }, j) => show(state.values[j]));
    if (title.value !== state.title) title.value = state.title;
    if (album.value !== state.album) album.value = state.album;
    reads.checked = state.reads;
    const first = told.indexOf(Math.max(...told));
    if (first !== leading) {
      leading = first;
      find<HTMLElement>(".live").style.setProperty("--leading", `var(--genre-${first})`);
      for (const spread of spreads) spread?.own.setAttribute("d", spread.paths[first]);
    }
    clearTimeout(resting);
    resting = setTimeout(() => follow(row, first), REST);
  }

  /** The slow parts. */
  function follow(row: Float32Array, first: number): void {
    const found = near(row.subarray(0, d), NEAR + 1);
    const self = found.findIndex(({ recording }) => isRecording(state, recording));
    shown = found.filter((_, i) => i !== self).slice(0, NEAR).map(({ recording }) => recording);
    list(shown.map((i) => ({
      title: recordings.titles[i],
      album: recordings.albums[i],
      year: CONTROLS.year.show(values[i * d + columns.findIndex(({ name }) => name === "year")]),
      genres: recordings.genres[i],
    })));
    words(state.title, state.album);
    find(".words").classList.toggle("off", !state.reads);
    tellTruth(self < 0 ? undefined : found[self].recording, first);
    paint(row);
    const hash = hashOf(state);
    if (hash !== location.hash) history.replaceState(null, "", hash);
  }

  function tellTruth(recording: number | undefined, first: number): void {
    const back = find<HTMLButtonElement>("[data-do=back]"), truth = find(".truth");
    back.disabled = last === undefined || recording === last;
    if (recording === undefined) {
      truth.textContent = "Not a track of the data: you made it.";
      return;
    }
    const own = recordings.genres[recording];
    const words = own.includes(first) ? "The network agrees." : "The network gets it wrong.";
    truth.replaceChildren("In the data: ", ...tags(genres, own), ` ${words}`);
  }

  /** The sliders' grounds: every slider at every place, all else as it is. */
  function paint(row: Float32Array): void {
    const places = spreads.flatMap((spread, j) =>
      spread
        ? Array.from(
          { length: spread.cells },
          (_, cell) => ({ j, at: middle(ranges[j], cell, spread.cells) }),
        )
        : []
    );
    const rows = new Float32Array(places.length * width);
    places.forEach(({ j, at }, i) => {
      rows.set(row, i * width);
      const { whole } = CONTROLS[columns[j].name];
      rows[i * width + j] = encoder.deviate(j, whole ? Math.round(at) : at);
    });
    const told = predict(rows, places.length);
    let from = 0;
    spreads.forEach((spread, j) => {
      if (!spread) return;
      const own = told.subarray(from * k, (from + spread.cells) * k);
      controls[j].input.style.setProperty("--ground", ground(own, colours));
      from += spread.cells;
    });
  }

  for (const chip of document.querySelectorAll<HTMLElement>("[data-recording]")) {
    chip.addEventListener("click", () => begin(Number(chip.dataset.recording)));
  }
  find("[data-do=any]").addEventListener(
    "click",
    () => begin(crypto.getRandomValues(new Uint32Array(1))[0] % count),
  );
  find("[data-do=back]").addEventListener("click", () => last !== undefined && begin(last));
  const share = find<HTMLElement>("[data-do=share]");
  share.addEventListener("click", async () => {
    history.replaceState(null, "", hashOf(state));
    const copied = await navigator.clipboard?.writeText(location.href).then(
      () => true,
      () => false,
    );
    share.textContent = copied ? "Copied" : "It stands in the address bar";
    setTimeout(() => share.textContent = "Copy link", 2000);
  });
  addEventListener("hashchange", () => {
    const told = stateOf(location.hash, ranges);
    if (told) set(told);
  });

  const told = stateOf(location.hash, ranges);
  if (told) set(told);
  else {begin(
      presets.filter(({ right }) => right).sort((a, b) => a.sure - b.sure)[0]?.recording ?? 0,
    );}
  document.documentElement.dataset.live = "ready";
}

start().catch((error) => {
  find(".verdict").textContent = `The network did not start: ${error.message}`;
  throw error;
});
