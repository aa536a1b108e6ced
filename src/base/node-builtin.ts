/** A module of Node's own, where this is Node (20.16 or newer); an import would be in the way of bundlers for the browser. */
export function nodeBuiltin<T>(name: string): T | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } };
  return process?.getBuiltinModule?.(name) as T | undefined;
}
