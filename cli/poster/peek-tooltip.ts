import type { BlobSet } from "../../src/blob-set.ts";
import { parseImageReference } from "../../src/image-reference.ts";
import type { ColourMapName } from "../../src/pictures/colour-maps.ts";
import { blobPictures } from "../../web/blob-pictures.ts";
import type { PeekView } from "../../web/peek-chart/frame-values.ts";
import type { PeekTable } from "../../web/peek-chart/peek-table.ts";
import { pointTooltip } from "../../web/peek-chart/point-tooltip.ts";
import type { TooltipPicture } from "../../web/tooltip-picture.ts";
import { type Field, tooltipText } from "../../web/tooltip-text.ts";
import { blobImages } from "../../web/viewer/blob-tables.ts";
import { colouredPictures } from "../../web/viewer/coloured-pictures.ts";

/** What the page's tooltip of a point shows. */
export interface PeekTooltip {
  readonly pictures: readonly TooltipPicture[];
  readonly fields: readonly Field[];
}

/** What the tooltips of a set's points show, by the points' indices. */
export function peekTooltips(set: BlobSet, table: PeekTable, view: PeekView, cmap: ColourMapName) {
  const pictures = cmap === "gray" ? blobPictures(set) : colouredPictures(blobImages(set), cmap, () => set.options.threshold);
  return async (index: number): Promise<PeekTooltip> => {
    const tooltip = pointTooltip(() => ({ table, view }), index) as { readonly image: string };
    const { rows, which } = parseImageReference(tooltip.image)!;
    return { pictures: await pictures(rows[0]!, which), fields: tooltipText(tooltip).fields };
  };
}
