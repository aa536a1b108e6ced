import { type GalleryLayout, placeOf } from "./gallery-layout.ts";
import { type Thumbnail, thumbnail } from "./thumbnail.ts";

/** The thumbnails that there are, in the order of their rows; those that are not needed serve others. */
export interface ThumbnailShelf {
  /** Puts thumbnails, and no others, at these indices, which ascend. `taken` is told of those whose row is new. */
  put(indices: readonly number[], rows: Uint32Array, layout: GalleryLayout, taken: (thumbnail: Thumbnail) => void): void;
  of(row: number | undefined): Thumbnail | undefined;
  holding(target: EventTarget | null): Thumbnail | undefined;
  all(): Iterable<Thumbnail>;
  clear(): void;
}

export function thumbnailShelf(sheet: HTMLElement): ThumbnailShelf {
  const shown = new Map<number, Thumbnail>();
  const spare: Thumbnail[] = [];

  function keepOnly(wanted: ReadonlySet<number>): void {
    for (const [row, item] of shown) {
      if (wanted.has(row)) continue;
      shown.delete(row);
      item.element.remove();
      spare.push(item);
    }
  }

  function take(row: number): Thumbnail {
    const item = spare.pop() ?? thumbnail();
    item.take(row);
    shown.set(row, item);
    return item;
  }

  return {
    put(indices, rows, layout, taken) {
      keepOnly(new Set(indices.map((index) => rows[index]!)));
      let next: Node | null = null;
      for (const index of indices.toReversed()) {
        const known = shown.get(rows[index]!);
        const item = known ?? take(rows[index]!);
        item.place(index, rows.length, placeOf(index, layout), layout.picture);
        if (!known) taken(item);
        // One that stands where it should is not moved: it may have the focus.
        if (!known || item.element.nextSibling !== next) sheet.insertBefore(item.element, next);
        next = item.element;
      }
      spare.length = Math.min(spare.length, indices.length);
    },
    of: (row) => (row === undefined ? undefined : shown.get(row)),
    holding(target) {
      return target instanceof Node ? [...shown.values()].find(({ element }) => element.contains(target)) : undefined;
    },
    all: () => shown.values(),
    clear: () => keepOnly(new Set()),
  };
}
