import type { LayerLook } from "./point-raster.ts";
import type { Rgb } from "./point-stamps.ts";

/** The colours of a chart of points. */
export interface PointColors {
  /** Of the groups, and behind them the colour of points without a group. */
  readonly points: readonly Rgb[];
  /** Of what the points lie on. */
  readonly surface: Rgb;
  readonly accent: Rgb;
}

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
