import type { Point } from "../../src/draw/position.ts";

/** Boxes by fours: left, top, right, bottom. Flat, for a hundred thousand are looked through at every move of the pointer. */
export type Boxes = Float64Array;

export type Direction = "left" | "right" | "up" | "down";

/**
 * The box nearest to `point` among those of `candidates`, at most `reach` away; of boxes equally near the one whose middle is nearer, then the
 * later one, which lies on top. -1 where there is none.
 */
export function nearestBox(boxes: Boxes, candidates: Uint8Array, { x, y }: Point, reach: number): number {
  let found = -1;
  let best = reach * reach;
  let bestMiddle = Number.POSITIVE_INFINITY;
  for (let i = 0, at = 0; i < candidates.length; i++, at += 4) {
    const left = boxes[at]! - x;
    const right = x - boxes[at + 2]!;
    const dx = left > 0 ? left : right > 0 ? right : 0;
    if (dx > reach) continue;
    const above = boxes[at + 1]! - y;
    const below = y - boxes[at + 3]!;
    const dy = above > 0 ? above : below > 0 ? below : 0;
    const distance = dx * dx + dy * dy;
    if (distance > best || candidates[i] === 0) continue;
    const middleX = (right - left) / 2;
    const middleY = (below - above) / 2;
    const middle = middleX * middleX + middleY * middleY;
    if (distance === best && middle > bestMiddle) continue;
    found = i;
    best = distance;
    bestMiddle = middle;
  }
  return found;
}

/**
 * The box that an arrow key leads to from box `from`: of those in the quarter of the plane round the arrow the nearest, by the distance along the
 * arrow and across it together; -1 where that quarter is empty.
 *
 * Every box can be reached from every other. In the coordinates x + y and x - y the quarters are quadrants, and the distance is the larger of the
 * two differences, D. To get to a box, press the arrow in whose quadrant it lies: where that leads to another, both differ from
 * `from` by more than 0 and at most D, hence from each other by less than D. Boxes that are level with each other, or lie on each other, count as
 * moved apart by a trifle in both coordinates, in their order.
 */
export function boxInDirection(boxes: Boxes, from: number, direction: Direction): number {
  const x = boxes[4 * from]! + boxes[4 * from + 2]!;
  const y = boxes[4 * from + 1]! + boxes[4 * from + 3]!;
  const isAcross = direction === "left" || direction === "right";
  const sign = direction === "right" || direction === "down" ? 1 : -1;
  let found = -1;
  let least = Number.POSITIVE_INFINITY;
  let leastTrifle = 0;
  for (let i = 0, at = 0; at < boxes.length; i++, at += 4) {
    const dx = boxes[at]! + boxes[at + 2]! - x;
    const dy = boxes[at + 1]! + boxes[at + 3]! - y;
    const order = i - from;
    const isFalling = (dx + dy || order) > 0;
    const isRising = (dx - dy || order) > 0;
    if (order === 0 || isFalling !== sign > 0 || isRising !== (isAcross ? isFalling : !isFalling)) continue;
    const distance = Math.abs(dx) + Math.abs(dy);
    if (distance > least) continue;
    const lead = isAcross ? 1 : Math.sign(Math.abs(dx + dy) - Math.abs(dx - dy));
    const trifle = lead === 0 ? Math.abs(order) : lead * sign * order;
    if (distance === least && trifle > leastTrifle) continue;
    found = i;
    least = distance;
    leastTrifle = trifle;
  }
  return found;
}
