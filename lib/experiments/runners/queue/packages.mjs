/** What of BullMQ and ioredis a queue uses: build.ts makes one file of it. The versions are pinned here, and
 * by packages.lock. */
export { Job, Queue, QueueEvents, UnrecoverableError, Worker } from "npm:bullmq@6.7.0";
export { Redis } from "npm:ioredis@5.11.1";
