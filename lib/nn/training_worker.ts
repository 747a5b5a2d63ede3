/** Worker of training_pool.ts: trains a network and answers with its weights. */
import { serve } from "../core/pool.ts";
import { Rng } from "../core/rng.ts";
import { networkClassifier } from "./network_classifier.ts";
import type { Trained, Training } from "./training_pool.ts";
import { weightValues } from "./weight_values.ts";

serve(async ({ settings, x, y, seed }: Training): Promise<Trained> => {
  const { model, history, dispose } = await networkClassifier(settings).fit(x, y, new Rng(seed));
  const weights = weightValues(model);
  dispose();
  return { weights, history };
});
