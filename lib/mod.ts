/** The one door: everything that a notebook of the study calls. */
import "./notebook/kernel.ts"; // first, for it mends the kernel's lost output

export * from "./core/errors.ts";
export * from "./core/matrix.ts";
export * from "./core/rng.ts";
export * from "./core/statistics.ts";

export * from "./data/course.ts";
export * from "./data/prediction.ts";
export * from "./data/read.ts";
export * from "./data/split.ts";
export * from "./data/tracks.ts";

export * from "./features/features.ts";
export * from "./features/numeric.ts";
export * from "./features/scale.ts";

export * from "./models/bayes.ts";
export * from "./models/estimator.ts";
export * from "./models/logistic.ts";
export * from "./models/majority.ts";

export * from "./study/metrics.ts";
export * from "./study/ranking.ts";
export * from "./study/multilabel.ts";
export * from "./study/session.ts";

export * from "./show/confusion.ts";
export * from "./show/curves.ts";
export * from "./show/figure.ts";
export * from "./show/frames.ts";
export * from "./show/progress.ts";
export * from "./show/tables.ts";
