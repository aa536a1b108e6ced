import { hasTooltip, isPath, itemBounds, type SceneBounds, type SceneItem, type SceneMark } from "../../src/draw/scene.ts";
import type { Boxes } from "./nearest.ts";

/** The items of a scene that have a tooltip, in the order of the data, with their boxes. */
export interface Targets {
  readonly items: readonly SceneItem[];
  readonly boxes: Boxes;
  /** 1 for points, which a pointer need not hit. */
  readonly points: Uint8Array;
}

const POINTS: ReadonlySet<string> = new Set(["symbol", "text", "image"]);
const EVERYWHERE: SceneBounds = { x1: -Infinity, y1: -Infinity, x2: Infinity, y2: Infinity };

const shared = (a: SceneBounds, b: SceneBounds): SceneBounds => ({
  x1: Math.max(a.x1, b.x1),
  y1: Math.max(a.y1, b.y1),
  x2: Math.min(a.x2, b.x2),
  y2: Math.min(a.y2, b.y2),
});

/** A list of numbers that grows without an object for each. */
class Numbers {
  #data = new Float64Array(1024);
  #length = 0;

  add(left: number, top: number, right: number, bottom: number): void {
    if (this.#length + 4 > this.#data.length) {
      const larger = new Float64Array(2 * this.#data.length);
      larger.set(this.#data);
      this.#data = larger;
    }
    this.#data[this.#length++] = left;
    this.#data[this.#length++] = top;
    this.#data[this.#length++] = right;
    this.#data[this.#length++] = bottom;
  }

  all(): Float64Array {
    return this.#data.subarray(0, this.#length);
  }
}

/** Finds all targets under a scene's root. What is clipped away, seen through or not interactive is none, nor is a cell drawn round a point that is one. */
export function sceneTargets(root: SceneMark): Targets {
  const items: SceneItem[] = [];
  const boxes = new Numbers();

  function addAll(mark: SceneMark, x: number, y: number, view: SceneBounds): void {
    const path = isPath(mark);
    for (const item of mark.items) {
      if (!hasTooltip(item) || item.opacity === 0 || item.isVoronoi) continue;
      const { x1, y1, x2, y2 } = path ? itemBounds(item) : item.bounds;
      const middleX = x + (x1 + x2) / 2;
      const middleY = y + (y1 + y2) / 2;
      // An item without a place has bounds the wrong way round.
      if (!(x1 <= x2 && y1 <= y2) || middleX < view.x1 || middleX > view.x2 || middleY < view.y1 || middleY > view.y2) continue;
      items.push(item);
      boxes.add(x + x1, y + y1, x + x2, y + y2);
    }
  }

  function visit(mark: SceneMark, x: number, y: number, outer: SceneBounds, size: SceneBounds): void {
    const view = mark.clip ? shared(outer, size) : outer;
    if (mark.interactive !== false) addAll(mark, x, y, view);
    if (mark.marktype !== "group") return;
    for (const group of mark.items) {
      const left = x + (group.x ?? 0);
      const top = y + (group.y ?? 0);
      const area = { x1: left, y1: top, x2: left + (group.width ?? 0), y2: top + (group.height ?? 0) };
      for (const inner of group.items ?? []) visit(inner, left, top, group.clip ? shared(view, area) : view, area);
    }
  }

  visit(root, 0, 0, EVERYWHERE, EVERYWHERE);
  const points = new Uint8Array(items.length);
  for (let i = 0; i < points.length; i++) points[i] = POINTS.has(items[i]!.mark.marktype) ? 1 : 0;
  return { items, boxes: boxes.all(), points };
}
