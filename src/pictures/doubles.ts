import type { TypedArray } from "../base/ndarray.ts";

/** Values that are converted at once: 16 kB of doubles stay in a processor's first cache. */
const PIECE = 1 << 11;

/** `visit` sees all values as doubles, in pieces: its loop meets one kind of array whatever the element type is, and stays fast. */
export function eachPiece(data: TypedArray, visit: (piece: Float64Array, from: number) => void): void {
  if (data instanceof Float64Array) {
    visit(data, 0);
    return;
  }
  const piece = new Float64Array(Math.min(PIECE, data.length));
  for (let from = 0; from < data.length; from += PIECE) {
    const part = data.subarray(from, from + PIECE);
    piece.set(part);
    visit(part.length === piece.length ? piece : piece.subarray(0, part.length), from);
  }
}
