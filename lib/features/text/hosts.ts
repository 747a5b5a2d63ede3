/** Where sentence models come from over the network. */

/** The hub, and where it sends those on who want a file. */
const HUB = ["huggingface.co", "*.huggingface.co", "*.hf.co"];

/** The host of an address, with its port where one is named; undefined where it is no address of the web. */
export function hostOfHub(address: string): string | undefined {
  const url = URL.parse(address);
  return url && /^https?:$/.test(url.protocol) ? url.host : undefined;
}

/** The hosts that bring a model: the hub's, and the mirror that HF_ENDPOINT names. (PyPI is asked by pip, a program
 * of its own.) */
export function modelHosts(): string[] {
  const mirror = hostOfHub(Deno.env.get("HF_ENDPOINT") ?? "");
  return mirror && !HUB.includes(mirror) ? [...HUB, mirror] : HUB;
}
