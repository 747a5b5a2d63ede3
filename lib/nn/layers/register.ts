/** Every layer of our own, known to tfjs: import this before loading a model that holds one. */
import "./members.ts";
