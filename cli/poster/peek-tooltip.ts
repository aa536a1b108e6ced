import type { BlobSet } from "../../src/blobs/blob-set.ts";
import { blobPictures } from "../../src/draw/blob-pictures.ts";
import { blobImages } from "../../src/draw/blob-tables.ts";
import { colouredPictures } from "../../src/draw/coloured-pictures.ts";
import type { PeekView } from "../../src/draw/frame-values.ts";
import type { PeekTable } from "../../src/draw/peek-table.ts";
import { pointTooltip } from "../../src/draw/point-tooltip.ts";
import type { TooltipPicture } from "../../src/draw/tooltip-picture.ts";
import type { Field } from "../../src/draw/tooltip-text.ts";
import type { ColourMapName } from "../../src/pictures/colour-maps.ts";

/** What the page's tooltip of a point shows. */
export interface PeekTooltip {
  readonly pictures: readonly TooltipPicture[];
  readonly fields: readonly Field[];
}

/** What the tooltips of a set's points show, by the points' indices. */
export function peekTooltips(set: BlobSet, table: PeekTable, view: PeekView, cmap: ColourMapName) {
  const pictures = cmap === "gray" ? blobPictures(set) : colouredPictures(blobImages(set), cmap, () => set.options.threshold);
  return async (index: number): Promise<PeekTooltip> => {
    const { row, reference, fields } = pointTooltip(() => ({ table, view }), index).content();
    return { pictures: await pictures(row, reference.which), fields };
  };
}
