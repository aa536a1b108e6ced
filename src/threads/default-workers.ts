import { nodeBuiltin } from "../base/node-builtin.ts";

/** Workers beside this thread, where nothing is said: all cores but one. Node 20 has no navigator. */
export function defaultWorkers(): number {
  const { navigator } = globalThis as { navigator?: { hardwareConcurrency?: number } };
  const cores =
    navigator?.hardwareConcurrency ?? nodeBuiltin<{ availableParallelism(): number }>("node:os")?.availableParallelism();
  return Math.max(1, (cores ?? 2) - 1);
}
