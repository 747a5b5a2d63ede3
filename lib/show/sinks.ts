/** The three places where progress is drawn. */
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import type cliProgress from "cli-progress";
import { escapeHtml } from "./format.ts";
import { rate } from "./pace.ts";

/** How far it is at one moment. */
export interface Moment {
  /** What is being done. */
  readonly title: string;
  /** Steps that are finished. */
  readonly done: number;
  /** Steps in all. */
  readonly total: number;
  /** What is worth saying right now; may be empty. */
  readonly note: string;
  /** Seconds since the start. */
  readonly seconds: number;
  /** Steps a second; absent until that can be told. */
  readonly perSecond?: number;
  /** Seconds that the other steps will take; absent until that can be told. */
  readonly secondsLeft?: number;
  /** Whether this is the last drawing. */
  readonly ended: boolean;
}

/** Something that can draw a moment over the one before. */
export interface Sink {
  /** Milliseconds that must pass between two drawings; the last is always drawn. */
  readonly interval: number;
  /** Draws a moment in place of the one before. */
  draw(moment: Moment): void | Promise<void>;
}

/** 8 s, 75 s → "1:15 min", 2 h. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds), two = (value: number) => String(value).padStart(2, "0");
  if (whole < 3600) return `${Math.floor(whole / 60)}:${two(whole % 60)} min`;
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)} h`;
}

/** "3/5 · 12 s, 15 per min, about 8.0 s left · fold 3" */
function status({ done, total, note, seconds, ended, perSecond, secondsLeft }: Moment): string {
  const times = ended ? [`in ${duration(seconds)}`] : [
    duration(seconds),
    ...(perSecond === undefined ? [] : [rate(perSecond)]),
    ...(secondsLeft === undefined ? [] : [`about ${duration(secondsLeft)} left`]),
  ];
  return [`${done}/${total}`, times.join(", "), ...(note ? [note] : [])].join(" · ");
}

const share = ({ done, total }: Moment) => total > 0 ? Math.min(1, Math.max(0, done / total)) : 1;

/** Redraws one output of the cell: `display_data` first, `update_display_data` after. */
export function jupyterSink(
  broadcast: (type: string, content: Record<string, unknown>) => Promise<void>,
): Sink {
  const id = randomUUID();
  let shown = false;
  return {
    interval: 200,
    async draw(moment) {
      const text = `${moment.title}: ${status(moment)}`;
      const attributes = [
        `value="${share(moment).toFixed(3)}" max="1" aria-label="${escapeHtml(moment.title)}"`,
        `style="vertical-align: middle; margin-right: .5em"`,
      ];
      const bar = `<progress ${attributes.join(" ")}></progress>`;
      const type = shown ? "update_display_data" : "display_data";
      shown = true;
      await broadcast(type, {
        data: { "text/html": bar + escapeHtml(text), "text/plain": text },
        metadata: {},
        transient: { display_id: id },
      });
    },
  };
}

/** The bars that are drawn on a stream, one below the other, and how many of them have not ended. */
interface Bars {
  readonly group: cliProgress.MultiBar;
  open: number;
}

const barsOn = new WeakMap<NodeJS.WritableStream, Bars>();

const FORMAT = "{title} {bar} {percentage} % {status}", BAR = 24;

/** Those of a stream on which some run, else new ones. */
function barsOf(stream: NodeJS.WritableStream): Bars {
  const open = barsOn.get(stream);
  if (open) return open;
  const { MultiBar, Presets }: typeof cliProgress = createRequire(import.meta.url)(
    "cli-progress",
  ); // at first use
  const group = new MultiBar({
    stream,
    format: FORMAT,
    barsize: BAR,
    // a computation that throws would leave the cursor hidden and long lines cut
    hideCursor: false,
    linewrap: true,
    clearOnComplete: false,
    autopadding: true,
  }, Presets.shades_classic);
  const bars = { group, open: 0 };
  barsOn.set(stream, bars);
  return bars;
}

/** A bar of npm's cli-progress in a terminal, below those that run. */
export function terminalSink(stream: NodeJS.WritableStream): Sink {
  let bar: cliProgress.SingleBar | undefined;
  return {
    interval: 100,
    draw(moment) {
      const bars = barsOf(stream);
      // a line that goes on below would not be found again
      const room = ((stream as { columns?: number }).columns ?? 80) -
        (moment.title.length + BAR + " 100 % ".length + 2);
      const payload = { title: moment.title, status: status(moment).slice(0, Math.max(0, room)) };
      if (!bar) {
        bar = bars.group.create(Math.max(moment.total, 1), moment.done, payload);
        bars.open++;
      } else bar.update(moment.done, payload);
      if (!moment.ended) return;
      bar.stop();
      if (--bars.open > 0) return;
      bars.group.stop();
      barsOn.delete(stream);
    },
  };
}

/** A line at the start, one every ten seconds, one at the end: for logs. */
export function plainSink(write: (line: string) => void): Sink {
  return { interval: 10_000, draw: (moment) => write(`${moment.title}: ${status(moment)}`) };
}
