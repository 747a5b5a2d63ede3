import { type Moment, progress } from "../../lib/show/progress.ts";
import { watched, watchedFits } from "../../lib/show/watched.ts";
import { localRunner } from "../../lib/experiments/runners/runner.ts";
import { search } from "../../lib/experiments/search/search.ts";
import { grid } from "../../lib/experiments/search/space.ts";
import { assertEquals } from "../assert.ts";

Deno.test("a watched search ends its bar at all done, with the best and the failed", async () => {
  const moments: Moment[] = [];
  const sink = { interval: 0, draw: (moment: Moment) => void moments.push(moment) };
  const trial = (job: { settings: { x?: number } }) => {
    if (job.settings.x === 3) throw new Error("diverged");
    return { scores: { accuracy: 1 / job.settings.x! } };
  };
  const runner = localRunner({ rows: () => 1, trial }, {});
  await search(grid({ x: [2, 3, 4] }), runner, {
    part: "00",
    ...watched("toy", (name, total) => progress(name, total, { sink })),
  });
  await new Promise((resolve) => setTimeout(resolve));
  const { title, done, total, note, ended } = moments.at(-1)!;
  assertEquals({ title, done, total, ended }, { title: "toy", done: 3, total: 3, ended: true });
  assertEquals(note, "best accuracy 0.5000, 1 failed");
});

Deno.test("a watched evaluation's bar ends with the last fit", () => {
  const drawn: string[] = [];
  const { onFit } = watchedFits("texts", (title, total) => ({
    update: (done, note) => void drawn.push(`${title} ${done}/${total} ${note}`),
    end: () => (drawn.push("end"), Promise.resolve()),
  }));
  onFit(0, "", 2);
  onFit(1, "a", 2);
  onFit(2, "b", 2);
  assertEquals(drawn, ["texts 0/2 ", "texts 1/2 a", "texts 2/2 b", "end"]);
});
