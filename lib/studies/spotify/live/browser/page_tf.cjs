// tf.js as the page has it, from a script of its own: what the bundle takes for the package.
module.exports = globalThis.tf;
