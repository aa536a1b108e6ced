import { constants, openSync, type Stats, write } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { Socket } from "node:net";
import type { Writable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";

/** Text, or bytes as they are. */
export type Content = string | Uint8Array;

/** Takes contents, one after the other, and is closed once. */
export interface Sink {
  write(content: Content): Promise<void>;
  close(): Promise<void>;
}

/** Where a command's result goes. Nothing of it is seen under the file's name before `commit`. */
export interface Output {
  write(content: Content): Promise<void>;
  commit(): Promise<void>;
  /** Drops what was written and is not committed. */
  discard(): Promise<void>;
}

const CHUNK = 1 << 16;

/** Gathers small texts into writes of 64 KiB and more. */
export function gathered(sink: Sink): Sink {
  let waiting = "";
  const flush = async (): Promise<void> => {
    const text = waiting;
    waiting = "";
    if (text) await sink.write(text);
  };
  return {
    async write(content) {
      if (typeof content !== "string") {
        await flush();
        await sink.write(content);
        return;
      }
      waiting += content;
      if (waiting.length >= CHUNK) await flush();
    },
    close: () => flush().then(sink.close),
  };
}

export const fileSink = (file: FileHandle): Sink => ({
  write: (content) => file.writeFile(content),
  close: () => file.close(),
});

const written = (stream: Writable, content: Content): Promise<void> =>
  new Promise((resolve, reject) => stream.write(content, (error) => (error ? reject(error) : resolve())));

/** Standard output, which stays open. The program's own handler ends it on an error, so that a write that failed never returns. */
export const stdoutSink = (): Sink => ({
  write: (content) => written(process.stdout, content).catch(() => new Promise(() => {})),
  close: async () => {},
});

/** Standard error as a result's place, which stays open. */
export const stderrSink = (): Sink => ({ write: (content) => written(process.stderr, content), close: async () => {} });

function socketSink(fd: number): Sink {
  const pipe = new Socket({ fd, readable: false, writable: true });
  pipe.on("error", () => {});
  return {
    write: (content) => written(pipe, content),
    close: () => new Promise((resolve, reject) => void pipe.end((error?: Error | null) => (error ? reject(error) : resolve()))),
  };
}

/** Opens a named pipe when it has a reader. Neither opening nor writing holds a thread, for which `process.exit` would wait. */
export async function pipeSink(path: string): Promise<Sink> {
  const opened = (): number | undefined => {
    try {
      return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENXIO") throw error;
    }
  };
  let fd = opened();
  for (; fd === undefined; fd = opened()) await setTimeout(20);
  return socketSink(fd);
}

const writeBytes = promisify(write);

/** Writes at the descriptor's own position, or at the file's end where it was opened so. It stays open. */
async function writeAll(fd: number, content: Content): Promise<void> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  for (let done = 0; done < bytes.length; ) done += (await writeBytes(fd, bytes, done, bytes.length - done, null)).bytesWritten;
}

/** A pipe's reader that goes away has what it wanted, as one of standard output has. */
function endQuietly(error: NodeJS.ErrnoException): never {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
}

/** A descriptor that this process was given, beside standard output and error. */
export function descriptorSink(fd: number, stats: Stats): Sink {
  if (!stats.isFIFO() && !stats.isSocket()) return { write: (content) => writeAll(fd, content), close: async () => {} };
  const { write, close } = socketSink(fd);
  return { write: (content) => write(content).catch(endQuietly), close: () => close().catch(endQuietly) };
}

/** A device, or a file that another process has open and that is added to. */
export const placeSink = async (path: string, stats: Stats): Promise<Sink> =>
  fileSink(await open(path, constants.O_WRONLY | (stats.isFile() ? constants.O_APPEND : 0)));
