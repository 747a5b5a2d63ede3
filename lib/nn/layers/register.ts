/** Every layer of our own, known to tfjs: import this before loading a model that holds one. */
import "./attention_pooling.ts";
import "./class_token.ts";
import "./columns.ts";
import "./gate.ts";
import "./group_dense.ts";
import "./mean_over_steps.ts";
import "./members.ts";
import "./multi_head_attention.ts";
import "./own_scores.ts";
import "./padding_mask.ts";
import "./periodic.ts";
import "./piecewise_linear.ts";
import "./pick.ts";
import "./positions.ts";
import "./recurrent.ts";
import "./spec_augment.ts";
import "./step.ts";
