/** A box in CSS pixels; x and y are its upper left corner in the window. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Size = Pick<Box, "width" | "height">;
export type Point = Pick<Box, "x" | "y">;

/** How far a card stays from its anchor (`gap`) and from the window's edges (`margin`). */
export const CLEARANCE = { gap: 10, margin: 4 } as const;

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));

/**
 * Where a card goes so that it stays within the window and does not cover `anchor`: above it, else below, right, left, kept `gap` away
 * from the anchor and `margin` from the window's edges. A card that fits on no side goes to the side with most room, inside the window.
 */
export function position(anchor: Box, card: Size, window: Size, { gap, margin } = CLEARANCE): Point {
  const right = window.width - margin - card.width;
  const bottom = window.height - margin - card.height;
  const centred = {
    x: clamp(anchor.x + (anchor.width - card.width) / 2, margin, Math.max(margin, right)),
    y: clamp(anchor.y + (anchor.height - card.height) / 2, margin, Math.max(margin, bottom)),
  };
  const above = anchor.y - gap - card.height;
  const below = anchor.y + anchor.height + gap;
  const toRight = anchor.x + anchor.width + gap;
  const toLeft = anchor.x - gap - card.width;
  const fitsAcross = right >= margin;
  const fitsDown = bottom >= margin;
  const sides = [
    { room: above - margin, fits: fitsAcross, point: { x: centred.x, y: above } },
    { room: bottom - below, fits: fitsAcross, point: { x: centred.x, y: below } },
    { room: right - toRight, fits: fitsDown, point: { x: toRight, y: centred.y } },
    { room: toLeft - margin, fits: fitsDown, point: { x: toLeft, y: centred.y } },
  ];
  const free = sides.find(({ room, fits }) => fits && room >= 0);
  const { point } = free ?? sides.reduce((best, side) => (side.room > best.room ? side : best));
  return {
    x: clamp(point.x, margin, Math.max(margin, right)),
    y: clamp(point.y, margin, Math.max(margin, bottom)),
  };
}
