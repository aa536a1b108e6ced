import { closeSync, constants, fstatSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";

const BLOCK = 1 << 20;

function copyRange(from: number, to: number, begin: number, end: number): void {
  const block = new Uint8Array(Math.min(BLOCK, end - begin));
  for (let at = begin; at < end; ) {
    const read = readSync(from, block, 0, Math.min(block.length, end - at), at);
    if (read === 0) throw new Error("its copy was cut off meanwhile");
    for (let done = 0; done < read; ) done += writeSync(to, block, done, read - done, at + done);
    at += read;
  }
}

/**
 * Writes one file's content over another's, which stays the same file. What is longer than before is written first:
 * where the disk is full the other file is as it was. All is done in one go, which no signal's handler interrupts.
 */
export function writeOver(from: string, to: string): void {
  const source = openSync(from, "r");
  try {
    const target = openSync(to, constants.O_WRONLY);
    try {
      const size = fstatSync(source).size;
      const before = fstatSync(target).size;
      try {
        copyRange(source, target, Math.min(before, size), size);
      } catch (error) {
        ftruncateSync(target, before);
        throw error;
      }
      copyRange(source, target, 0, Math.min(before, size));
      ftruncateSync(target, size);
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source);
  }
}
