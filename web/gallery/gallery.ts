import type { Size } from "../../src/draw/position.ts";
import type { TooltipPicture } from "../../src/draw/tooltip-picture.ts";
import { element } from "../ui/elements.ts";
import { between, type GalleryLayout, galleryLayout, placeOf, stepFrom, thumbnailSize } from "./gallery-layout.ts";
import { pictureSlices } from "./picture-slices.ts";
import type { Thumbnail } from "./thumbnail.ts";
import { thumbnailShelf } from "./thumbnail-shelf.ts";

export interface GalleryOptions {
  /** The row's picture, made when its place comes into view, forgotten when it is far out of view. */
  readonly picture: (row: number) => TooltipPicture | Promise<TooltipPicture>;
  /** What stands below a picture: "a · 0.0306". */
  readonly caption: (row: number) => string;
  /** What a screen reader hears: "Row 12, group a, area 0.0306". */
  readonly name: (row: number) => string;
  /** A click, Enter or Space. */
  readonly choose: (row: number) => void;
  /** What the list is called. Default "Images". */
  readonly label?: string;
}

export interface Gallery {
  readonly element: HTMLElement;
  /**
   * The rows, each once, in their order. The first one in view that is still there keeps its place; the very top stays the top. Rows that are there
   * already keep their pictures; without rows all are forgotten.
   */
  show(rows: ArrayLike<number>): void;
  /** Pictures look different now (threshold, colours): those in view are made again, and captions with them; the old ones stay until then. */
  refresh(): void;
  /** Marks a row, and scrolls to it where that is asked for; or none. */
  mark(row: number | undefined, options?: { reveal?: boolean }): void;
  finalize(): void;
}

/** How far above and below the view there are thumbnails, in heights of the view. */
const AHEAD = 0.75;
/** What moves by more than so many heights of the view in a frame is not looked at: it has no pictures, and nothing around it. */
const FLYING = 0.5;
/** The place of pictures that cannot be made. */
const UNKNOWN: Size = { width: 96, height: 96 };

