import { encode, type PngDataArray } from "fast-png";
import { checkInteger, checkOptions } from "./checks.ts";
import { checkArray, type NdArray } from "./ndarray.ts";
import { encodeGrey8 } from "./png-grey.ts";

/** PNG 11.2.1: width and height are at most 2^31 - 1; the pixel data must fit into one array. */
const BYTES_LIMIT = 2 ** 31 - 1;

function checkImage(image: NdArray<Uint8Array> | NdArray<Uint16Array>): { width: number; height: number; channels: 1 | 3 | 4 } {
  const { data, shape } = checkArray<Uint8Array | Uint16Array>(image, "image");
  if (!(data instanceof Uint8Array) && !(data instanceof Uint16Array)) {
    throw new TypeError(`image.data: expected a Uint8Array or Uint16Array, got ${(data as object).constructor.name}`);
  }
  const [height = 0, width = 0, channels = 1] = shape;
  const known = channels === 1 || channels === 3 || channels === 4;
  if (shape.length < 2 || shape.length > 3 || !known) {
    throw new RangeError(`image.shape: expected (h, w) or (h, w, 1 | 3 | 4), got (${shape.join(", ")})`);
  }
  if (height === 0 || width === 0) {
    throw new RangeError(`image.shape: expected a height and width >= 1, got (${shape.join(", ")})`);
  }
  if (data.byteLength > BYTES_LIMIT) throw new RangeError(`image: expected at most ${BYTES_LIMIT} bytes, got ${data.byteLength}`);
  return { width, height, channels };
}

/**
 * A PNG of grey, RGB or RGBA pixels, 8 or 16 bits deep.
 *
 * @param image shape (h, w) or (h, w, 1 | 3 | 4)
 * @param options `level`: zlib's, 0 (stored) to 9 (smallest); default 6
 * @example
 * const png = encodePng({ data: new Uint8Array([0, 255]), shape: [1, 2] });
 */
export function encodePng(image: NdArray<Uint8Array> | NdArray<Uint16Array>, options?: { level?: number }): Uint8Array {
  const { level } = checkOptions(options, "options", ["level"]);
  const zlib = { level: checkInteger(level ?? 6, "level", 0, 9) as 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 };
  const { width, height, channels } = checkImage(image);
  if (channels === 1 && image.data instanceof Uint8Array) return encodeGrey8(image.data, width, height, zlib.level);
  const depth = image.data instanceof Uint16Array ? 16 : 8;
  // fast-png answers with a view on a larger buffer.
  return encode({ width, height, channels, depth, data: image.data as PngDataArray }, { zlib }).slice();
}
