import { getSystemErrorMap } from "node:util";

/** Where the system's own words say too little. */
const REASONS: Readonly<Record<string, string>> = {
  EISDIR: "it is a folder",
  ENOENT: "no such folder",
  ENOTDIR: "part of the path is not a folder",
  EPIPE: "its reader is gone",
};

/** The reason of a failed file operation in a few words. */
export function reason(error: unknown): string {
  const { code = "", errno = 0, message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? getSystemErrorMap().get(errno)?.[1] ?? message;
}
