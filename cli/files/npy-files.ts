import { NpyFile } from "../../src/io/npy.ts";
import { lengthsDiffer } from "../../src/stacks/stack-shape.ts";
import { UsageError } from "../flags/flags.ts";
import { openBytes } from "./file-bytes.ts";

/** A .npy file that is open. */
export interface OpenNpy {
  readonly path: string;
  readonly file: NpyFile;
  close(): Promise<void>;
}

async function openNpy(path: string, check: (shape: readonly number[]) => void): Promise<OpenNpy> {
  const bytes = await openBytes(path);
  try {
    const file = await NpyFile.open(bytes);
    check(file.shape);
    return { path, file, close: () => bytes.close() };
  } catch (error) {
    await bytes.close();
    throw new UsageError(`${JSON.stringify(path)}: ${error instanceof Error ? error.message : error}`);
  }
}

export const closeAll = (files: readonly { close(): Promise<void> }[]): Promise<unknown> =>
  Promise.all(files.map((file) => file.close()));

/**
 * Opens stacks of one length, all of them or none; `check` refuses a file by its shape. Throws a UsageError where one cannot be read, is refused, or has
 * another number of images than the first.
 */
export async function openNpyFiles(paths: readonly string[], check: (shape: readonly number[]) => void): Promise<OpenNpy[]> {
  const files: OpenNpy[] = [];
  try {
    for (const path of paths) files.push(await openNpy(path, check));
    const difference = lengthsDiffer(files.map(({ path, file }) => ({ name: path, length: file.shape[0]! })));
    if (difference) throw new UsageError(difference);
    return files;
  } catch (error) {
    await closeAll(files);
    throw error;
  }
}
