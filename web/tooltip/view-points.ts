import type { Box, Point } from "../../src/draw/position.ts";
import { groupOffset, itemBounds, type SceneItem, type SceneMark, type WatchableView } from "../../src/draw/scene.ts";
import { boxInDirection, type Direction, nearestBox } from "./nearest.ts";
import { sceneTargets, type Targets } from "./scene-targets.ts";
import { drawingOf, toView, toWindow, viewFrame } from "./view-frame.ts";

export type Step = Direction | "first" | "last" | "next" | "previous";

/** A view's items with tooltips: the nearest to a place in the window, and the way from one to another. */
export interface ViewPoints {
  /** Whether the node belongs to the drawing, and not to what stands around it. */
  isDrawing(node: unknown): boolean;
  nearest(place: Point, reach: number): SceneItem | undefined;
  /** The item that a key leads to; the first where there is none yet. */
  step(from: SceneItem | undefined, step: Step): SceneItem | undefined;
  /** An item's box in the window. */
  boxOf(item: SceneItem): Box | undefined;
}

const rootOf = (view: WatchableView): SceneMark => (view.scenegraph() as { root: SceneMark }).root;

/** The number of the last run of the view's dataflow. */
const stampOf = (view: WatchableView): number | undefined => (view as { stamp?: () => number }).stamp?.();

export function viewPoints(view: WatchableView): ViewPoints {
  let known: Targets | undefined;
  let stamp: number | undefined;

  /** The scene changes in runs of the dataflow only, so it is gone through once for each in which it is asked for. */
  function targets(): Targets {
    const now = stampOf(view);
    if (!known || now === undefined || now !== stamp) known = sceneTargets(rootOf(view));
    stamp = now;
    return known;
  }

  function indexAfter(from: SceneItem | undefined, step: Step): number {
    const { items, boxes } = targets();
    const last = items.length - 1;
    const at = from ? items.indexOf(from) : -1;
    if (step === "last") return last;
    if (step === "first" || at < 0) return Math.min(0, last);
    if (step === "next") return Math.min(at + 1, last);
    if (step === "previous") return Math.max(at - 1, 0);
    const found = boxInDirection(boxes, at, step);
    return found < 0 ? at : found;
  }

  return {
    isDrawing: (node) => node instanceof Node && (drawingOf(view)?.contains(node) ?? false),
    nearest(place, reach) {
      const frame = viewFrame(view);
      if (!frame) return undefined;
      const { items, boxes, points } = targets();
      return items[nearestBox(boxes, points, toView(frame, place), reach / Math.min(frame.scaleX, frame.scaleY))];
    },
    step: (from, step) => targets().items[indexAfter(from, step)],
    boxOf(item) {
      const frame = viewFrame(view);
      return frame && toWindow(frame, itemBounds(item), groupOffset(item));
    },
  };
}
