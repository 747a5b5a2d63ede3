/** Every kind of network under the contract of classifiers, on a table whose four columns are steps or a picture. */
import { networkClassifier } from "../../lib/nn/network_classifier.ts";
import { contract } from "../models/contract.ts";

const quick = { batchSize: 16, epochs: 40, learningRate: .01 };
const networks = {
  cnn1d: { channels: [8], kernel: 3, pool: "none", layers: [16] },
  cnn2d: { shape: [2, 2, 1], channels: [16], kernel: 2, pool: "none", end: "flatten" },
  rnn: { cell: "gru", units: [16], pooling: "mean" },
  transformer: { width: 16, heads: 2, blocks: 1, feedForward: 32, positions: "learnt" },
};
for (const [network, plan] of Object.entries(networks)) {
  contract(network, () => networkClassifier({ ...quick, network, ...plan }), { tolerance: 1e-5 });
}
