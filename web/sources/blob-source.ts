import { latest } from "../../src/base/latest.ts";
import { nextTurn } from "../../src/base/turn.ts";
import type { BlobSet } from "../../src/blobs/blob-set.ts";
import { METRICS } from "../../src/blobs/metrics.ts";
import { CHART_TITLES } from "../../src/charts/titles.ts";
import { blobPictures } from "../../src/draw/blob-pictures.ts";
import { blobImages, blobTable, tableOf } from "../../src/draw/blob-tables.ts";
import type { PictureMaker, TooltipPicture } from "../../src/draw/tooltip-picture.ts";
import type { ColourMapName } from "../../src/pictures/colour-maps.ts";
import { asValues } from "../../src/pictures/image-planes.ts";
import type { ImageLook, PeekSource } from "./peek-source.ts";

/** The page stays alive while areas are measured: no piece takes longer, about. */
const PIECE_MILLISECONDS = 24;
const FIRST_PIECE = 500;

/** Every row's areas at a threshold, in pieces with a turn of the event loop between them. */
async function areasInPieces(set: BlobSet, threshold: number) {
  const areas = { image1_area: new Float64Array(set.length), image2_area: new Float64Array(set.length) };
  let rows = FIRST_PIECE;
  for (let first = 0; first < set.length; ) {
    const start = performance.now();
    const end = Math.min(set.length, first + rows);
    const part = set.slice(first, end).areas(threshold);
    areas.image1_area.set(part.image1_area, first);
    areas.image2_area.set(part.image2_area, first);
    const taken = Math.max(0.1, performance.now() - start);
    rows = Math.max(1, Math.floor(((end - first) * PIECE_MILLISECONDS) / taken));
    first = end;
    // After the last one, too: what is done with the areas is no part of a piece.
    await nextTurn();
  }
  return areas;
}

/** A blob set as the page shows it; closing it closes the set. */
export function blobSource(set: BlobSet, look: ImageLook): PeekSource {
  const table = tableOf(set);
  const gray = blobPictures(set, { threshold: look.threshold });
  const images = blobImages(set);
  // Gray pictures come from the set itself, at once; what colours need is loaded when they are asked for.
  const coloured = new Map<ColourMapName, Promise<PictureMaker>>();
  const pictures: PictureMaker = (row, which) => {
    const cmap = look.cmap();
    if (cmap === "gray") return gray(row, which);
    let maker = coloured.get(cmap);
    if (!maker) {
      maker = import("../../src/draw/coloured-pictures.ts").then(({ colouredPictures }) =>
        colouredPictures(images, cmap, look.threshold),
      );
      coloured.set(cmap, maker);
      // A file that did not come is asked for again.
      maker.catch(() => coloured.delete(cmap));
    }
    return maker.then((make) => make(row, which));
  };
  const first = (made: readonly TooltipPicture[]): TooltipPicture => made[0]!;
  return {
    blobs: set,
    name: `blobs-${set.length}`,
    length: set.length,
    table,
    threshold: { start: set.options.threshold, range: [0, 1], of: look.threshold },
    title: (kind) => CHART_TITLES[kind],
    at: latest(async (threshold: number) => {
      const areas = await areasInPieces(set, threshold);
      return blobTable(set.options, threshold, set.length, areas, table.hues);
    }),
    pictures,
    thumbnail(row, metric) {
      const made = pictures(row, METRICS[metric]!.image);
      return made instanceof Promise ? made.then(first) : first(made);
    },
    png: (row, metric) => set.png(row, { which: METRICS[metric]!.image, labels: false }),
    image: (row, metric) => asValues(set.image(row, METRICS[metric]!.image)),
    range: () => [0, 1],
    close: () => set.close(),
  };
}
