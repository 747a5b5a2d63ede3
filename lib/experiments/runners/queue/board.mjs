/** A queue's jobs as pages of bull-board, on this machine and to look at only; started by `deno task queue --board`.
 * The versions are pinned here, and by board.lock. */
import { createBullBoard } from "npm:@bull-board/api@9.10.1";
import { BullMQAdapter } from "npm:@bull-board/api@9.10.1/bullMQAdapter";
import { HonoAdapter } from "npm:@bull-board/hono@9.10.1";
import { Hono } from "npm:hono@4.13.19";
import { serveStatic } from "npm:hono@4.13.19/deno";
import { Queue } from "npm:bullmq@6.7.0";
import { connect } from "./connect.ts";

const { url, queues, port } = JSON.parse(Deno.args[0]);
const connection = await connect(url), adapter = new HonoAdapter(serveStatic);
createBullBoard({
  queues: queues.map((name) =>
    new BullMQAdapter(new Queue(name, { connection }), { readOnlyMode: true })
  ),
  serverAdapter: adapter,
});
const app = new Hono();
// pages of other sites reach this machine by names of their own
app.use((c, next) =>
  /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(c.req.header("host") ?? "")
    ? next()
    : c.text("only by 127.0.0.1", 403)
);
app.route("/", adapter.registerPlugin());
Deno.serve({
  hostname: "127.0.0.1",
  port,
  onListen: ({ port }) => console.log(`Open http://127.0.0.1:${port}/ (Ctrl+C ends it)`),
}, app.fetch);
