import type { TypedArray } from "../base/ndarray.ts";
import { eachPiece } from "./doubles.ts";

/** The least and greatest finite value, and how many are finite. */
export interface Extent {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

export function extentOf(data: TypedArray): Extent {
  let [low, high, others] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  eachPiece(data, (piece) => {
    const n = piece.length;
    let [least, most, not] = [low, high, 0];
    for (let i = 0; i < n; i++) {
      const value = piece[i]!;
      if (!Number.isFinite(value)) not++;
      else {
        if (value < least) least = value;
        if (value > most) most = value;
      }
    }
    [low, high] = [least, most];
    others += not;
  });
  return { low, high, count: data.length - others };
}
