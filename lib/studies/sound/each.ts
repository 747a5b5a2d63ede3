/** Something of each of several clips, with a bar where there are many. */
import type { Clip } from "../../audio/mod.ts";
import { progress } from "../../show/progress.ts";

/** A row for each clip.
 * @param what stands before the bar */
export function forEachClip<Row>(
  what: string,
  clips: readonly Clip[],
  row: (clip: Clip) => Row,
): Row[] {
  if (clips.length < 8) return clips.map(row);
  const bar = progress(what, clips.length);
  const rows = clips.map((clip, i) => {
    const made = row(clip);
    bar.update(i + 1);
    return made;
  });
  void bar.end();
  return rows;
}
