/** A server as the README wants it: with TLS beside its open port, and a user of few rights. */
import { assert } from "../../../assert.ts";
import { freePort, RedisServer } from "./redis_server.ts";

/** The user's password: that of queue_commands_test.ts, for tests share their environment. */
export const PASSWORD = "correct-horse-battery";

/** The rights that the README tells. */
const README = new URL("../../../../lib/experiments/runners/queue/README.md", import.meta.url);
const RIGHTS = /`user study on >PASSWORD ([^`]+)`/.exec(await Deno.readTextFile(README))![1];

/** Such a server, and the addresses of its user. */
export interface SecureServer {
  readonly server: RedisServer;
  /** In the open. */
  readonly url: string;
  /** By TLS; the password is told by the environment. */
  readonly secure: string;
  /** What vouches for it. */
  readonly certificate: string;
}

/** Starts one. */
export async function secureServer(): Promise<SecureServer> {
  const { certificate, key } = await certify(await Deno.makeTempDir()), port = freePort();
  const server = await RedisServer.start(
    ...["--tls-port", String(port), "--tls-cert-file", certificate, "--tls-key-file", key],
    ...["--tls-ca-cert-file", certificate, "--tls-auth-clients", "no"],
    ...["--user", "study", "on", `>${PASSWORD}`, ...RIGHTS.split(" ")],
  );
  const url = server.url.replace("//", `//study:${PASSWORD}@`);
  return { server, url, secure: `rediss://study@localhost:${port}`, certificate };
}

/** A certificate for localhost that vouches for itself. */
async function certify(folder: string): Promise<{ certificate: string; key: string }> {
  const [certificate, key] = [`${folder}/cert.pem`, `${folder}/key.pem`];
  const { success } = await new Deno.Command("openssl", {
    args: [
      ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"],
      ...["-addext", "subjectAltName=DNS:localhost", "-addext", "basicConstraints=CA:FALSE"],
      ...["-keyout", key, "-out", certificate],
    ],
    stderr: "null",
  }).output();
  assert(success, "openssl made no certificate");
  return { certificate, key };
}
