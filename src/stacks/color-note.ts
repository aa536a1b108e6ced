import { dtypeName } from "../io/dtype-name.ts";
import type { ElementType } from "../io/npy-header.ts";

export type Extent = readonly [low: number, high: number];

/** A float's distance from 0 or 1 below which it has the byte of 0 or 1. */
const HALF_A_BYTE = 0.5 / 255;

const number = (value: number): string => String(Number(value.toPrecision(4)));

/**
 * What is to be said of colors whose values, from `low` to `high`, are on another scale than their element type is
 * shown on (src/pictures/colours.ts); `undefined` if there is nothing.
 */
export function colorNote(type: ElementType, [low, high]: Extent): string | undefined {
  const dtype = dtypeName(type);
  const range = `its values run from ${number(low)} to ${number(high)}`;
  const volumes = "volumes that are 3 or 4 wide are a[..., None]";
  if (type.kind === "f") {
    if (low > -HALF_A_BYTE && high < 1 + HALF_A_BYTE) return undefined;
    return `colors of ${dtype} are shown from 0 to 1 and clipped, but ${range}: divide by 255, or save uint8; ${volumes}`;
  }
  if (type.kind === "u" && type.size === 2) {
    if (high >= 256 || high === 0) return undefined;
    return `colors of ${dtype} are shown from 0 to 65535, but ${range}, which is nearly black: save uint8; ${volumes}`;
  }
  if (type.kind === "b" || (low >= 0 && high <= 255)) return undefined;
  return `colors of ${dtype} are shown from 0 to 255 and clipped, but ${range}: save uint8; ${volumes}`;
}
