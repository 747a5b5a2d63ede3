import { assert, assertEquals, assertFails } from "../../../assert.ts";
import { longTests, redis as redisHere } from "../../../needs.ts";
import { buildQueueClient } from "../../../../lib/experiments/runners/queue/build.ts";
import { openRuns } from "../../../../lib/experiments/runs/runs.ts";
import { grid } from "../../../../lib/experiments/search/space.ts";
import { freePort, RedisServer } from "./redis_server.ts";
import { essence, searchToy, toyQueue, ToyWorker } from "./toy_queue.ts";

/** The rights that the README tells. */
const readme = await Deno.readTextFile(
  new URL("../../../../lib/experiments/runners/queue/README.md", import.meta.url),
);
const RIGHTS = /`user study on >PASSWORD ([^`]+)`/.exec(readme)![1];

/** A certificate for localhost that vouches for itself. */
async function certificate(folder: string): Promise<{ cert: string; key: string }> {
  const [cert, key] = [`${folder}/cert.pem`, `${folder}/key.pem`];
  const { success } = await new Deno.Command("openssl", {
    args: [
      ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"],
      ...["-addext", "subjectAltName=DNS:localhost", "-addext", "basicConstraints=CA:FALSE"],
      ...["-keyout", key, "-out", cert],
    ],
    stderr: "null",
  }).output();
  assert(success, "openssl made no certificate");
  return { cert, key };
}

Deno.test({
  name: "a user of few rights searches over TLS, and an authority that is not trusted is refused",
  ignore: !redisHere || !longTests,
}, async () => {
  await buildQueueClient();
  const { cert, key } = await certificate(await Deno.makeTempDir()), port = freePort();
  await using server = await RedisServer.start(
    ...["--tls-port", String(port), "--tls-cert-file", cert, "--tls-key-file", key],
    ...["--tls-ca-cert-file", cert, "--tls-auth-clients", "no"],
  );
  assert((await server.say(`ACL SETUSER study on >sesame ${RIGHTS}`)).startsWith("+OK"));
  const url = `rediss://study@localhost:${port}`, runs = openRuns(await Deno.makeTempDir());
  const untrusted = searchToy(grid({ width: [1] }), toyQueue(url), { runs });
  await assertFails(() => untrusted, "cannot be used", "ertificate");
  assertEquals(await runs.all(), []);

  const env = { DENO_CERT: cert, STUDY_QUEUE_PASSWORD: "sesame" };
  await using _worker = await ToyWorker.start(url, { env });
  const module = JSON.stringify(new URL("./toy_queue.ts", import.meta.url).href);
  const spaces = JSON.stringify(
    new URL("../../../../lib/experiments/search/space.ts", import.meta.url),
  );
  const script = `
    import { essence, searchToy, toyQueue } from ${module};
    import { grid } from ${spaces};
    const runs = await searchToy(grid({ width: [8, 16], fail: [0, 1] }), toyQueue("${url}"));
    console.log(JSON.stringify(essence(runs)));`;
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-lock", script],
    env,
    stderr: "inherit",
  }).output();
  const local = essence(await searchToy(grid({ width: [8, 16], fail: [0, 1] })));
  assertEquals(JSON.parse(new TextDecoder().decode(stdout)), JSON.parse(JSON.stringify(local)));
});
