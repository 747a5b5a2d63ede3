/** Variables of the environment for the length of a test. */
export function withEnv<T>(values: Readonly<Record<string, string>>, body: () => T): T {
  const before = Object.keys(values).map((name) => [name, Deno.env.get(name)] as const);
  const restore = () => {
    for (const [name, value] of before) {
      if (value === undefined) Deno.env.delete(name);
      else Deno.env.set(name, value);
    }
  };
  for (const [name, value] of Object.entries(values)) Deno.env.set(name, value);
  let result: T;
  try {
    result = body();
  } catch (error) {
    restore();
    throw error;
  }
  if (result instanceof Promise) return result.finally(restore) as T;
  restore();
  return result;
}
