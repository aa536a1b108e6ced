import type { Point, Size } from "../../src/draw/position.ts";

/** Thumbnails' sides in CSS pixels: small images are enlarged to the first at least, large ones reduced to the second. */
const LEAST_SIDE = 64;
const MOST_SIDE = 96;
/** Between two thumbnails, at least: side by side, and from a caption to the line below. */
const GAP = 8;
const LINE_GAP = 12;
/** Around all of them, at least; a frame around a thumbnail has its place there. */
const MARGIN = 6;

/** Where thumbnails of one size stand: lines of equal height, columns of equal width. */
export interface GalleryLayout {
  readonly columns: number;
  readonly lines: number;
  /** From the left edge of one thumbnail to that of the next, and from the top of a line to that of the next. */
  readonly pitch: Size;
  /** The upper left corner of the first thumbnail. */
  readonly origin: Point;
  /** A thumbnail's picture. */
  readonly picture: Size;
  /** Of all lines. */
  readonly height: number;
}

/** How much a picture is enlarged: by a whole factor, so that its pixels stay squares; or reduced, to what is seen of a thumbnail. */
export function thumbnailScale({ width, height }: Size): number {
  const fits = MOST_SIDE / Math.max(width, height);
  return fits >= 1 ? Math.floor(fits) : fits;
}

/** The place for pictures of this size. One that is narrow or flat does not make it so narrow that nothing can be written below. */
export function thumbnailSize(picture: Size): Size {
  const scale = thumbnailScale(picture);
  return {
    width: Math.max(LEAST_SIDE, Math.round(picture.width * scale)),
    height: Math.max(LEAST_SIDE / 2, Math.round(picture.height * scale)),
  };
}

/** The layout of `count` thumbnails in a container `width` wide; below each there is a caption. What is left of the width goes around them. */
export function galleryLayout(count: number, width: number, picture: Size, captionHeight: number): GalleryLayout {
  const columns = Math.max(1, Math.floor((width - 2 * MARGIN + GAP) / (picture.width + GAP)));
  const left = width - columns * picture.width;
  const gap = Math.floor(columns === 1 ? 0 : Math.min(left / columns, (left - 2 * MARGIN) / (columns - 1)));
  const pitch = { width: picture.width + gap, height: picture.height + captionHeight + LINE_GAP };
  const lines = Math.ceil(count / columns);
  return {
    columns,
    lines,
    pitch,
    origin: { x: Math.max(MARGIN, Math.floor((width - columns * pitch.width + gap) / 2)), y: MARGIN },
    picture,
    height: lines === 0 ? 0 : lines * pitch.height - LINE_GAP + 2 * MARGIN,
  };
}

export const placeOf = (index: number, { columns, pitch, origin }: GalleryLayout): Point => ({
  x: origin.x + (index % columns) * pitch.width,
  y: origin.y + Math.floor(index / columns) * pitch.height,
});

/** The thumbnails, as indices from `first` to before `end`, of which something is between the heights `top` and `bottom`. */
export function between(top: number, bottom: number, count: number, { columns, lines, pitch, origin }: GalleryLayout) {
  const lineAt = (y: number): number => Math.floor((y - origin.y) / pitch.height);
  const first = Math.max(0, Math.min(lines, lineAt(top)));
  const end = Math.max(first, Math.min(lines, lineAt(bottom) + 1));
  return { first: Math.min(count, first * columns), end: Math.min(count, end * columns) };
}

/** Where a key leads from a thumbnail; a page is `page` lines. Nothing for other keys. */
export function stepFrom(index: number, key: string, count: number, columns: number, page: number): number | undefined {
  const last = count - 1;
  /** Past the last line to the last line, and past its end to its end. */
  const down = (lines: number): number => {
    const below = index + lines * columns;
    return below <= last ? below : Math.min(last, last - (last % columns) + (index % columns));
  };
  const up = (lines: number): number => Math.max(index % columns, index - lines * columns);
  switch (key) {
    case "ArrowLeft":
      return Math.max(0, index - 1);
    case "ArrowRight":
      return Math.min(last, index + 1);
    case "ArrowUp":
      return up(1);
    case "ArrowDown":
      return down(1);
    case "PageUp":
      return up(page);
    case "PageDown":
      return down(page);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}