/** A grid of thumbnails, of which there are only those in view and some around them. Its looks are gallery.css's. */
export function gallery({ picture, caption, name, choose, label = "Images" }: GalleryOptions): Gallery {
  const root = element("div", "ndpeek-gallery");
  const sheet = element("div", "ndpeek-gallery-sheet");
  sheet.setAttribute("role", "listbox");
  sheet.setAttribute("aria-label", label);
  root.append(sheet);

  const shelf = thumbnailShelf(sheet);
  const slices = pictureSlices(picture, arrived, draw);
  const listeners = new AbortController();
  const { signal } = listeners;
  let rows = new Uint32Array();
  let box = { width: 0, height: 0, caption: 0 };
  let size: Size | undefined;
  /** Whether `size` is that of the pictures as they look now. */
  let sized = false;
  let layout: GalleryLayout | undefined;
  let marked: number | undefined;
  let revealing = false;
  /** The index of the tab stop. */
  let active = 0;
  let frame = 0;
  let lastTop = 0;

  const say = (item: Thumbnail): void => item.say(caption(item.row), name(item.row));
  const hasFocus = (): boolean => root.matches(":focus-within");
  const inView = (top: number, more = 0) => between(top - more, top + box.height + more, rows.length, layout!);

  function draw(): void {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      if (!layout) return;
      const top = root.scrollTop;
      const flying = Math.abs(top - lastTop) > FLYING * box.height;
      lastTop = top;
      render(top, flying ? 0 : AHEAD);
      const { first, end } = inView(top);
      const seen = new Set(rows.subarray(first, end));
      if (flying || slices.make(shelf.all(), ({ row }) => seen.has(row))) draw();
    });
  }

  /** Puts the thumbnails where the view is. The tab stop is in the view, unless it has the focus. */
  function render(top: number, ahead: number): void {
    const view = inView(top);
    const focused = hasFocus();
    if (!focused && (active < view.first || active >= view.end)) active = view.first;
    const { first, end } = inView(top, ahead * box.height);
    const indices = Array.from({ length: end - first }, (_, i) => first + i);
    if (active < first) indices.unshift(active);
    else if (active >= end && active < rows.length) indices.push(active);
    shelf.put(indices, rows, layout!, (item) => {
      say(item);
      item.mark(item.row === marked);
    });
    for (const item of shelf.all()) item.element.tabIndex = item.row === rows[active] ? 0 : -1;
    if (focused && !hasFocus()) shelf.of(rows[active])?.element.focus({ preventScroll: true });
  }

  /** Lays out anew. `keep` are rows, and how far each is above the view's top: the first that is there stays so; without one the view goes to the top. */
  function arrange(keep: readonly { row: number; above: number }[]): void {
    layout = size && box.width > 0 ? galleryLayout(rows.length, box.width, size, box.caption) : undefined;
    if (!layout) return;
    sheet.style.blockSize = `${layout.height}px`;
    const first = keep.find(({ row }) => rows.includes(row));
    root.scrollTop = first ? placeOf(rows.indexOf(first.row), layout).y + first.above : 0;
    if (revealing) reveal();
    draw();
  }

  function kept(): { row: number; above: number }[] {
    const top = root.scrollTop;
    if (!layout || top === 0) return [];
    const { first, end } = inView(top);
    const at = layout;
    return Array.from(rows.subarray(first, end), (row, i) => ({ row, above: top - placeOf(first + i, at).y }));
  }

  function adopt(found: Size): void {
    sized = true;
    const next = thumbnailSize(found);
    if (size?.width === next.width && size.height === next.height) return;
    const keep = kept();
    size = next;
    arrange(keep);
  }

  /** Nothing is left of what was shown: the rows that come next may be of other images. */
  function forget(): void {
    shelf.clear();
    size = undefined;
    sheet.style.blockSize = "0";
  }

  function arrived(item: Thumbnail, made: TooltipPicture): void {
    // Its row may be gone meanwhile.
    if (signal.aborted || shelf.of(item.row) !== item) return;
    say(item);
    if (!sized) adopt(made);
  }

  /** Without the size of a picture there is no layout: the first one is asked for its size. */
  function measurePicture(): void {
    if (size || rows.length === 0) return;
    const asked = rows;
    const adoptLate = (found: Size): void => {
      if (rows === asked) adopt(found);
    };
    try {
      const first = picture(rows[0]!);
      if ("then" in first) first.then(adoptLate, () => adoptLate(UNKNOWN));
      else adopt(first);
    } catch {
      adopt(UNKNOWN);
    }
  }

  function reveal(): void {
    const index = marked === undefined ? -1 : rows.indexOf(marked);
    revealing = index >= 0 && !layout;
    if (index < 0 || !layout) return;
    scrollTo(index);
    if (!hasFocus()) active = index;
  }

  function scrollTo(index: number): void {
    const { origin, pitch } = layout!;
    const top = placeOf(index, layout!).y - origin.y;
    const bottom = top + pitch.height + origin.y;
    const view = root.scrollTop;
    if (top < view) root.scrollTop = top;
    else if (bottom > view + box.height) root.scrollTop = bottom - box.height;
  }

  function chooseAt(item: Thumbnail): void {
    active = rows.indexOf(item.row);
    draw();
    choose(item.row);
  }

  function press(event: KeyboardEvent): void {
    const item = shelf.holding(event.target);
    if (!item || !layout || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      chooseAt(item);
      return;
    }
    const page = Math.max(1, Math.floor(box.height / layout.pitch.height));
    const next = stepFrom(rows.indexOf(item.row), event.key, rows.length, layout.columns, page);
    if (next === undefined) return;
    event.preventDefault();
    active = next;
    scrollTo(next);
    render(root.scrollTop, AHEAD);
    shelf.of(rows[next])!.element.focus({ preventScroll: true });
    draw();
  }

  root.addEventListener("scroll", draw, { passive: true, signal });
  root.addEventListener("keydown", press, { signal });
  root.addEventListener(
    "click",
    (event) => {
      const item = shelf.holding(event.target);
      if (item) chooseAt(item);
    },
    { signal },
  );
  const observer = new ResizeObserver(() => {
    const keep = kept();
    box = { width: root.clientWidth, height: root.clientHeight, caption: Number.parseFloat(getComputedStyle(root).lineHeight) };
    arrange(keep);
  });
  observer.observe(root);

  return {
    element: root,
    show(next) {
      const keep = kept();
      const stop = rows[active];
      rows = Uint32Array.from(next);
      const index = stop === undefined ? -1 : rows.indexOf(stop);
      active = index >= 0 ? index : hasFocus() ? Math.max(0, Math.min(active, rows.length - 1)) : 0;
      if (rows.length === 0) forget();
      measurePicture();
      arrange(keep);
    },
    refresh() {
      sized = false;
      slices.refresh();
      draw();
    },
    mark(row, { reveal: revealed = false } = {}) {
      shelf.of(marked)?.mark(false);
      marked = row;
      shelf.of(marked)?.mark(true);
      revealing = revealed;
      if (revealed) reveal();
      draw();
    },
    finalize() {
      listeners.abort();
      observer.disconnect();
      cancelAnimationFrame(frame);
      frame = -1;
      root.remove();
    },
  };
}
