import { checkInteger, wrongValue } from "../base/checks.ts";

const MOST_WORKERS = 1024;

/** Node's version where it can start no worker: `process.getBuiltinModule`, which leads to them, came with 20.16. */
function nodeWithoutWorkers(): string | undefined {
  const { process, Worker } = globalThis as {
    process?: { getBuiltinModule?: unknown; versions?: { node?: string } };
    Worker?: unknown;
  };
  const canStart = Worker !== undefined || process?.getBuiltinModule !== undefined;
  return canStart ? undefined : process?.versions?.node;
}

/**
 * The number of workers that a caller asks for. A Node that is too old to start any refuses all but 0, because the caller would
 * wait for threads that never help. Pages whose policy forbids workers do not: what a policy forbids shows only later.
 */
export function checkWorkers(value: unknown, name = "workers"): number {
  const count = checkInteger(value, name, 0, MOST_WORKERS);
  const version = count > 0 ? nodeWithoutWorkers() : undefined;
  if (version === undefined) return count;
  throw wrongValue(name, `0 on Node ${version}, because workers need Node 20.16 or newer (process.getBuiltinModule)`, count);
}
