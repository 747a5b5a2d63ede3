/** What the types of a kernel's cells tell: warnings below a cell, completion, documentation. */
import { completeness } from "./completeness.ts";
import { Language } from "./language.ts";
import { notice } from "./notice.ts";
import { projectOf } from "./project.ts";
import type { Service } from "./service.ts";
import type { KernelPlace } from "./services.ts";
import { warningText } from "./warnings.ts";

/** Set to `off` where Jupyter or VS Code starts, it turns warnings off. In one cell the comment
 * `// @ts-nocheck` does so, for one line `// @ts-ignore`. */
export const TYPES_VARIABLE = "KERNEL_TYPES";

/** Starts the service; its `deno lsp` starts when the first cell has ended, or, where nobody wants warnings, with the first
 * question. */
export function cellTypes(
  { cwd }: KernelPlace,
  { warns = Deno.env.get(TYPES_VARIABLE) !== "off", patience }: {
    readonly warns?: boolean;
    readonly patience?: { readonly complete: number; readonly inspect: number };
  } = {},
): Service {
  const language = new Language({
    folder: cwd,
    project: projectOf(cwd),
    lazy: !warns,
    ...patience && { patience },
  });
  return {
    async beforeExecute({ code, display }) {
      if (!warns || /^\s*\/\/\s*@ts-nocheck\b/.test(code)) return;
      const text = warningText(await language.warnings(code), code);
      if (text) display(notice(text));
    },
    afterExecute: ({ code }) => language.executed(code),
    complete: (place) => language.complete(place),
    inspect: (place) => language.inspect(place),
    isComplete: (code) => Promise.resolve(completeness(code)),
    restarted: () => language.restarted(),
    close: () => language.close(),
  };
}
