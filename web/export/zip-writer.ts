// An archive of files that are stored as they are: APPNOTE 6.3.10 of the ZIP format. What is known of a file when it is added, its sum too, goes before
// it, so that every program can read it from the front; and the directory grows with it, so that the end is no long task.
import { MEDIA_TYPES } from "../../src/base/media-types.ts";
import { BlobParts } from "./blob-parts.ts";

const LOCAL_HEADER = 0x04034b50; // 4.3.7
const DIRECTORY_HEADER = 0x02014b50; // 4.3.12
const DIRECTORY_END = 0x06054b50; // 4.3.16
const VERSION = 20;
const UTF_8 = 1 << 11;
/** What its numbers can say without the extension for more. */
export const MOST_FILES = 65_535;
const MOST_BYTES = 2 ** 32 - 1;

/** CRC-32 of each byte. */
const SUMS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  return sum;
});

function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) sum = (sum >>> 8) ^ SUMS[(sum ^ bytes[i]!) & 255]!;
  return ~sum >>> 0;
}

/** A date as MS-DOS has it, to two seconds: 4.4.6. */
const dosTime = (date: Date): number =>
  (((date.getFullYear() - 1980) << 25) |
    ((date.getMonth() + 1) << 21) |
    (date.getDate() << 16) |
    (date.getHours() << 11) |
    (date.getMinutes() << 5) |
    (date.getSeconds() >> 1)) >>>
  0;

type Field = readonly [bytes: 2 | 4, value: number];

/** Little-endian fields, then the bytes. */
function packed(fields: readonly Field[], ...rest: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const head = fields.reduce((sum, [bytes]) => sum + bytes, 0);
  const out = new Uint8Array(rest.reduce((sum, { length }) => sum + length, head));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  for (const bytes of rest) {
    out.set(bytes, at);
    at += bytes.length;
  }
  return out;
}

/** What the two headers and the end take beside names and bytes, and more. */
const HEADERS = 256;

/** Writes an archive file by file. */
export class ZipWriter {
  readonly #parts = new BlobParts();
  readonly #directory = new BlobParts();
  readonly #time = dosTime(new Date());
  readonly #encoder = new TextEncoder();
  #files = 0;

  /** Adds a file. Throws a RangeError where the archive cannot hold it. */
  add(name: string, bytes: Uint8Array): void {
    const start = this.#parts.written;
    const path = this.#encoder.encode(name);
    if (this.#files === MOST_FILES || start + this.#directory.written + bytes.length + HEADERS + 2 * path.length > MOST_BYTES) {
      throw new RangeError(
        `${name}: one archive holds at most ${MOST_FILES.toLocaleString("en-US")} files and 4 GB: please choose fewer rows`,
      );
    }
    const about: Field[] = [
      [2, VERSION],
      [2, UTF_8],
      [2, 0],
      [4, this.#time],
      [4, crc32(bytes)],
      [4, bytes.length],
      [4, bytes.length],
      [2, path.length],
      [2, 0],
    ];
    this.#parts.push(packed([[4, LOCAL_HEADER], ...about], path, bytes));
    const place: Field[] = [
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, start],
    ];
    this.#directory.push(packed([[4, DIRECTORY_HEADER], [2, VERSION], ...about, ...place], path));
    this.#files++;
  }

  /** The archive; nothing can be added to it afterwards. */
  blob(): Blob {
    const end = packed([
      [4, DIRECTORY_END],
      [2, 0],
      [2, 0],
      [2, this.#files],
      [2, this.#files],
      [4, this.#directory.written],
      [4, this.#parts.written],
      [2, 0],
    ]);
    const type = MEDIA_TYPES.zip;
    return new Blob([this.#parts.blob(type), this.#directory.blob(type), end], { type });
  }
}
