import type { Box } from "../../src/draw/position.ts";
import type { SceneItem, SceneMark } from "../../src/draw/scene.ts";
import type { LiveTooltip } from "../../src/draw/tooltip-content.ts";
import { boxInDirection, nearestBox } from "../tooltip/nearest.ts";
import type { Step, ViewPoints } from "../tooltip/view-points.ts";

/** Points that are drawn on a layer, for the tooltip handler. */
export interface LayerTargets extends ViewPoints {
  /** The points stand elsewhere, or are others. */
  moved(): void;
  /** The point's item: the same for one index as long as the points are the same ones. */
  item(index: number): SceneItem;
  /** The points are others: items of before are none of them. */
  renewed(): void;
}

export interface LayerTargetOptions {
  /** The element that the points are drawn over. */
  readonly host: HTMLElement;
  /** Where they stand, in CSS pixels from the host's left top corner. */
  readonly places: () => { readonly x: Float64Array; readonly y: Float64Array; readonly radius: number };
  /** A point's tooltip, whose content changes with the points. */
  readonly tooltip: (index: number) => LiveTooltip;
  /** The frame's own: for marks that Vega draws. */
  readonly frame: ViewPoints;
}

interface LayerItem extends SceneItem {
  readonly index: number;
}

const MARK: SceneMark = { marktype: "symbol", items: [] };
const NOWHERE = { x1: 0, y1: 0, x2: 0, y2: 0 };
/** Items that are kept; those that were asked for longest ago are the first to be forgotten. */
const MOST_ITEMS = 500;

/** Where a layer is in the window, and how many CSS pixels one of its own is there: a page may scale what it is in. */
function frameOf(host: HTMLElement) {
  const { left, top, width } = host.getBoundingClientRect();
  const { offsetWidth } = host;
  // That one is a whole number.
  return { left, top, scale: Math.abs(width - offsetWidth) < 1 ? 1 : width / offsetWidth };
}

const isOfLayer = (item: SceneItem): item is LayerItem => item.mark === MARK;

export function layerTargets({ host, places, tooltip, frame }: LayerTargetOptions): LayerTargets {
  const items = new Map<number, LayerItem>();
  let boxes: Float64Array | undefined;
  let there = new Uint8Array(0);

  function boxesOf(): Float64Array {
    if (boxes) return boxes;
    const { x, y, radius } = places();
    boxes = new Float64Array(4 * x.length);
    for (let i = 0, at = 0; i < x.length; i++) {
      boxes[at++] = x[i]! - radius;
      boxes[at++] = y[i]! - radius;
      boxes[at++] = x[i]! + radius;
      boxes[at++] = y[i]! + radius;
    }
    // What is still to come has no place.
    there = Uint8Array.from(x, (across, i) => (Number.isNaN(across) || Number.isNaN(y[i]) ? 0 : 1));
    return boxes;
  }

  function item(index: number): LayerItem {
    const known = items.get(index);
    if (known) return known;
    if (items.size === MOST_ITEMS) items.delete(items.keys().next().value!);
    const made: LayerItem = { index, mark: MARK, bounds: NOWHERE, tooltip: tooltip(index) };
    items.set(index, made);
    return made;
  }

  function indexAfter(from: SceneItem | undefined, step: Step): number {
    const last = boxesOf().length / 4 - 1;
    const at = from && isOfLayer(from) ? from.index : -1;
    if (step === "last") return last;
    if (step === "first" || at < 0 || at > last) return Math.min(0, last);
    if (step === "next") return Math.min(at + 1, last);
    if (step === "previous") return Math.max(at - 1, 0);
    const found = boxInDirection(boxesOf(), at, step);
    return found < 0 ? at : found;
  }

  return {
    item,
    moved() {
      boxes = undefined;
    },
    renewed() {
      boxes = undefined;
      items.clear();
    },
    isDrawing: frame.isDrawing,
    nearest(place, reach) {
      const { left, top, scale } = frameOf(host);
      const at = { x: (place.x - left) / scale, y: (place.y - top) / scale };
      const found = nearestBox(boxesOf(), there, at, reach / scale);
      return found < 0 ? undefined : item(found);
    },
    step(from, step) {
      const index = indexAfter(from, step);
      return index < 0 ? undefined : item(index);
    },
    boxOf(target): Box | undefined {
      if (!isOfLayer(target)) return frame.boxOf(target);
      const { x, y, radius } = places();
      const { left, top, scale } = frameOf(host);
      const { index } = target;
      const size = 2 * radius * scale;
      return { x: left + (x[index]! - radius) * scale, y: top + (y[index]! - radius) * scale, width: size, height: size };
    },
  };
}
