import { statSync } from "node:fs";
import { UsageError } from "../flags/flags.ts";

function identity(path: string): string | undefined {
  try {
    const stats = statSync(path, { bigint: true });
    return stats.isFile() ? `${stats.dev}:${stats.ino}` : undefined;
  } catch {
    // Whoever opens it says why it cannot be opened.
    return undefined;
  }
}

/** Throws a UsageError where `--out` is one of the stacks that are read, under this name or another. */
export function checkNotInput(target: string, inputs: readonly string[]): void {
  const out = target === "-" ? undefined : identity(target);
  const input = inputs.find((path) => out !== undefined && identity(path) === out);
  if (input === undefined) return;
  throw new UsageError(`--out: expected another file than the stack ${JSON.stringify(input)}, which would be lost`);
}
