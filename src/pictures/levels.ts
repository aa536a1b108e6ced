// Values → slots of a colour map, as matplotlib's Normalize (or PowerNorm) and Colormap: 256 levels, the last of them closed.
import type { TypedArray } from "../base/ndarray.ts";
import { LEVELS, NAN } from "./colour-maps.ts";
import { eachPiece } from "./doubles.ts";
import type { ValueRange } from "./value-range.ts";

const LAST = LEVELS - 1;
/** Places between 0 and 1 where the search for a level begins. */
const STEPS = 1024;

/** How places from 0 to 1 become levels where gamma is not 1. */
interface Curve {
  /** The least place of each level; after the last none. */
  readonly edges: Float64Array;
  /** The level at each step's begin. */
  readonly first: Uint8Array;
}

function curveOf(gamma: number): Curve {
  const edges = Float64Array.from({ length: LEVELS + 1 }, (_, level) => (level / LEVELS) ** (1 / gamma));
  edges[LEVELS] = Number.POSITIVE_INFINITY;
  const first = new Uint8Array(STEPS + 1);
  for (let step = 0, level = 0; step <= STEPS; step++) {
    while (edges[level + 1]! <= step / STEPS) level++;
    first[step] = level;
  }
  return { edges, first };
}

/** A value's slot: below the range, -∞ included, the first level; above it, ∞ included, the last; NaN its own. */
export type LevelMap = (values: TypedArray, range: ValueRange) => Uint16Array;

function straight(values: Float64Array, slots: Uint16Array, from: number, half: number, low: number, span: number): void {
  const n = values.length;
  for (let i = 0; i < n; i++) {
    const value = values[i]!;
    // The order of matplotlib's operations.
    const level = ((value * half - low) / span) * LEVELS;
    slots[from + i] = level >= LAST ? LAST : level >= 0 ? level | 0 : Number.isNaN(value) ? NAN : 0;
  }
}

function curved(
  values: Float64Array,
  slots: Uint16Array,
  from: number,
  half: number,
  low: number,
  span: number,
  { edges, first }: Curve,
): void {
  const n = values.length;
  for (let i = 0; i < n; i++) {
    const value = values[i]!;
    const place = (value * half - low) / span;
    let level = 0;
    if (place >= 1) level = LAST;
    else if (place > 0) {
      level = first[(place * STEPS) | 0]!;
      while (edges[level + 1]! <= place) level++;
    } else if (Number.isNaN(value)) level = NAN;
    slots[from + i] = level;
  }
}

export function levelMap(gamma = 1): LevelMap {
  const curve = gamma === 1 ? undefined : curveOf(gamma);
  return (values, range) => {
    // Halves where the distance of the ends is infinite.
    const half = Number.isFinite(range.high - range.low) ? 1 : 0.5;
    const low = range.low * half;
    // A range of no extent is a step: what lies at it or below is low, what lies above it high.
    const span = range.high * half - low || Number.MIN_VALUE;
    const slots = new Uint16Array(values.length);
    eachPiece(values, (piece, from) => {
      if (curve) curved(piece, slots, from, half, low, span, curve);
      else straight(piece, slots, from, half, low, span);
    });
    return slots;
  };
}
