import type { Size } from "./position.ts";

/** Square CSS pixels under the strokes from corner to corner, about. */
const STROKE_AREA = 6;
/** The share of a picture that strokes may hide: the border of noise hides all. */
const MOST_COVERED = 0.25;
/** Where there are so many loops, strokes may be so many times what they spread over: more, and nothing is seen between them. */
const MANY_LOOPS = 8;
const MOST_CROWDED = 2;

/** How many CSS pixels a picture's pixel needs, for its border, as path data, not to hide what it is the border of. */
export function leastScale(path: string, { width, height }: Size): number {
  const strokes = STROKE_AREA * (path.match(/[hv]/g)?.length ?? 0);
  const covered = strokes / (MOST_COVERED * width * height);
  const starts = [...path.matchAll(/M(\d+) (\d+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
  if (starts.length <= MANY_LOOPS) return Math.sqrt(covered);
  const [xs, ys] = [starts.map(([x]) => x), starts.map(([, y]) => y)];
  const spread = (Math.max(...xs) - Math.min(...xs) + 1) * (Math.max(...ys) - Math.min(...ys) + 1);
  return Math.sqrt(Math.max(covered, strokes / (MOST_CROWDED * spread)));
}
