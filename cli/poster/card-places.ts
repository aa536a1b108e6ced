// Where cards lie: near their points, off one another, and over as few points as may be.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Placed extends Point, Size {}

/** Between a point and its card, and between a card and the picture's edge. */
const AWAY = 12;
const EDGE = 4;
/** Places are tried so many pixels apart. */
const STEP = 8;

/** What is worse, in points that are covered. */
const OVERLAP = 1000;
const HIDES_PEEKED = 300;
const PER_PIXEL_AWAY = 0.05;

const covers = ({ x, y, width, height }: Placed, point: Point, margin = 0): boolean =>
  point.x > x - margin && point.x < x + width + margin && point.y > y - margin && point.y < y + height + margin;

const overlap = (a: Placed, b: Placed): boolean =>
  a.x < b.x + b.width + EDGE && b.x < a.x + a.width + EDGE && a.y < b.y + b.height + EDGE && b.y < a.y + a.height + EDGE;

/** How far a point is from a card. */
export const distance = ({ x, y, width, height }: Placed, point: Point): number =>
  Math.hypot(Math.max(x - point.x, 0, point.x - x - width), Math.max(y - point.y, 0, point.y - y - height));

/** Counts points within a box in a moment: sums over a grid of cells. */
class Crowd {
  readonly #columns: number;
  readonly #sums: Uint32Array;

  constructor(points: { readonly x: Float64Array; readonly y: Float64Array }, { width, height }: Size) {
    this.#columns = Math.ceil(width / STEP) + 1;
    const rows = Math.ceil(height / STEP) + 1;
    this.#sums = new Uint32Array(this.#columns * rows);
    const cell = (at: number, count: number): number => Math.min(count - 1, Math.max(1, Math.floor(at / STEP) + 1));
    for (let i = 0; i < points.x.length; i++) {
      this.#sums[cell(points.y[i]!, rows) * this.#columns + cell(points.x[i]!, this.#columns)]!++;
    }
    for (let row = 1; row < rows; row++) {
      for (let column = 1; column < this.#columns; column++) {
        const at = row * this.#columns + column;
        this.#sums[at]! += this.#sums[at - 1]! + this.#sums[at - this.#columns]! - this.#sums[at - this.#columns - 1]!;
      }
    }
  }

  /** About how many lie in the box, by whole cells. */
  within({ x, y, width, height }: Placed): number {
    const [left, top] = [Math.floor(x / STEP), Math.floor(y / STEP)];
    const [right, bottom] = [Math.ceil((x + width) / STEP), Math.ceil((y + height) / STEP)];
    const rows = this.#sums.length / this.#columns;
    const at = (column: number, row: number): number =>
      this.#sums[Math.min(row, rows - 1) * this.#columns + Math.min(column, this.#columns - 1)]!;
    return at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
  }
}

/** A place for each card, whose point is that of the same index. A card larger than the picture lies at its left top corner. */
export function cardPlaces(
  cards: readonly Size[],
  peeked: readonly Point[],
  all: { readonly x: Float64Array; readonly y: Float64Array },
  picture: Size,
): Placed[] {
  const crowd = new Crowd(all, picture);
  const placed: Placed[] = [];
  for (const [i, { width, height }] of cards.entries()) {
    let best: Placed = { x: EDGE, y: EDGE, width, height };
    let least = Number.POSITIVE_INFINITY;
    for (let y = EDGE; y <= picture.height - height - EDGE; y += STEP) {
      for (let x = EDGE; x <= picture.width - width - EDGE; x += STEP) {
        const place = { x, y, width, height };
        const away = distance(place, peeked[i]!);
        let cost = crowd.within(place) + Math.abs(away - AWAY) * PER_PIXEL_AWAY;
        if (cost >= least) continue;
        for (const other of placed) if (overlap(place, other)) cost += OVERLAP;
        for (const point of peeked) if (covers(place, point, AWAY)) cost += HIDES_PEEKED;
        if (cost < least) [best, least] = [place, cost];
      }
    }
    placed.push(best);
  }
  return placed;
}
