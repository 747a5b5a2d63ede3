/** The sentence vectors of the course's titles and albums. */
import type { Dataset } from "../../data/mod.ts";
import { embed, type EmbedReport } from "../../features/text/embed.ts";
import type { EncodeProgress, Encoder } from "../../features/text/encoder.ts";
import { openEncoder } from "../../features/text/open_encoder.ts";
import { progress } from "../../show/progress.ts";
import type { Course } from "./open.ts";

/** Opens the encoder, tells which it is, and encodes every text of the course's files that has no vector yet. */
export async function encoderOf(course: Course, quick: boolean): Promise<Encoder> {
  const encoder = await openEncoder(quick ? { model: "hashed" } : {});
  console.log(encoder.note);
  const files: Dataset[] = Object.values(course.datasets);
  const texts = files.flatMap((data) => [...data.texts("title"), ...data.texts("album")]);
  const reading = progress("sentence vectors", 1);
  const onProgress = ({ done, total, textsPerSecond }: EncodeProgress) =>
    reading.update(done / total, `${textsPerSecond.toFixed(0)} texts/s`);
  let report: EmbedReport | undefined;
  await embed(texts, { encoder, onProgress, onReport: (done) => report = done });
  await reading.end();
  if (report) console.log(told(report));
  return encoder;
}

/** What was done, in a sentence. */
function told({ texts, distinct, kept, encoded, blank }: EmbedReport): string {
  const [all, different, before, now, none] = [texts, distinct, kept, encoded, blank]
    .map((count) => count.toLocaleString("en-US"));
  return `${all} texts, ${different} of them different: ${now} encoded, ${before} kept from before` +
    `${blank ? `; ${none} without a letter` : ""}.`;
}
