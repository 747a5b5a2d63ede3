import { bars, distributions, heatmap, pca, scatterByClass, standard } from "../../lib/mod.ts";
import { allRows, mean, table, umap } from "../../lib/mod.ts";
import { axesByFamily, copiesIn, genreCounts, heard } from "../../lib/studies/gtzan/mod.ts";
import { openStudy } from "../../lib/studies/gtzan/mod.ts";

const study = await openStudy({ seed: 1 });
const { train, rng } = study, genre = train.texts("genre");
console.log(study.describe());
const counts = genreCounts(train);
table(counts, undefined, { title: "Tracks, artists and copies of each genre" });
bars(counts.map(({ genre, busiest }) => ({ name: genre, value: busiest })), {
  title: "Share of a genre's tracks by its busiest artist",
  unit: "share of tracks",
});
const copies = copiesIn(train).map(({ files, genres }) => ({ files, genres }));
copies.length > 0
  ? table(copies, undefined, { title: "The same recording, more than once" })
  : "No recording stands there more than once.";
const columns = ["tempo", "mfcc_1", "mfcc_2", "spectral_contrast_3", "chroma_1", "tonnetz_1"]
  .filter((name) => train.has(name));
distributions(train, { columns, title: "Some of the 174, genre by genre", perRow: 3 });
const band = ["mel_spectrogram_20", "mel_spectrogram_90"].filter((name) => train.has(name));
const decibels = Object.fromEntries(band.flatMap((name) => {
  const powers = train.numbers(name);
  return [[name, powers], [`${name}, dB`, powers.map((p) => 10 * Math.log10(p + 1e-10))]];
}));
distributions(decibels, genre, { title: "Two mel bands, as power and in decibels", perRow: 2 });
const given = await heard({ tables: "means" }).fit(train, allRows(train), rng);
const x = standard().fit(given.train).transform(given.train), found = pca(x);
const share = Array.from(found.explainedVarianceRatio);
bars(
  share.slice(0, 20).map((value, k) => ({ name: `component ${k + 1}`, value })),
  { title: "Variance along each principal component", unit: "share of all variance" },
);
const upTo = (wanted: number) =>
  1 + share.findIndex((_, k) => share.slice(0, k + 1).reduce((a, b) => a + b) >= wanted);
table([.5, .8, .9, .95, .99].map((wanted) => ({ wanted, components: upTo(wanted) })), undefined, {
  title: "How many components hold so much of the variance",
});
scatterByClass(pca(x, { components: 2 }).transform(x), genre, {
  title: "Tracks on the first two principal components",
  hover: train.texts("file"),
});
const names = Array.from({ length: 6 }, (_, k) => `component ${k + 1}`);
heatmap(axesByFamily(pca(x, { components: 6 }).components), {
  y: names,
  title: "What the first components are made of",
  unit: "share of squared weights",
  digits: 2,
});
const inDecibels = await heard({ tables: "means", log: true }).fit(train, allRows(train), rng);
const y = standard().fit(inDecibels.train).transform(inDecibels.train);
scatterByClass(pca(y, { components: 2 }).transform(y), genre, {
  title: "The same with powers in decibels",
  hover: train.texts("file"),
});
const map = umap(y, rng.fork("umap"));
scatterByClass(map, genre, { title: "UMAP, genre by genre", panels: true });
await study.record("01", "tracks", {
  ...{ tracks: train.rows, genres: counts.length, copies: copies.length },
  artistsPerGenre: mean(counts.map(({ artists }) => artists)),
  ...{ firstComponent: share[0], componentsFor90: upTo(.9) },
});
export {};
