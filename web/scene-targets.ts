import type { Boxes } from "./nearest.ts";
import { hasTooltip, itemBounds, type SceneBounds, type SceneItem, type SceneMark } from "./scene.ts";

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

/** Finds all targets under a scene's root. What is clipped away, seen through or not interactive is none, nor is a cell drawn round a point that is one. */
export function sceneTargets(root: SceneMark): Targets {
  const items: SceneItem[] = [];
  const boxes: number[] = [];
  const points: number[] = [];

  function add(item: SceneItem, x: number, y: number, view: SceneBounds): void {
    const { x1, y1, x2, y2 } = itemBounds(item);
    const middleX = x + (x1 + x2) / 2;
    const middleY = y + (y1 + y2) / 2;
    // An item without a place has bounds the wrong way round.
    if (!(x1 <= x2 && y1 <= y2) || middleX < view.x1 || middleX > view.x2 || middleY < view.y1 || middleY > view.y2) return;
    items.push(item);
    boxes.push(x + x1, y + y1, x + x2, y + y2);
    points.push(POINTS.has(item.mark.marktype) ? 1 : 0);
  }

  function visit(mark: SceneMark, x: number, y: number, outer: SceneBounds, size: SceneBounds): void {
    const view = mark.clip ? shared(outer, size) : outer;
    const isGroup = mark.marktype === "group";
    for (const item of mark.items) {
      if (mark.interactive !== false && hasTooltip(item) && item.opacity !== 0 && !item.isVoronoi) add(item, x, y, view);
      if (!isGroup) continue;
      const left = x + (item.x ?? 0);
      const top = y + (item.y ?? 0);
      const area = { x1: left, y1: top, x2: left + (item.width ?? 0), y2: top + (item.height ?? 0) };
      for (const inner of item.items ?? [])
        visit(inner, left, top, (item as { clip?: unknown }).clip ? shared(view, area) : view, area);
    }
  }

  visit(root, 0, 0, EVERYWHERE, EVERYWHERE);
  return { items, boxes: Float64Array.from(boxes), points: Uint8Array.from(points) };
}
