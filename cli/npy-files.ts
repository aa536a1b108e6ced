import { NpyFile } from "../src/io/npy.ts";
import { openBytes } from "./file-bytes.ts";
import { UsageError } from "./flags.ts";

/** A .npy file that is open. */
export interface OpenNpy {
  readonly path: string;
  readonly file: NpyFile;
  close(): Promise<void>;
}

async function openNpy(path: string, check: (file: NpyFile) => void): Promise<OpenNpy> {
  const bytes = await openBytes(path);
  try {
    const file = await NpyFile.open(bytes);
    check(file);
    if (file.shape.slice(1).includes(0)) {
      throw new RangeError(`expected images of at least one pixel, got shape (${file.shape.join(", ")})`);
    }
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
export async function openNpyFiles(paths: readonly string[], check: (file: NpyFile) => void): Promise<OpenNpy[]> {
  const files: OpenNpy[] = [];
  const lengthOf = ({ file }: OpenNpy): number => file.shape[0]!;
  try {
    for (const path of paths) files.push(await openNpy(path, check));
    const first = files[0]!;
    const other = files.find((one) => lengthOf(one) !== lengthOf(first));
    if (other) {
      throw new UsageError(
        `expected stacks of one length, got ${lengthOf(first)} images in ${JSON.stringify(first.path)} and ${lengthOf(other)} in ${JSON.stringify(other.path)}`,
      );
    }
    return files;
  } catch (error) {
    await closeAll(files);
    throw error;
  }
}
