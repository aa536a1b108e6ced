import { encode, type PngDataArray } from "fast-png";
import { checkInteger, checkOptions, wrongKind } from "./checks.ts";
import { type Palette, PngEncoder } from "./kernels/png-encoder.ts";
import { instantiateNow } from "./kernels/source.ts";
import { checkArray, type NdArray } from "./ndarray.ts";

export interface PngOptions {
  /**
   * 0 (stored) to 9 (smallest), default 6. 8-bit grey and indexed images know two ways of compressing: 1 to 5 is the fast one, 6 to 9 the small
   * one. For the others it is zlib's level.
   */
  level?: number;
  /** Makes the image indexed: shape (n, 3) for RGB or (n, 4) for RGBA, n from 1 to 256. The pixels, 8-bit, are its rows' numbers. */
  palette?: NdArray<Uint8Array>;
}

/** PNG 11.2.1: width and height are at most 2^31 - 1; the pixel data must fit into one array. */
const BYTES_LIMIT = 2 ** 31 - 1;
/** From this level on 8-bit grey and indexed images are encoded small. */
const SMALL_LEVEL = 6;
const OPAQUE = 255;

type Level = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type Channels = 1 | 3 | 4;

function checkImage(image: NdArray<Uint8Array> | NdArray<Uint16Array>): { width: number; height: number; channels: Channels } {
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

/** The palette's parts, if the pixels, `channels` deep, can be its indices. */
function checkPalette(palette: NdArray<Uint8Array>, pixels: Uint8Array | Uint16Array, channels: Channels): Palette {
  const { data, shape } = checkArray<Uint8Array>(palette, "palette");
  if (!(data instanceof Uint8Array)) throw wrongKind("palette.data", "a Uint8Array", data);
  const [count = 0, depth] = shape;
  if (shape.length !== 2 || (depth !== 3 && depth !== 4) || count < 1 || count > 256) {
    throw new RangeError(`palette.shape: expected (n, 3) or (n, 4) with n from 1 to 256, got (${shape.join(", ")})`);
  }
  if (!(pixels instanceof Uint8Array) || channels !== 1) {
    throw new TypeError("image: expected 8-bit indices of shape (h, w) for a palette");
  }
  for (const index of pixels) {
    if (index >= count) throw new RangeError(`image.data: expected indices below the palette's ${count}, got ${index}`);
  }
  const alphas = new Uint8Array(count).fill(OPAQUE);
  if (depth === 3) return { colours: data, alphas };
  const colours = new Uint8Array(3 * count);
  for (let i = 0; i < count; i++) {
    colours.set(data.subarray(4 * i, 4 * i + 3), 3 * i);
    alphas[i] = data[4 * i + 3]!;
  }
  return { colours, alphas };
}

/** Made when it is first asked for: `encodePng` has no instance that it could belong to. */
let encoder: PngEncoder | undefined;

/**
 * A PNG of grey, RGB or RGBA pixels, 8 or 16 bits deep, or of indices into a palette.
 *
 * @param image shape (h, w) or (h, w, 1 | 3 | 4)
 * @example
 * const png = encodePng({ data: new Uint8Array([0, 255]), shape: [1, 2] });
 */
export function encodePng(image: NdArray<Uint8Array> | NdArray<Uint16Array>, options?: PngOptions): Uint8Array {
  const { level: given, palette } = checkOptions(options, "options", ["level", "palette"]);
  const level = checkInteger(given ?? SMALL_LEVEL, "level", 0, 9) as Level;
  const { width, height, channels } = checkImage(image);
  const { data } = image;
  const colours = palette && checkPalette(palette, data, channels);
  if (data instanceof Uint8Array && channels === 1 && (level > 0 || colours)) {
    encoder ??= new PngEncoder(instantiateNow());
    return encoder.encode({ data, width, height, palette: colours }, level < SMALL_LEVEL ? "fast" : "small");
  }
  const depth = data instanceof Uint16Array ? 16 : 8;
  // fast-png answers with a view on a larger buffer.
  return encode({ width, height, channels, depth, data: data as PngDataArray }, { zlib: { level } }).slice();
}
