import type { Point } from "./position.ts";

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
 * The box that an arrow key leads to from box `from`: of those in the quarter of the plane round the arrow, the one least far along the arrow; -1
 * where that quarter is empty. Where one box is level with another or lies on it, their order decides, as if each were moved by a trifle
 * to the right of, and by a trifle of that trifle below, the one before. That makes the ways from box to box a directed Θ4-graph in general position, in
 * which every box can be reached from every other (Bose, De Carufel, Hill, Smid: On the spanning and routing ratio of the directed theta-four graph).
 */
export function boxInDirection(boxes: Boxes, from: number, direction: Direction): number {
  const x = boxes[4 * from]! + boxes[4 * from + 2]!;
  const y = boxes[4 * from + 1]! + boxes[4 * from + 3]!;
  const isAcross = direction === "left" || direction === "right";
  const sign = direction === "right" || direction === "down" ? 1 : -1;
  let found = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0, at = 0; at < boxes.length; i++, at += 4) {
    const dx = boxes[at]! + boxes[at + 2]! - x;
    const dy = boxes[at + 1]! + boxes[at + 3]! - y;
    const order = i - from;
    const falling = dx + dy || order;
    const rising = dx - dy || order;
    if (i === from || sign * falling <= 0 || (falling > 0 === rising > 0) !== isAcross) continue;
    const along = sign * (isAcross ? dx : dy);
    if (along > least || (along === least && sign * (i - found) > 0)) continue;
    found = i;
    least = along;
  }
  return found;
}
