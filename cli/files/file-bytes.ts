import { type FileHandle, open } from "node:fs/promises";
import type { ByteSource } from "../../src/io/npy.ts";
import { UsageError } from "../flags/flags.ts";
import { whyUnread } from "./text-file.ts";

/** A file that is read by ranges. */
export interface FileBytes extends ByteSource {
  close(): Promise<void>;
}

async function readRange(file: FileHandle, begin: number, end: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(end - begin);
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, begin + done);
    if (bytesRead === 0) throw new Error(`it ended at byte ${begin + done}, and ${end} were expected: was it cut off meanwhile?`);
    done += bytesRead;
  }
  return bytes;
}

/** Opens a file for reading. Throws a UsageError where that is not possible. */
export async function openBytes(path: string): Promise<FileBytes> {
  const fail = (what: string): never => {
    throw new UsageError(`cannot read ${JSON.stringify(path)}: ${what}`);
  };
  const file = await open(path).catch((error: unknown) => fail(whyUnread(error)));
  const stats = await file.stat();
  if (!stats.isFile()) {
    await file.close();
    fail(stats.isDirectory() ? "it is a folder" : "it is no file that can be read by ranges");
  }
  return { size: stats.size, read: (begin, end) => readRange(file, begin, end), close: () => file.close() };
}
