import type { PointColors } from "./point-colors.ts";
import type { LayerLook } from "./point-layer.ts";

/** Up to how many points have which radius, line and opacity: the more, the smaller. */
const SIZES = [
  { most: 500, radius: 3.75, line: 0.75, opacity: 1 },
  { most: 2000, radius: 3, line: 0.75, opacity: 1 },
  { most: 5000, radius: 2.5, line: 0.5, opacity: 1 },
  { most: 20_000, radius: 2, line: 0.5, opacity: 1 },
  { most: 60_000, radius: 1.5, line: 0, opacity: 0.8 },
  { most: Number.POSITIVE_INFINITY, radius: 1.25, line: 0, opacity: 0.6 },
] as const;

const FADED = 0.18;

/** What so many points look like. */
export function pointLook(count: number, { points, surface }: PointColors): LayerLook {
  const { radius, line, opacity } = SIZES.find(({ most }) => count <= most)!;
  return { radius, line, opacity, colors: points, lineColor: surface, faded: FADED * opacity };
}
