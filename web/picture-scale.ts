import { CAPTION_HEIGHT } from "../src/label.ts";
import { GAP } from "../src/tooltip-image.ts";
import { CLEARANCE, type Size } from "./position.ts";

const TARGET_WIDTH = 208;
const LARGEST_SIDE = 320;
const LEAST_SIDE = 24;
const MOST_ZOOM = 8;
const MOST_PAIR_ZOOM = 4;

/** Whether a picture of this size is two square images side by side, with or without their captions. */
export const isPair = ({ width, height }: Size): boolean =>
  [height, height - CAPTION_HEIGHT].some((side) => side > 0 && width === 2 * side + GAP);

/** Enlarges by whole factors only, so that pixels stay squares. */
const whole = (scale: number): number => (scale >= 1 ? Math.floor(scale) : scale);

/** The scale a picture would have if nothing stood in its way. A pair of small images is enlarged less: its gap grows with it. */
export function wantedScale({ width, height }: Size): number {
  const fits = LARGEST_SIDE / Math.max(width, height);
  const limit = isPair({ width, height }) ? MOST_PAIR_ZOOM : MOST_ZOOM;
  return Math.min(Math.max(1, Math.min(limit, Math.floor(TARGET_WIDTH / width))), whole(fits));
}

/** A tooltip's card without its picture, in CSS pixels. */
export interface CardParts {
  /** What is written beside or below the picture. */
  readonly fields: Size;
  /** Padding and border of two opposite sides. */
  readonly frame: number;
  /** Between the picture and the fields. */
  readonly gap: number;
}

/** How a card shows its picture: one scale for both sides, and the fields beside it or below. */
export interface PictureLayout {
  readonly scale: number;
  readonly beside: boolean;
}

/**
 * The largest layout of a picture with which the card finds a place in `window` clear of the anchor, wherever that is: the card is at
 * most as high as the room above or below an anchor in the middle, or as wide as the room to its left or right.
 */
export function pictureLayout(picture: Size, { fields, frame, gap }: CardParts, anchor: Size, window: Size): PictureLayout {
  const { gap: away, margin } = CLEARANCE;
  const across = window.width - 2 * margin;
  const down = window.height - 2 * margin;
  const aboveOrBelow = { width: across, height: (window.height - anchor.height) / 2 - away - margin };
  const leftOrRight = { width: (window.width - anchor.width) / 2 - away - margin, height: down };
  const wanted = wantedScale(picture);
  const layouts = [aboveOrBelow, leftOrRight].flatMap((room) =>
    [false, true].map((beside) => {
      const width = room.width - frame - (beside ? gap + fields.width : 0);
      const height = room.height - frame - (beside ? 0 : gap + fields.height);
      const holdsFields = beside ? fields.height + frame <= room.height : fields.width + frame <= room.width;
      const scale = holdsFields ? Math.min(wanted, whole(Math.min(width / picture.width, height / picture.height))) : 0;
      return { scale, beside };
    }),
  );
  const best = layouts.reduce((found, layout) => (layout.scale > found.scale ? layout : found));
  const least = Math.min(wanted, LEAST_SIDE / Math.max(picture.width, picture.height));
  return best.scale >= least ? best : { scale: least, beside: false };
}
