/** What a queue's server is like, and what of it would lose jobs. */
import type { Redis } from "./bullmq.ts";
import { connect, withoutPassword } from "./connect.ts";
import { KNOWN } from "./overview.ts";
import { release } from "./release.ts";
import { connectedTo, statusOf } from "./workers.ts";

/** One thing to know of a queue. */
export interface QueueFinding {
  readonly name: string;
  /** What was found; undefined where something is amiss. */
  readonly found: string | undefined;
  /** What that costs. */
  readonly without: string;
  readonly get: string;
}

/** Looks at a queue; nothing stays changed in it.
 * @returns a connection that fails as the one finding */
export async function examineQueue(url: string): Promise<QueueFinding[]> {
  const shown = withoutPassword(url);
  let redis: Redis;
  try {
    redis = await connect(url);
  } catch (error) {
    const get = "a Redis or Valkey server, its address, STUDY_QUEUE_PASSWORD";
    return [{ name: "the queue", found: undefined, without: (error as Error).message, get }];
  }
  try {
    const refused = await refusalOf(redis);
    if (refused !== undefined) {
      const get = "the rights that lib/experiments/runners/queue/README.md names";
      return [{ name: "the user's rights", found: undefined, without: refused, get }];
    }
    const info = await redis.info("server"),
      line = (name: string) => new RegExp(`^${name}:(.*?)\r?$`, "m").exec(info)?.[1] ?? "";
    const valkey = line("valkey_version"), version = valkey || line("redis_version");
    const setting = async (name: string) => (await redis.config("GET", name).catch(() => []))[1];
    const [policy, appends] = [await setting("maxmemory-policy"), await setting("appendonly")];
    const who = await redis.acl("WHOAMI").catch(() => "default");
    const own = await release(), all = await connectedTo(redis);
    const { workers, slots, trouble } = statusOf(all, [], own);
    const isOwn = workers > 0;
    return [
      {
        name: "the queue",
        found: `${valkey ? "Valkey" : "Redis"} ${version} at ${shown}, as user ${who}`,
        without: "",
        get: "",
      },
      {
        name: "what is full",
        found: policy === "noeviction" ? policy : undefined,
        without: `maxmemory-policy is ${
          policy ?? "not told to this user"
        }: jobs may be thrown away`,
        get: "maxmemory-policy noeviction",
      },
      {
        name: "a restart",
        found: appends === "yes" ? "append-only: jobs outlive it" : undefined,
        without: `appendonly is ${appends ?? "not told to this user"}: jobs are sent again`,
        get: "appendonly yes",
      },
      {
        name: "the replay",
        found: replays(valkey ? "99" : version) || await defaultUserIsOn(redis)
          ? "what Lua wrote comes back after a restart"
          : undefined,
        without: "with user default off, this version drops at its start what Lua wrote: every job",
        get: "user default on, with a long password of its own (redis#14545)",
      },
      {
        name: "workers",
        found: isOwn ? `${workers}, ${slots} at a time` : undefined,
        without: trouble ?? "",
        get: `deno task worker --queue ${shown}, of this code (${own.code.slice(0, 8)})`,
      },
    ];
  } finally {
    redis.disconnect();
  }
}

/** Does once what searches and workers do; undefined where the server lets us, else what it says. */
async function refusalOf(redis: Redis): Promise<string | undefined> {
  try {
    await redis.set("study:doctor", "", "EX", 1);
    await redis.eval('return redis.call("exists", KEYS[1])', 1, "bull:doctor");
    await Promise.all([redis.info("server"), redis.client("LIST"), redis.smembers(KNOWN)]);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Redis 8.4 was the first after the repair.
 * @see https://github.com/redis/redis/pull/14545 */
const replays = (version: string): boolean => {
  const [major, minor] = version.split(".").map(Number);
  return major > 8 || (major === 8 && minor >= 4);
};

/** Whether anybody may log in as the user by whose rights a file of appends is replayed; true where it is not told. */
async function defaultUserIsOn(redis: Redis): Promise<boolean> {
  const flags = await redis.acl("GETUSER", "default").catch(() => undefined);
  return !JSON.stringify(flags ?? "").includes('"off"');
}
