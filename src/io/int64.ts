// 64-bit integers in a file's bytes, and the doubles that hold them.
import { EXACT_LIMIT } from "../base/dtype.ts";

const HALF = 2 ** 32;
/** The upper half of 2^53. */
const EXACT_UPPER = EXACT_LIMIT / HALF;

/**
 * The integer at a byte. Throws a RangeError that names it, and its flat index, where a double
 * would round it.
 */
export function int64At(view: DataView, at: number, signed: boolean, little: boolean, index: number): number {
  const upperAt = at + (little ? 4 : 0);
  const upper = signed ? view.getInt32(upperAt, little) : view.getUint32(upperAt, little);
  const lower = view.getUint32(at + (little ? 0 : 4), little);
  if (upper < -EXACT_UPPER || upper > EXACT_UPPER || (upper === EXACT_UPPER && lower > 0)) {
    const got = signed ? view.getBigInt64(at, little) : view.getBigUint64(at, little);
    throw new RangeError(
      `.npy: expected 64-bit integers within 2^53 of 0, which doubles hold exactly, got ${got} at flat index ${index}`,
    );
  }
  return upper * HALF + lower;
}

/** The integers' bytes, in two's complement. */
export function int64Bytes(data: ArrayLike<number>, little: boolean): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(8 * data.length));
  for (let i = 0; i < data.length; i++) {
    view.setUint32(8 * i + (little ? 0 : 4), data[i]!, little);
    view.setInt32(8 * i + (little ? 4 : 0), Math.floor(data[i]! / HALF), little);
  }
  return new Uint8Array(view.buffer);
}
