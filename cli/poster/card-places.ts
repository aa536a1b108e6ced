// Where cards lie: near their points, off one another and off what is written, over as few points as may be.
import type { Places } from "../../src/charts/places.ts";
import type { Box, Point, Size } from "../../src/draw/position.ts";
import { crowd } from "./crowd.ts";
import type { FrameBoxes } from "./frame-boxes.ts";

/** What cards are laid over. */
export interface Ground extends FrameBoxes {
  /** CSS pixels. */
  readonly size: Size;
  readonly points: Places;
  /** The points that have a card. */
  readonly peeked: readonly Point[];
  /** How far a ring reaches from its point. */
  readonly ring: number;
}

/** A place, and in which of its shapes the card has it. */
export interface Placed extends Box {
  readonly shape: number;
}

/** Between a card and a ring, another card, or the picture's edge. */
const CLEAR = 4;
/** Places are tried so many pixels apart, and no more than `MOST_TRIED` of them along a side. */
const STEP = 6;
const MOST_TRIED = 100;
/** Each card is placed anew so many times, when the others are there. */
const ROUNDS = 2;

/** What is how bad, in points hidden of 400. */
const COSTS = {
  hidesPeeked: 2000,
  overCard: 1000,
  hidesText: 30,
  perPixelOfText: 0.05,
  hidesBar: 2,
  crosses: 30,
  perPixelAway: 0.12,
  laterShape: 3,
  otherShape: 4,
};
const POINTS = 400;

/** How much of the two lies over one another, in square pixels; 0 where they keep `by` pixels away. */
function overlap(a: Box, b: Box, by = 0): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) + by;
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) + by;
  return width > 0 && height > 0 ? width * height : 0;
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** The place of a box that is nearest to a point. */
export const nearestOf = ({ x, y, width, height }: Box, point: Point): Point => ({
  x: clamp(point.x, x, x + width),
  y: clamp(point.y, y, y + height),
});

/** Whether the line from a to b goes through the box: Liang and Barsky's clipping. */
function crosses(a: Point, b: Point, { x, y, width, height }: Box): boolean {
  let [from, to] = [0, 1];
  const sides = [
    [a.x - b.x, a.x - x],
    [b.x - a.x, x + width - a.x],
    [a.y - b.y, a.y - y],
    [b.y - a.y, y + height - a.y],
  ] as const;
  for (const [step, room] of sides) {
    if (step === 0 && room < 0) return false;
    if (step < 0) from = Math.max(from, room / step);
    if (step > 0) to = Math.min(to, room / step);
  }
  return from < to;
}

/** A place for each card, given by its shapes, the best first; its point is that of the same index. */
export function cardPlaces(cards: readonly (readonly Size[])[], ground: Ground): Placed[] {
  const { size, points, peeked, ring, texts, bars } = ground;
  const hidden = crowd(points, size);
  const share = Math.min(1, POINTS / points.x.length);
  const rings = peeked.map(({ x, y }) => ({ x: x - ring, y: y - ring, width: 2 * ring, height: 2 * ring }));
  const step = Math.max(STEP, Math.max(size.width, size.height) / MOST_TRIED);

  /** What a card's place costs beside the others; no more is looked at than shows that it is `most` at least. */
  function costOf(place: Placed, card: number, placed: readonly (Placed | undefined)[], most = Number.POSITIVE_INFINITY): number {
    const point = peeked[card]!;
    const near = nearestOf(place, point);
    const away = Math.max(0, Math.hypot(near.x - point.x, near.y - point.y) - ring);
    let cost = share * hidden(place) + COSTS.perPixelAway * away + COSTS.laterShape * place.shape;
    if (cost >= most) return cost;
    for (const box of rings) if (overlap(place, box, CLEAR) > 0) cost += COSTS.hidesPeeked;
    for (const box of texts) {
      const over = overlap(place, box);
      if (over > 0) cost += COSTS.hidesText + COSTS.perPixelOfText * over;
    }
    for (const box of bars) if (overlap(place, box) > 0) cost += COSTS.hidesBar;
    for (const [i, other] of placed.entries()) {
      if (!other || i === card) continue;
      if (other.shape !== place.shape) cost += COSTS.otherShape;
      cost += (COSTS.overCard * overlap(place, other, CLEAR)) / (place.width * place.height);
      if (crosses(point, near, other)) cost += COSTS.crosses;
      if (crosses(peeked[i]!, nearestOf(other, peeked[i]!), place)) cost += COSTS.crosses;
    }
    return cost;
  }

  function bestPlace(card: number, placed: readonly (Placed | undefined)[], only?: number): Placed {
    let best: Placed | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const [shape, { width, height }] of cards[card]!.entries()) {
      if (only !== undefined && shape !== Math.min(only, cards[card]!.length - 1)) continue;
      const [right, bottom] = [size.width - width - CLEAR, size.height - height - CLEAR];
      // A card that is larger than the picture begins at its edge.
      const isOut = right < CLEAR || bottom < CLEAR;
      for (let y = CLEAR; y <= Math.max(CLEAR, bottom); y += step) {
        for (let x = CLEAR; x <= Math.max(CLEAR, right); x += step) {
          const place = { x, y, width, height, shape };
          const cost = costOf(place, card, placed, least) + (isOut ? COSTS.overCard : 0);
          if (cost < least) [best, least] = [place, cost];
        }
      }
    }
    return best!;
  }

  /** One card after the other in this order, all in one shape, then each once more in any. */
  function attempt(order: readonly number[], only: number | undefined): Placed[] {
    const placed: (Placed | undefined)[] = cards.map(() => undefined);
    for (const card of order) placed[card] = bestPlace(card, placed, only);
    for (let round = 0; round < ROUNDS; round++) for (const card of order) placed[card] = bestPlace(card, placed);
    return placed as Placed[];
  }

  const order = [...cards.keys()];
  const orders = cards.length > 1 ? [order, [...order].reverse()] : [order];
  const shapes = cards.length > 1 ? [undefined, ...(cards[0] ?? []).keys()] : [undefined];
  const attempts = orders.flatMap((one) => shapes.map((shape) => attempt(one, shape)));
  const total = (placed: readonly Placed[]): number => placed.reduce((sum, place, card) => sum + costOf(place, card, placed), 0);
  return attempts.reduce((best, next) => (total(next) < total(best) ? next : best));
}
