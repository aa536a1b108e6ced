import { constants, openSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { Socket } from "node:net";
import type { Writable } from "node:stream";
import { setTimeout } from "node:timers/promises";

/** Text, or bytes as they are. */
export type Content = string | Uint8Array;

/** Takes contents, one after the other, and is closed once. */
export interface Sink {
  write(content: Content): Promise<void>;
  close(): Promise<void>;
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
  const pipe = new Socket({ fd, readable: false, writable: true });
  pipe.on("error", () => {});
  return {
    write: (content) => written(pipe, content),
    close: () => new Promise((resolve, reject) => void pipe.end((error?: Error | null) => (error ? reject(error) : resolve()))),
  };
}

export const deviceSink = async (path: string): Promise<Sink> => fileSink(await open(path, "w"));
