import { readFile } from "node:fs/promises";
import { UsageError } from "../flags/flags.ts";
import { reason } from "../flags/reason.ts";

/** Why a file cannot be read. */
export const whyUnread = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code === "ENOENT" ? "no such file" : reason(error);

/** A file's text without its byte order mark. Throws a UsageError that begins with `what`. */
export async function readText(path: string, what: string): Promise<string> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new UsageError(`${what}: ${whyUnread(error)}`);
  });
  return text.replace(/^\uFEFF/, "");
}
