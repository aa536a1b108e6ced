/**
 * The tooltip that shows images, for any Vega chart.
 *
 * @module ndpeek/tooltip
 */
import { checkNumber, checkOptions, wrongKind } from "../../src/base/checks.ts";
import type { Box } from "../../src/draw/position.ts";
import { isPath, type SceneItem, type WatchableView } from "../../src/draw/scene.ts";
import type { PictureMaker } from "../../src/draw/tooltip-picture.ts";
import { type BlobProvider, providedPictures, revokePictures } from "./blob-provider.ts";
import { type PictureCache, pictureCache } from "./picture-cache.ts";
import { type Subject, tooltipDesk } from "./tooltip-desk.ts";
import { watchKeys } from "./view-keys.ts";
import { watchPointer } from "./view-pointer.ts";
import { type ViewPoints, viewPoints } from "./view-points.ts";

export type { SceneItem, WatchableView } from "../../src/draw/scene.ts";
export type { PictureMaker, TooltipPicture } from "../../src/draw/tooltip-picture.ts";
export { maskOutline } from "../../src/pictures/mask-outline.ts";
export type { BlobProvider } from "./blob-provider.ts";
export type { Step, ViewPoints } from "./view-points.ts";

/** What Vega calls for each move over a mark with a tooltip, and with `value` null when the pointer leaves it. */
export type TooltipHandler = (scene: TooltipScene, event: MouseEvent, item: unknown, value: unknown) => void;

/** Vega's handler of a scene, as far as it is needed here. */
export interface TooltipScene {
  getItemBoundingClientRect(item: unknown): Box | undefined;
  element?(): HTMLElement | null;
}

export interface TooltipOptions {
  /** Where the card is put. Default `document.body`. */
  readonly root?: Node;
  /** Answers references such as `ndpeek:rows/12`, by row; without it and without `provider` they are unusable. */
  readonly pictures?: PictureMaker;
  /** The same for one picture a row, as a PNG: what `attachImages` returns with `images: "hover"`. */
  readonly provider?: BlobProvider;
  /** What a tooltip's value says, for charts whose marks carry their data as they are. */
  readonly read?: (value: unknown) => unknown;
  /** The width in CSS pixels that each picture is to have about, where there is room; enlarged by whole factors. Default: by the picture. */
  readonly width?: number;
  /** Whether the outlines of pictures are drawn. Default true. */
  readonly outline?: boolean;
  /** Hears of each tooltip that is pinned: its value, as `read` gives it. */
  readonly onPin?: (value: unknown) => void;
}

export interface Tooltip {
  /** For Vega's and vega-embed's option `tooltip`. */
  readonly handler: TooltipHandler;
  /**
   * Adds to a drawn view what Vega's tooltips lack: the nearest point within 10 pixels, pins by click, tap and Enter, arrow keys from point to
   * point. Returns what takes it away again.
   */
  watch(view: WatchableView): () => void;
  /** The same for points that are drawn beside a view, by whoever knows their places; `container` is what they are drawn into. */
  watchPoints(container: HTMLElement, points: ViewPoints): () => void;
  /** Forgets all pictures, and draws what is shown once more. */
  refresh(): void;
  /** Removes the card and the listeners, of watched views too. */
  finalize(): void;
}

interface Watched {
  readonly container: HTMLElement;
  readonly points: ViewPoints;
  /** The item that was last shown. */
  last?: SceneItem;
}

const LARGEST_ANCHOR = 64;

const isSmall = ({ width, height }: Box): boolean => width <= LARGEST_ANCHOR && height <= LARGEST_ANCHOR;

const atPointer = ({ clientX, clientY }: MouseEvent): Box => ({ x: clientX - 4, y: clientY - 4, width: 8, height: 8 });

const ringOf = ({ mark }: SceneItem): "round" | "square" => (mark.marktype === "symbol" || isPath(mark) ? "round" : "square");

function cacheOf({ pictures, provider }: TooltipOptions): PictureCache | undefined {
  if (pictures && provider) throw new TypeError("pictures: expected none beside a provider");
  if (provider) return pictureCache(providedPictures(provider), revokePictures);
  return pictures && pictureCache(pictures);
}

