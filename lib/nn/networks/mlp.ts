/** Multilayer perceptrons as a kind of network. */
import { fitEmbedding, fullEmbedding } from "../embedding.ts";
import { mlp as build, MLP_DEFAULTS, type MlpSettings } from "../mlp.ts";
import { denseCost, type NetworkKind } from "./kind.ts";

/** See `mlp`. */
export const mlp: NetworkKind<MlpSettings> = {
  name: "mlp",
  defaults: MLP_DEFAULTS,
  fitted: (settings, x) => ({ ...settings, embedding: fitEmbedding(settings.embedding, x) }),
  build,
  cost({ inputs, classes, layers = MLP_DEFAULTS.layers, members = 1, embedding = "none" }) {
    const { size, width } = embeddingOf(fullEmbedding(embedding));
    const embedded = inputs * width * (size || 1);
    return members * denseCost([inputs * (size || width), ...layers, classes]) +
      (width > 1 ? embedded : 0);
  },
};

/** A column's vector, and what it is made of: 0 and 1 where it is the number itself. */
function embeddingOf(embedding: ReturnType<typeof fullEmbedding>): { size: number; width: number } {
  if (embedding === "none") return { size: 0, width: 1 };
  const { size } = embedding;
  if (embedding.kind === "periodic") return { size, width: 2 * embedding.frequencies };
  return { size, width: embedding.bins };
}
