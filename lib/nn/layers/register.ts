/** Every layer of our own, known to tfjs: import this before loading a model that holds one. */
import "./columns.ts";
import "./gate.ts";
import "./group_dense.ts";
import "./members.ts";
import "./periodic.ts";
import "./piecewise_linear.ts";
