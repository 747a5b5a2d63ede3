import { mlpClassifier } from "../../lib/nn/classifier.ts";
import { embedColumns } from "../../lib/nn/embed_columns.ts";
import { contract } from "../models/contract.ts";

const quick = { batchSize: 16, epochs: 60, learningRate: .01 } as const;
contract("mlp", () => mlpClassifier({ ...quick, layers: [32] }));
contract(
  "ensemble of mlps",
  () => mlpClassifier({ ...quick, layers: [16], members: 3, validationShare: .2 }),
);
contract(
  "mlp, embedded in part",
  () => embedColumns(["column 0", "column 1"], { ...quick, layers: [16], embedding: "periodic" }),
);
