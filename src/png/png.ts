import { encode, type PngDataArray } from "fast-png";
import { checkInteger, checkOptions, wrongKind } from "../base/checks.ts";
import { PNG_URI_PREFIX } from "../base/media-types.ts";
import { checkArray, type NdArray } from "../base/ndarray.ts";
import { dataUri } from "../blobs/rows/blob-picture.ts";
import { OPAQUE, type Palette, PngEncoder } from "../kernels/png-encoder.ts";
import { instantiateNow } from "../kernels/source.ts";

/** Pixels: those of a canvas' `ImageData` are clamped bytes. */
export interface PngImage {
  readonly data: Uint8Array | Uint8ClampedArray | Uint16Array;
  readonly shape: readonly number[];
}

export interface PngOptions {
  /**
   * 0 (stored) to 9 (smallest), default 6. 8-bit grey and indexed images know two ways of compressing: 1 to 5 is the fast one, 6 to 9 the small one
   * (of indexed ones 0 is fast, too). For the others it is zlib's level.
   */
  level?: number;
  /** Makes the image indexed: shape (n, 3) for RGB or (n, 4) for RGBA, n from 1 to 256. The pixels, 8-bit, are its rows' numbers. */
  palette?: NdArray<Uint8Array>;
}

/** PNG 11.2.1: width and height are at most 2^31 - 1; the pixel data must fit into one array. */
const BYTES_LIMIT = 2 ** 31 - 1;
/** From this level on 8-bit grey and indexed images are encoded small. */
const SMALL_LEVEL = 6;
const COLOURS = 256;

type Level = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type Channels = 1 | 3 | 4;

interface Checked {
  readonly data: Uint8Array | Uint16Array;
  readonly width: number;
  readonly height: number;
  readonly channels: Channels;
}

/** Bytes, clamped or not, as bytes. */
const plainBytes = (data: unknown): unknown =>
  data instanceof Uint8ClampedArray ? new Uint8Array(data.buffer, data.byteOffset, data.length) : data;

function checkImage(image: PngImage): Checked {
  if (typeof image !== "object" || image === null) throw wrongKind("image", "an array { data, shape }", image);
  const given = plainBytes(image.data);
  if (!(given instanceof Uint8Array) && !(given instanceof Uint16Array)) {
    throw wrongKind("image.data", "a Uint8Array, Uint8ClampedArray or Uint16Array", image.data);
  }
  const { data, shape } = checkArray<Uint8Array | Uint16Array>({ data: given, shape: image.shape }, "image");
  const [height = 0, width = 0, channels = 1] = shape;
  const known = channels === 1 || channels === 3 || channels === 4;
  if (shape.length < 2 || shape.length > 3 || !known) {
    throw new RangeError(`image.shape: expected (h, w) or (h, w, 1 | 3 | 4), got (${shape.join(", ")})`);
  }
  if (height === 0 || width === 0) {
    throw new RangeError(`image.shape: expected a height and width >= 1, got (${shape.join(", ")})`);
  }
  if (data.byteLength > BYTES_LIMIT) throw new RangeError(`image: expected at most ${BYTES_LIMIT} bytes, got ${data.byteLength}`);
  return { data, width, height, channels };
}

/** Where the first index lies that the palette has no colour for. */
function wrongIndex(pixels: Uint8Array, count: number): number {
  if (count === COLOURS) return -1;
  let i = 0;
  while (i < pixels.length && pixels[i]! < count) i++;
  return i < pixels.length ? i : -1;
}

/** The palette's parts, if the pixels can be its indices. */
function checkPalette(palette: NdArray<Uint8Array>, { data: pixels, width, channels }: Checked): Palette {
  if (typeof palette !== "object" || palette === null) throw wrongKind("palette", "an array { data, shape }", palette);
  if (!(palette.data instanceof Uint8Array)) throw wrongKind("palette.data", "a Uint8Array", palette.data);
  const { data, shape } = checkArray<Uint8Array>(palette, "palette");
  const [count = 0, depth] = shape;
  if (shape.length !== 2 || (depth !== 3 && depth !== 4) || count < 1 || count > COLOURS) {
    throw new RangeError(`palette.shape: expected (n, 3) or (n, 4) with n from 1 to ${COLOURS}, got (${shape.join(", ")})`);
  }
  if (!(pixels instanceof Uint8Array) || channels !== 1) {
    throw new TypeError("image: expected 8-bit indices of shape (h, w) for a palette");
  }
  const at = wrongIndex(pixels, count);
  if (at >= 0) {
    const place = `(${Math.floor(at / width)}, ${at % width})`;
    throw new RangeError(`image.data: expected indices below the palette's ${count}, got ${pixels[at]} at ${place}`);
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

/** Made when it is first asked for: `encodePng` has no instance that it could belong to. The error where that is not possible. */
let encoder: PngEncoder | { readonly error: unknown } | undefined;

function openEncoder(): PngEncoder | { readonly error: unknown } {
  try {
    return new PngEncoder(instantiateNow());
  } catch (error) {
    // No WebAssembly here, or not at once: a policy forbids it, or an old browser compiles only small modules on a page's own thread.
    return { error };
  }
}

/**
 * A PNG of grey, RGB or RGBA pixels, 8 or 16 bits deep, or of indices into a palette. Where WebAssembly cannot be had, grey images are encoded
 * without it, and indexed ones refused.
 *
 * @param image shape (h, w) or (h, w, 1 | 3 | 4)
 * @example
 * const png = encodePng({ data: new Uint8Array([0, 255]), shape: [1, 2] });
 */
export function encodePng(image: PngImage, options?: PngOptions): Uint8Array {
  const { level: given, palette } = checkOptions(options, "options", ["level", "palette"]);
  const level = (given === undefined ? SMALL_LEVEL : checkInteger(given, "level", 0, 9)) as Level;
  const checked = checkImage(image);
  const { data, width, height, channels } = checked;
  const colours = palette === undefined ? undefined : checkPalette(palette, checked);
  if (data instanceof Uint8Array && channels === 1 && (level > 0 || colours)) {
    encoder ??= openEncoder();
    if (encoder instanceof PngEncoder) {
      return encoder.encode({ data, width, height, palette: colours }, level < SMALL_LEVEL ? "fast" : "small");
    }
    if (colours)
      throw new Error("palette: an indexed image needs WebAssembly, which cannot be had here", { cause: encoder.error });
  }
  const depth = data instanceof Uint16Array ? 16 : 8;
  // fast-png answers with a view on a larger buffer.
  return encode({ width, height, channels, depth, data: data as PngDataArray }, { zlib: { level } }).slice();
}

/** The PNG as `data:image/png;base64,…`. */
export function pngDataUri(png: Uint8Array): string {
  encoder ??= openEncoder();
  if (encoder instanceof PngEncoder) return dataUri(encoder.base64(png));
  let text = "";
  for (const byte of png) text += String.fromCharCode(byte);
  return PNG_URI_PREFIX + btoa(text);
}
