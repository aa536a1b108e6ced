import { type PointLook, putStamp, type Raster, type Rgb, Stamps } from "./point-stamps.ts";

/** Points where they stand, in CSS pixels from the layer's left top corner. */
export interface LayerPoints {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** For each row the index of its colour; missing: the last colour. Points are rows once, or several times over. */
  readonly hues: Uint32Array | undefined;
  readonly rows: number;
  /** For each row 1 where it is picked out; the others fade. Missing: all are alike. */
  readonly picked: Uint8Array | undefined;
}

export interface LayerLook extends PointLook {
  readonly colors: readonly Rgb[];
  /** The opacity of points that are not picked out. */
  readonly faded: number;
}

export interface LayerBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The stamps of a look at a number of raster pixels for a CSS pixel. */
export interface LayerStamps {
  readonly ratio: number;
  readonly all: Stamps;
  /** Of points that are not picked out. */
  readonly faded: Stamps;
  /** The index of the colour of points without a group. */
  readonly last: number;
}

export function layerStamps(look: LayerLook, ratio: number): LayerStamps {
  const { colors, faded } = look;
  const size = { ...look, radius: look.radius * ratio, line: look.line * ratio };
  return {
    ratio,
    all: new Stamps(colors, size),
    faded: new Stamps(colors, { ...size, opacity: faded, line: 0 }),
    last: colors.length - 1,
  };
}

/** The raster of whole pixels that points of this look within `plot` reach, `ratio` pixels for a CSS pixel, and where it begins. */
export function rasterPlace({ radius, line }: LayerLook, plot: LayerBox, ratio: number) {
  const reach = radius + line;
  return {
    column: Math.floor((plot.left - reach) * ratio),
    line: Math.floor((plot.top - reach) * ratio),
    width: Math.ceil((plot.width + 2 * reach) * ratio) + 1,
    height: Math.ceil((plot.height + 2 * reach) * ratio) + 1,
  };
}

/** Draws points onto a raster whose left top corner is at `left` and `top`. Points outside of their plot are left out by whoever places them. */
export function rasterPoints(points: LayerPoints, made: LayerStamps, { left, top }: LayerBox, raster: Raster): void {
  const { x, y, hues, rows, picked } = points;
  const { ratio, last } = made;
  const draw = (stamps: Stamps, wanted: number | undefined): void => {
    for (let i = 0, row = 0; i < x.length; i++, row++) {
      if (row === rows) row = 0;
      if (wanted !== undefined && picked![row] !== wanted) continue;
      const across = (x[i]! - left) * ratio;
      const down = (y[i]! - top) * ratio;
      // What has no number for a place is nowhere.
      if (!(across > -64 && down > -64)) continue;
      const column = Math.floor(across);
      const line = Math.floor(down);
      putStamp(raster, stamps.at(hues ? hues[row]! % last : last, across - column, down - line), column, line);
    }
  };
  if (picked) {
    draw(made.faded, 0);
    draw(made.all, 1);
  } else {
    draw(made.all, undefined);
  }
}
