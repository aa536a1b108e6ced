// A stack of images as text: chunks of a few images each, their bytes sorted by significance, deflated, in base64. What a page shows it unpacks alone.
import { show } from "../base/checks.ts";
import type { NamedDtype } from "../base/dtype.ts";
import { fromBase64 } from "../base/from-base64.ts";
import { joinBytes } from "../base/join-bytes.ts";
import { arrayLike, CONSTRUCTORS, elements, type NdArray, type TypedArray } from "../base/ndarray.ts";

/** What says how a packed stack's text is to be read. */
export interface PackedStack {
  readonly shape: readonly number[];
  /** The name of the elements' TypedArray. */
  readonly type: string;
  /** The images' own, where `type` does not say it. */
  readonly dtype?: NamedDtype;
  /** Images in a chunk; the last may have fewer. */
  readonly imagesPerChunk: number;
  /** Letters of each chunk. */
  readonly letters: readonly number[];
}

/** Bytes of a chunk, before they are packed: unpacking them takes a few milliseconds. */
const CHUNK_BYTES = 1 << 16;
/** Chunks that a reader keeps. */
const MOST_KEPT = 16;

export const imagesPerChunk = (shape: readonly number[], elementBytes: number): number =>
  Math.max(1, Math.floor(CHUNK_BYTES / (elements(shape.slice(1)) * elementBytes)));

function typeNamed(type: string) {
  const Type = CONSTRUCTORS.find(({ name }) => name === type);
  if (!Type)
    throw new RangeError(`stack.type: expected one of ${CONSTRUCTORS.map(({ name }) => name).join(", ")}, got ${show(type)}`);
  return Type;
}

/** The first bytes of all elements, then the second ones: those of numbers of like size are alike. */
function sorted(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const n = bytes.length / size;
  const to = new Uint8Array(bytes.length);
  for (let k = 0; k < size; k++) for (let i = 0, at = k; i < n; i++, at += size) to[k * n + i] = bytes[at]!;
  return to;
}

function unsorted(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const n = bytes.length / size;
  const to = new Uint8Array(bytes.length);
  for (let k = 0; k < size; k++) for (let i = 0, at = k; i < n; i++, at += size) to[at] = bytes[k * n + i]!;
  return to;
}

/**
 * The bytes through a stream, piece by piece: by way of a Blob and a Response it takes eight times as long. Reading ends with the piece that makes
 * them more than `most`.
 */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  most = Number.POSITIVE_INFINITY,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = stream.writable.getWriter();
  // What is wrong with the bytes is told by the reader, too.
  const written = Promise.allSettled([writer.write(bytes), writer.close()]);
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = stream.readable.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value);
    length += piece.value.length;
    if (length > most) {
      reader.cancel().catch(() => {});
      return joinBytes(pieces);
    }
  }
  await written;
  return joinBytes(pieces);
}

/** Packs a chunk's images. The machine is taken to be little-endian, as all that run browsers are. */
export function packChunk({ data }: NdArray): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return through(sorted(bytes, data.BYTES_PER_ELEMENT), new CompressionStream("deflate-raw"));
}

/** Reads images out of a packed stack's text, and keeps the chunks it read last. */
export class PackedReader {
  readonly length: number;
  readonly #stack: PackedStack;
  readonly #text: string;
  readonly #ends: readonly number[];
  readonly #chunks = new Map<number, Promise<TypedArray>>();

  constructor(stack: PackedStack, text: string) {
    this.length = stack.shape[0]!;
    this.#stack = stack;
    this.#text = text;
    let end = 0;
    this.#ends = stack.letters.map((letters) => {
      end += letters;
      return end;
    });
  }

  async #unpack(chunk: number): Promise<TypedArray> {
    const { type, shape, letters, imagesPerChunk: most } = this.#stack;
    const end = this.#ends[chunk]!;
    const Type = typeNamed(type);
    const packed = fromBase64(this.#text.slice(end - letters[chunk]!, end));
    const expected = Math.min(most, this.length - chunk * most) * elements(shape.slice(1)) * Type.BYTES_PER_ELEMENT;
    const bytes = await through(packed, new DecompressionStream("deflate-raw"), expected);
    if (bytes.length !== expected) {
      const got = bytes.length > expected ? "more" : bytes.length;
      throw new RangeError(`stack: expected ${expected} bytes in chunk ${chunk}, got ${got}`);
    }
    return new Type(unsorted(bytes, Type.BYTES_PER_ELEMENT).buffer);
  }

  #chunk(chunk: number): Promise<TypedArray> {
    const known = this.#chunks.get(chunk);
    if (known) return known;
    const read = this.#unpack(chunk);
    this.#chunks.set(chunk, read);
    if (this.#chunks.size > MOST_KEPT) this.#chunks.delete(this.#chunks.keys().next().value!);
    read.catch(() => this.#chunks.delete(chunk));
    return read;
  }

  async image(row: number): Promise<NdArray> {
    const { shape, imagesPerChunk: most } = this.#stack;
    const size = elements(shape.slice(1));
    const within = row % most;
    const data = await this.#chunk(Math.floor(row / most));
    return arrayLike(this.#stack, data.subarray(within * size, (within + 1) * size), shape.slice(1));
  }
}
