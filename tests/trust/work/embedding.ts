/** A thousand titles of the sample as vectors, kept in the folder that is the first argument: by the sentence model where there
 * is one, by a toy that takes its time elsewhere. Both are costly, so vectors are kept. */
import { join, resolve } from "node:path";
import { PROJECT_ROOT } from "../../../lib/core/places.ts";
import { embed, openEncoder } from "../../../lib/mod.ts";
import { readTracks } from "../../music.ts";
import { toyEncoder } from "../../features/toy_encoder.ts";
import { sentenceModel } from "../../needs.ts";

const [folder] = Deno.args;
const { texts } = readTracks(resolve(PROJECT_ROOT, "data/sample/train.csv"));
const encoder = sentenceModel ? await openEncoder() : toyEncoder().encoder;
const { data } = await embed(texts("title").slice(0, 1000), {
  encoder,
  store: join(folder, "vectors.sqlite"),
});
Deno.writeFileSync(join(folder, ".vectors"), new Uint8Array(data.buffer));
