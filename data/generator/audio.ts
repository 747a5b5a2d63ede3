/** Audio quantities that look like a genre's: a Gaussian copula over its quantiles. */
import type { Rng } from "../../lib/core/rng.ts";

/** What data/calibration.json says of one genre: quantiles at `probabilities`, rank correlations as the
 * lower triangle of their matrix. */
export interface GenreAggregates {
  readonly rows: number;
  readonly quantiles: Readonly<Record<string, readonly number[]>>;
  readonly spearman: readonly (readonly number[])[];
  readonly key: readonly number[];
  readonly mode: number;
  readonly instrumentalnessZero: number;
  readonly popularityZero: number;
  readonly subgenres: Readonly<Record<string, number>>;
  readonly albumShared: number;
  readonly albumIsTitle: number;
  readonly hasFeat: number;
  readonly hasRemix: number;
  readonly hasRemaster: number;
}

/** Lower-triangular L with L Lᵀ = the matrix whose lower triangle is `a`, or undefined where that is not
 * positive definite. */
function cholesky(a: readonly (readonly number[])[]): number[][] | undefined {
  const l = a.map((row) => row.map(() => 0));
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i][j];
      for (let k = 0; k < j; k++) sum -= l[i][k] * l[j][k];
      if (i === j && sum <= 1e-9) return undefined;
      l[i][j] = i === j ? Math.sqrt(sum) : sum / l[j][j];
    }
  }
  return l;
}

/** The factor of the normal correlations that give these rank correlations, ρ = 2 sin(π ρₛ / 6)
 * (Pearson 1907), drawn towards independence until they can be had together. */
function correlate(spearman: readonly (readonly number[])[]): number[][] {
  for (let keep = 1; keep > 0; keep -= 0.01) {
    const factor = cholesky(
      spearman.map((row, i) =>
        row.map((rho, j) => i === j ? 1 : keep * 2 * Math.sin(Math.PI * rho / 6))
      ),
    );
    if (factor) return factor;
  }
  throw new RangeError("no correlation matrix");
}

/** The value at probability `p` on the straight lines between known quantiles. */
function quantileAt(
  p: number,
  probabilities: readonly number[],
  values: readonly number[],
): number {
  let k = 1;
  while (k < probabilities.length - 1 && p > probabilities[k]) k++;
  const share = (p - probabilities[k - 1]) / (probabilities[k] - probabilities[k - 1]);
  return values[k - 1] + share * (values[k] - values[k - 1]);
}

/** The category (from 0) in which probability `p` falls. */
function categoryAt(p: number, shares: readonly number[]): number {
  let k = 0, left = p;
  while (k < shares.length - 1 && left >= shares[k]) left -= shares[k++];
  return k;
}

/** The genre drawn apart from the others, quantile by quantile: a genre's rows in the course's file include
 * visitors (tracks that another playlist files elsewhere), which the generator adds again afterwards. */
export function sharpen(
  genre: GenreAggregates,
  all: readonly GenreAggregates[],
  by: number,
): GenreAggregates {
  const quantiles = Object.fromEntries(
    Object.entries(genre.quantiles).map(([name, values]) => {
      const least = Math.min(...all.map((other) => other.quantiles[name][0]));
      const most = Math.max(...all.map((other) => other.quantiles[name].at(-1)!));
      let last = least;
      return [
        name,
        values.map((value, k) => {
          const mean = all.reduce((sum, other) => sum + other.quantiles[name][k], 0) / all.length;
          return last = Math.min(most, Math.max(last, value + by * (value - mean)));
        }),
      ];
    }),
  );
  return { ...genre, quantiles };
}

/** `n` draws of the 13 quantities and the year, one record each, rounded as the course's files are.
 *
 * Margins come from ranks, (rank + ½) / n, so that they are the genre's at any n. */
export function drawAudio(
  genre: GenreAggregates,
  features: readonly string[],
  probabilities: readonly number[],
  n: number,
  rng: Rng,
): Record<string, number>[] {
  const factor = correlate(genre.spearman), d = features.length;
  const normals = Array.from({ length: n }, () => {
    const z = Array.from({ length: d }, () => rng.normal());
    return factor.map((row) => row.reduce((sum, weight, k) => sum + weight * z[k], 0));
  });
  const tracks: Record<string, number>[] = normals.map(() => ({}));
  features.forEach((name, j) => {
    const order = normals.map((_, i) => i).sort((a, b) => normals[a][j] - normals[b][j]);
    order.forEach((i, rank) => {
      const p = (rank + 0.5) / n;
      tracks[i][name] = valueAt(name, p, genre, probabilities);
    });
  });
  return tracks;
}

function valueAt(
  name: string,
  p: number,
  genre: GenreAggregates,
  probabilities: readonly number[],
) {
  if (name === "key") return categoryAt(p, genre.key);
  if (name === "mode") return p < 1 - genre.mode ? 0 : 1;
  if (name === "instrumentalness" && p < genre.instrumentalnessZero) return 0;
  if (name === "track_popularity" && p < genre.popularityZero) return 0;
  const value = quantileAt(p, probabilities, genre.quantiles[name]);
  if (["track_popularity", "duration_ms", "year"].includes(name)) return Math.round(value);
  return Number(name === "loudness" || name === "tempo" ? value.toFixed(3) : value.toPrecision(3));
}
