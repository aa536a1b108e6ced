import { CAPTION_HEIGHT } from "../../src/blobs/rows/label.ts";
import { GAP } from "../../src/blobs/rows/tooltip-image.ts";
import { CLEARANCE, type Size } from "../../src/draw/position.ts";

const TARGET_WIDTH = 208;
const TARGET_WIDTH_OF_MANY = 104;
const LARGEST_SIDE = 320;
const LEAST_SIDE = 24;
const MOST_ZOOM = 8;
const MOST_PAIR_ZOOM = 4;

/** Whether a picture of this size is two square images side by side, with or without their captions. */
export const isPair = ({ width, height }: Size): boolean =>
  [height, height - CAPTION_HEIGHT].some((side) => side > 0 && width === 2 * side + GAP);

/** Enlarges by whole factors only, so that pixels stay squares. */
const whole = (scale: number): number => (scale >= 1 ? Math.floor(scale) : scale);

/** The scale that gives a picture about the width `target`: by whole factors where it is enlarged. */
const scaleTo = (target: number, { width }: Size, most: number): number => whole(Math.min(most, target / width));

/**
 * The scale a picture would have if nothing stood in its way. A pair of small images is enlarged less: its gap grows with it. Several pictures
 * are smaller than one. `target` is the width that is asked for.
 */
export function wantedScale(size: Size, count = 1, target?: number): number {
  if (target !== undefined) return scaleTo(target, size, Number.POSITIVE_INFINITY);
  const fits = LARGEST_SIDE / Math.max(size.width, size.height);
  const limit = isPair(size) ? MOST_PAIR_ZOOM : MOST_ZOOM;
  const enlarged = Math.max(1, scaleTo(count === 1 ? TARGET_WIDTH : TARGET_WIDTH_OF_MANY, size, limit));
  return Math.min(enlarged, whole(fits));
}

/** A tooltip's card without its pictures, in CSS pixels. */
export interface CardParts {
  /** What is written beside or below the pictures. */
  readonly fields: Size;
  /** Padding and border of two opposite sides. */
  readonly frame: number;
  /** Between the pictures and the fields. */
  readonly gap: number;
}

/** Pictures in rows and columns of one size and scale. */
export interface PictureGrid {
  readonly cell: Size;
  readonly count: number;
  /** Columns that are best where there is room. */
  readonly columns: number;
  /** The labels above the pictures: their height, and the width that the widest needs. */
  readonly label: Size;
  /** Between two pictures. */
  readonly gap: number;
  readonly scale: number;
}

/** How a card shows its pictures: one scale for both sides, how many side by side, and the fields beside them or below. */
export interface PictureLayout {
  readonly scale: number;
  readonly columns: number;
  readonly beside: boolean;
}

/** The best scale with so many columns, and whether the fields are beside the pictures then. */
function layoutOf(grid: PictureGrid, columns: number, { fields, frame, gap }: CardParts, rooms: readonly Size[]): PictureLayout {
  const rows = Math.ceil(grid.count / columns);
  const between = { width: (columns - 1) * grid.gap, height: rows * grid.label.height + (rows - 1) * grid.gap };
  const layouts = rooms.flatMap((room) =>
    [false, true].map((beside) => {
      const width = (room.width - frame - between.width - (beside ? gap + fields.width : 0)) / columns;
      const height = (room.height - frame - between.height - (beside ? 0 : gap + fields.height)) / rows;
      const holdsFields = beside ? fields.height + frame <= room.height : fields.width + frame <= room.width;
      const fits = holdsFields && width >= grid.label.width ? Math.min(width / grid.cell.width, height / grid.cell.height) : 0;
      return { scale: Math.min(grid.scale, whole(fits)), columns, beside };
    }),
  );
  return layouts.reduce((found, layout) => (layout.scale > found.scale ? layout : found));
}

/**
 * The layout of pictures with which the card finds a place in `window` clear of the anchor, wherever that is: the card is at
 * most as high as the room above or below an anchor in the middle, or as wide as the room to its left or right. Of the numbers of columns the one
 * nearest to the best that shows the pixels in full, else the one that shows them largest.
 */
export function pictureLayout(grid: PictureGrid, parts: CardParts, anchor: Size, window: Size): PictureLayout {
  const { gap: away, margin } = CLEARANCE;
  const rooms = [
    { width: window.width - 2 * margin, height: (window.height - anchor.height) / 2 - away - margin },
    { width: (window.width - anchor.width) / 2 - away - margin, height: window.height - 2 * margin },
  ];
  const layouts = Array.from({ length: grid.count }, (_, i) => i + 1)
    .sort((a, b) => Math.abs(a - grid.columns) - Math.abs(b - grid.columns) || b - a)
    .map((columns) => layoutOf(grid, columns, parts, rooms));
  const best =
    layouts.find(({ scale }) => scale >= Math.min(1, grid.scale)) ??
    layouts.reduce((found, layout) => (layout.scale > found.scale ? layout : found));
  const least = Math.min(grid.scale, whole(LEAST_SIDE / Math.max(grid.cell.width, grid.cell.height)));
  if (best.scale >= least) return best;
  const across = window.width - 2 * margin - parts.frame + grid.gap;
  const columns = Math.floor(across / (Math.max(least * grid.cell.width, grid.label.width) + grid.gap));
  return { scale: least, columns: Math.max(1, Math.min(grid.count, columns)), beside: false };
}
