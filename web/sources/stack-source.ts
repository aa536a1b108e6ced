import type { PeekTable } from "../../src/draw/peek-table.ts";
import type { PictureMaker } from "../../src/draw/tooltip-picture.ts";
import { rowPictures } from "../../src/pictures/row-images.ts";
import { imageAxes } from "../../src/stacks/stack-shape.ts";
import { apart } from "../ui/foreign-text.ts";
import type { MeasuredStack } from "./own-measure.ts";
import { ownPictures, sourceOf } from "./own-pictures.ts";
import type { ImageLook, PeekSource } from "./peek-source.ts";
import { picturesByColours } from "./pictures-by-colours.ts";

function meaningOf(measured: readonly MeasuredStack[], threshold: number | undefined): string {
  const unit = measured.some(({ stack }) => imageAxes(stack.shape).length === 3) ? "voxels" : "pixels";
  return `share of ${unit} > ${threshold ?? "Otsu’s threshold"}`;
}

const tableOf = (
  measured: readonly MeasuredStack[],
  areas: readonly Float64Array[],
  threshold: number | undefined,
): PeekTable => ({
  length: measured[0]!.stack.length,
  groups: [],
  metrics: measured.map(({ stack: { name } }, i) => ({ name, label: apart(name), areas: areas[i]! })),
  meaning: meaningOf(measured, threshold),
  reference: (row) => ({ rows: [row] }),
});

/** Stacks of the user's as the page shows them; closing it closes what was measured. */
export function stackSource(measured: readonly MeasuredStack[], look: ImageLook): PeekSource {
  const stacks = measured.map(({ stack }) => stack);
  const given = measured[0]!.settings.threshold;
  /** The one for all images; with Otsu's nothing, until a slider says one. */
  let common = given === "otsu" ? undefined : given;
  const picturesOf = (some: readonly MeasuredStack[]): PictureMaker =>
    picturesByColours(
      (cmap) =>
        ownPictures(
          some.map(({ stack }) => stack),
          { cmap, measured: () => some, threshold: () => common },
        ),
      look.cmap,
    );
  const each = measured.map((one) => picturesOf([one]));
  const names = stacks.map(({ name }) => apart(name)).join(" and ");
  return {
    name: stacks.map(({ name }) => name).join("-"),
    length: stacks[0]!.length,
    table: tableOf(
      measured,
      measured.map(({ areas }) => areas),
      common,
    ),
    threshold: {
      start: given === "otsu" ? middle(measured[0]!.thresholds) : given,
      range: [Math.min(...stacks.map(({ range }) => range[0])), Math.max(...stacks.map(({ range }) => range[1]))],
      get each() {
        return common === undefined ? measured.map(({ thresholds }) => thresholds) : undefined;
      },
      of: (row, metric) => common ?? measured[metric]!.thresholds[row]!,
    },
    title: (kind) => (kind === "scatter" ? names : `Areas of ${names}`),
    async at(threshold) {
      common = threshold;
      const areas = await Promise.all(measured.map((one) => one.at(threshold)));
      return tableOf(measured, areas, threshold);
    },
    pictures: measured.length === 1 ? each[0]! : picturesOf(measured),
    async thumbnail(row, metric) {
      const [picture] = await each[metric]!(row);
      return picture!;
    },
    async png(row, metric) {
      const [picture] = await rowPictures([sourceOf(stacks[metric]!)], { cmap: look.cmap() }).pictures(row);
      return picture!.png;
    },
    image: (row, metric) => measured[metric]!.image(row),
    range: (metric) => stacks[metric]!.range,
    close() {
      for (const one of measured) one.close();
    },
  };
}

function middle(values: Float64Array): number {
  const sorted = values.toSorted();
  return Number(sorted[sorted.length >> 1]!.toPrecision(4));
}
