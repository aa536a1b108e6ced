import { element } from "./elements.ts";

/** A download has its own hold on a blob once it is under way. */
const HOLD = 10_000;

/** Downloads what is behind an address, under a name. */
export function download(uri: string, file: string): void {
  const link = element("a");
  link.href = uri;
  link.download = file;
  link.click();
}

/** Downloads the blob under a name. */
export function save(blob: Blob, file: string): void {
  const uri = URL.createObjectURL(blob);
  download(uri, file);
  setTimeout(() => URL.revokeObjectURL(uri), HOLD);
}
