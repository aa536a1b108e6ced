import type { Stats } from "node:fs";
import { UsageError } from "../flags/flags.ts";
import { reason } from "../flags/reason.ts";
import { silenceProgress } from "./progress.ts";
import { replacedFile } from "./replaced-file.ts";
import { descriptorSink, gathered, type Output, pipeSink, placeSink, type Sink, stderrSink, stdoutSink } from "./sinks.ts";
import { targetOf } from "./target.ts";

export type { Output } from "./sinks.ts";

/** What is written where it is, with nothing to replace: standard output, a device or a pipe. */
const inPlace = (sink: Sink): Output => {
  const { write, close } = gathered(sink);
  return { write, commit: close, discard: () => sink.close().catch(() => {}) };
};

function openDescriptor(fd: number, stats: Stats): Sink {
  if (fd === 1) return stdoutSink();
  if (fd !== 2) return descriptorSink(fd, stats);
  silenceProgress();
  return stderrSink();
}

async function openPath(path: string): Promise<Output> {
  const target = targetOf(path);
  if (target.is === "file") return replacedFile(target.path, target.old);
  if (target.is === "descriptor") return inPlace(openDescriptor(target.fd, target.stats));
  return inPlace(await (target.stats.isFIFO() ? pipeSink(target.path) : placeSink(target.path, target.stats)));
}

/**
 * Opens `target`, which the flag `flag` named: a file or `-` for standard output, before the work starts. A file is
 * gathered under another name and takes its place when it is complete; on an error or a signal it is removed. A
 * descriptor, a device or a pipe is written to where it stands.
 * Throws a UsageError where the file cannot be written, an Error where writing fails later.
 */
export async function openOutput(target: string, flag = "out"): Promise<Output> {
  if (target === "-") return inPlace(stdoutSink());
  const says = (error: unknown): string => `--${flag}: cannot write ${JSON.stringify(target)}: ${reason(error)}`;
  const { write, commit, discard } = await openPath(target).catch((error: unknown) => {
    throw new UsageError(says(error));
  });
  const fail = (error: unknown): never => {
    throw new Error(says(error));
  };
  return { write: (content) => write(content).catch(fail), commit: () => commit().catch(fail), discard };
}

/** Opens `target`, has it written, and commits it, or drops it where that fails. */
export async function writeTo(target: string, write: (out: Output) => Promise<void>): Promise<void> {
  const out = await openOutput(target);
  try {
    await write(out);
    await out.commit();
  } catch (error) {
    await out.discard();
    throw error;
  }
}
