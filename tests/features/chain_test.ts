import { Rng } from "../../lib/core/rng.ts";
import { allRows } from "../../lib/data/dataset.ts";
import { chain } from "../../lib/features/chain.ts";
import { numeric } from "../../lib/features/numeric.ts";
import { minMax, standard } from "../../lib/features/scale.ts";
import { targetEncoding } from "../../lib/features/target_encoding.ts";
import { assertAllClose, assertEquals } from "../assert.ts";
import { smallTracks } from "../tracks.ts";

const tempo = numeric({ columns: ["tempo"] });

Deno.test("each scaler learns from what the one before made of the training rows", async () => {
  const seen: number[][] = [];
  const spy = (factor: number) => ({
    name: "spy",
    settings: { factor },
    fit: ({ data }: { data: Float32Array }) => {
      seen.push([...data]);
      return {
        transform: (x: { data: Float32Array; rows: number; names: readonly string[] }) => ({
          ...x,
          data: x.data.map((value) => value * factor),
        }),
      };
    },
  });
  const tracks = smallTracks([90, 120, 500].map((tempo) => ({ tempo })));
  const source = chain(tempo, spy(2), spy(10));
  const { train, transform } = await source.fit(tracks, Int32Array.of(0, 1), new Rng(1));
  assertEquals(seen, [[90, 120], [180, 240]]);
  assertEquals([...train.data], [1800, 2400]);
  assertEquals([...(await transform(tracks, Int32Array.of(2))).data], [10_000]);
});

Deno.test("a chain's training rows keep their own features, which look at no label of theirs", async () => {
  const tracks = smallTracks(
    Array.from({ length: 8 }, (_, i) => ({ genre: i % 2 ? "rap" : "pop" })),
  );
  const rows = allRows(tracks),
    features = targetEncoding({ by: ["album"], folds: 4, smoothing: 1 });
  const plain = await features.fit(tracks, rows, new Rng(1));
  const { train, transform } = await chain(features, minMax()).fit(tracks, rows, new Rng(1));
  const { transform: scaling } = minMax().fit(plain.train);
  assertEquals(train, scaling(plain.train));
  assertAllClose(
    (await transform(tracks, rows)).data,
    scaling(await plain.transform(tracks, rows)).data,
  );
});

Deno.test("without scalers a chain is its features, and its settings tell all that it is made of", async () => {
  const tracks = smallTracks([{ tempo: 90 }, { tempo: 120 }]);
  const { train } = await chain(tempo).fit(tracks, allRows(tracks), new Rng(1));
  assertEquals([...train.data], [90, 120]);
  assertEquals(chain(tempo).settings.scaling, []);
  const { features, scaling } = chain(tempo, standard(), minMax()).settings;
  assertEquals(features, { name: "numeric", columns: ["tempo"], missing: "median" });
  assertEquals(scaling, [{ name: "standard" }, { name: "minMax" }]);
});
