// What is read of Vega's scenegraph and View. The types are this file's own, so that whoever takes the tooltip handler needs no types of Vega's;
// a View of Vega 5 or 6 fits them.

export interface SceneBounds {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface SceneItem {
  readonly mark: SceneMark;
  readonly bounds: SceneBounds;
  readonly tooltip?: unknown;
  /** The data behind the item; its column `row` tells the row. */
  readonly datum?: unknown;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly opacity?: number;
  readonly isVoronoi?: boolean;
  readonly clip?: boolean;
  /** Of a group: its marks. */
  readonly items?: readonly SceneMark[];
}

export interface SceneMark {
  readonly marktype: string;
  /** What the mark is in its chart: "axis", or "scope" for a plot of a chart that has several. */
  readonly role?: string;
  readonly items: readonly SceneItem[];
  readonly interactive?: boolean;
  readonly clip?: unknown;
  readonly group?: SceneItem;
}

/** A Vega View, as far as it is needed here. */
export interface WatchableView {
  container(): HTMLElement | null;
  scenegraph(): object;
  origin(): [number, number];
  padding(): unknown;
}

export const hasTooltip = ({ tooltip }: SceneItem): boolean => tooltip !== undefined && tooltip !== null && tooltip !== "";

/** Marks that are one path for all their items, so that the item's place is its point, and its bounds are the path's. */
export const isPath = ({ marktype }: SceneMark): boolean => marktype === "line" || marktype === "area" || marktype === "trail";

/** The item's box where it stands in its group. */
export function itemBounds({ mark, bounds, x = 0, y = 0 }: SceneItem): SceneBounds {
  return isPath(mark) ? { x1: x - 3, y1: y - 3, x2: x + 3, y2: y + 3 } : bounds;
}

/** Where the item's groups stand. */
export function groupOffset(item: SceneItem): { x: number; y: number } {
  const offset = { x: 0, y: 0 };
  for (let group = item.mark.group; group; group = group.mark.group) {
    offset.x += group.x ?? 0;
    offset.y += group.y ?? 0;
  }
  return offset;
}