/**
 * A tooltip handler for Vega's `tooltip` option, for any chart: the field `image` as pictures, `title` as a heading, all others as text. Images are
 * PNG data URIs, contact sheets of such, and references to rows that `pictures` or `provider` answer; anything else is named unusable and
 * never loaded. The column `row` of a mark's datum tells the row: pictures and their files are
 * named by it, and it is spoken first. The labels of a tooltip's fields are for readers alone.
 * The card is built of DOM nodes; its looks are `ndpeek/tooltip.css`. A pinned card stays while the
 * pointer passes other points, until Escape, its close button, a click elsewhere or the next point
 * that is clicked or gone to.
 *
 * @example
 * const tooltip = tooltipHandler();
 * const { view } = await vegaEmbed(element, spec, { tooltip: tooltip.handler });
 * tooltip.watch(view);
 */
export function tooltipHandler(options?: TooltipOptions): Tooltip {
  const known = ["root", "pictures", "provider", "read", "width", "outline", "onPin"] as const;
  const checked = checkOptions(options, "options", known);
  const { root = document.body, read = (value: unknown) => value, width, outline = true, onPin } = checked;
  if (width !== undefined) checkNumber(width, "width", 1);
  if (onPin !== undefined && typeof onPin !== "function") throw wrongKind("onPin", "a function", onPin);
  const cache = cacheOf(checked);
  const desk = tooltipDesk({ root, read, make: cache?.pictures, width, outline, onPin });
  const watched = new Map<HTMLElement, Watched>();
  const watches = new Set<() => void>();
  let hit: Event | undefined;

  /** The mark's box; for a mark too large to keep clear of (an area, a long bar) the place under the pointer. */
  function hitSubject(scene: TooltipScene, event: MouseEvent, item: SceneItem, value: unknown): Subject {
    const chart = watched.get(scene.element?.() as HTMLElement);
    if (chart) chart.last = item;
    const { container, points } = chart ?? {};
    const boxOf = (): Box | undefined => (points ? points.boxOf(item) : scene.getItemBoundingClientRect(item));
    const box = item.mark && isPath(item.mark) ? undefined : boxOf();
    const isClear = box !== undefined && isSmall(box);
    return {
      key: value,
      value: () => (points ? item.tooltip : value),
      datum: () => item.datum,
      anchor: () => (isClear ? (boxOf() ?? box) : atPointer(event)),
      ring: points && isClear ? ringOf(item) : undefined,
      by: "pointer",
      chart: container,
    };
  }

  const pointSubject = ({ points, container }: Watched, item: SceneItem, by: Subject["by"]): Subject => ({
    key: item.tooltip,
    value: () => item.tooltip,
    datum: () => item.datum,
    anchor: () => points.boxOf(item)!,
    ring: ringOf(item),
    by,
    chart: container,
  });

  function handler(scene: TooltipScene, event: MouseEvent, item: unknown, value: unknown): void {
    if (value === null || value === undefined || value === "") {
      desk.leave("pointer");
      return;
    }
    hit = event;
    desk.show(hitSubject(scene, event, item as SceneItem, value));
  }

  function watch(view: WatchableView): () => void {
    const container = view.container();
    if (!container) throw new TypeError("view: expected a view that is drawn into an element");
    return watchPoints(container, viewPoints(view));
  }

  function watchPoints(container: HTMLElement, points: ViewPoints): () => void {
    const stop = new AbortController();
    const chart: Watched = { container, points };
    const showBy = (by: Subject["by"]) => (item: SceneItem) => {
      chart.last = item;
      desk.show(pointSubject(chart, item, by));
    };
    watched.set(container, chart);
    watchPointer(
      container,
      points,
      {
        isHit: (event) => event === hit,
        isShown: () => desk.subject() !== undefined,
        show: showBy("pointer"),
        leave: () => desk.leave("pointer"),
        pin: desk.pin,
      },
      stop.signal,
    );
    watchKeys(
      container,
      points,
      { current: () => chart.last, show: showBy("keys"), leave: () => desk.leave("keys"), pin: desk.pin },
      stop.signal,
    );
    const unwatch = (): void => {
      stop.abort();
      watches.delete(unwatch);
      if (watched.get(container) === chart) watched.delete(container);
      if (desk.subject()?.chart === container) desk.hide();
    };
    watches.add(unwatch);
    return unwatch;
  }

  return {
    handler,
    watch,
    watchPoints,
    refresh() {
      cache?.clear();
      desk.refresh();
    },
    finalize() {
      for (const unwatch of watches) unwatch();
      desk.remove();
      cache?.clear();
    },
  };
}
