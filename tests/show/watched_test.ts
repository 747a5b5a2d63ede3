import { type Moment, progress } from "../../lib/show/progress.ts";
import { shown, watched, watchedFits } from "../../lib/show/watched.ts";
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
    ended: false,
    update: (done, note) => void drawn.push(`${title} ${done}/${total} ${note}`),
    end: () => (drawn.push("end"), Promise.resolve()),
  }));
  onFit(0, "", 2);
  onFit(1, "a", 2);
  onFit(2, "b", 2);
  assertEquals(drawn, ["texts 0/2 ", "texts 1/2 a", "texts 2/2 b", "end"]);
});

Deno.test("a search that was interrupted has a bar of its own when it runs again", () => {
  const bars: { ended: boolean; told: string[] }[] = [];
  const show = shown(() => {
    const bar = { ended: false, told: [] as string[] };
    bars.push(bar);
    return {
      get ended() {
        return bar.ended;
      },
      update: (done, note, left) => void bar.told.push(`${done} ${note} ${left}`),
      end: () => Promise.resolve(void (bar.ended = true)),
    };
  });
  const tell = (done: number, reused: number, secondsLeft: number) => {
    const progress = { done, total: 4, running: 2, reused, failed: 0, secondsLeft };
    show({ kind: "search", name: "batch size", progress });
  };
  tell(0, 0, NaN);
  tell(1, 0, 6);
  bars[0].ended = true;
  tell(1, 0, 6); // what comes after the interrupt
  tell(0, 0, NaN);
  tell(1, 1, NaN);
  assertEquals(bars.map(({ told }) => told), [
    ["0  NaN", "1  6", "1  6"],
    ["0  NaN", "1 1 from the records NaN"],
  ]);
});
