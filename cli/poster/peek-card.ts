// What the tooltip of a point shows, drawn.
import type { BlobSet, ImageName } from "../../src/blob-set.ts";
import { METRICS } from "../../src/charts/metrics.ts";
import { outlineAbove } from "../../src/mask-outline.ts";
import type { ColourMapName } from "../../src/pictures/colour-maps.ts";
import { rowPictures } from "../../src/pictures/row-images.ts";
import { pngDataUri } from "../../src/png.ts";
import type { PeekView } from "../../web/peek-chart/frame-values.ts";
import { leastScale } from "../../web/picture-outline.ts";
import type { PosterLook } from "./poster-look.ts";
import { fitted, textWidth } from "./text-width.ts";
import { xmlText } from "./xml-text.ts";

export interface PeekCard {
  readonly width: number;
  readonly height: number;
  /** SVG, from the card's left top corner on. */
  readonly drawn: string;
}

const PADDING = 8;
const GAP = 8;
const CAPTION = 16;
const LINE = 18;
const SIZE = 13;
const SMALL = 12;
/** Pixels that a picture is wide: as near as whole factors come, where it is smaller. */
const PICTURE = 96;
const DIGITS = 4;

const round = (value: number): string => String(Math.round(value * 100) / 100);

interface Field {
  readonly name: string;
  readonly value: string;
}

function fieldsOf(set: BlobSet, row: number, { kind, metric }: PeekView): Field[] {
  const area = (index: number): string => set.columns[METRICS[index]!.field][row]!.toFixed(DIGITS);
  const areas =
    kind === "scatter"
      ? METRICS.map(({ name }, index) => ({ name, value: area(index) }))
      : [
          { name: "Metric", value: METRICS[metric]!.name },
          { name: "Area", value: area(metric) },
        ];
  return [{ name: "Group", value: set.columns.group[row]! }, ...areas, { name: "Row", value: String(row) }];
}

async function pictureOf(set: BlobSet, row: number, image: ImageName, cmap: ColourMapName): Promise<string> {
  if (cmap === "gray") return set.dataUri(row, { which: image, labels: false });
  const source = { length: set.length, image: (at: number) => set.image(at, image), range: [0, 1] as const };
  const [made] = await rowPictures([source], { cmap }).pictures(row);
  return pngDataUri(made!.png);
}

/** The border of the mask, a light stroke on a dark one, where it does not hide what it goes round. */
function outline(set: BlobSet, row: number, image: ImageName, scale: number): string {
  const { width, threshold } = set.options;
  const path = outlineAbove(set.image(row, image).data, width, width, threshold);
  if (path === "" || scale < leastScale(path, { width, height: width })) return "";
  const stroke = (color: string, thick: number, opacity: number): string =>
    `<path d="${path}" fill="none" stroke="${color}" stroke-opacity="${opacity}" stroke-width="${round(thick / scale)}" stroke-linejoin="round"/>`;
  return `<g transform="scale(${round(scale)})">${stroke("#000000", 2.5, 0.75)}${stroke("#ffd21f", 1, 1)}</g>`;
}

/** The card of a row's point in a view. */
export async function peekCard(
  set: BlobSet,
  row: number,
  view: PeekView,
  cmap: ColourMapName,
  look: PosterLook,
): Promise<PeekCard> {
  const { width: pixels } = set.options;
  const scale = pixels < PICTURE ? Math.floor(PICTURE / pixels) : PICTURE / pixels;
  const side = pixels * scale;
  const isOfAll = view.kind === "scatter" || view.kind === "repeat";
  const shown = isOfAll ? METRICS : [METRICS[view.metric]!];
  const fields = fieldsOf(set, row, view);
  const names = Math.max(...fields.map(({ name }) => textWidth(name, SIZE)));
  const columns = shown.map(({ name }) => Math.max(side, isOfAll ? Math.min(textWidth(name, SMALL), 1.5 * side) : 0));
  const values = Math.max(...fields.map(({ value }) => Math.min(textWidth(value, SIZE), 160)));
  const width = Math.ceil(
    2 * PADDING +
      Math.max(
        columns.reduce((sum, one) => sum + one + GAP, -GAP),
        names + 12 + values,
      ),
  );
  const top = PADDING + (isOfAll ? CAPTION : 0);
  const height = top + side + GAP + fields.length * LINE + PADDING - 4;

  const text = (x: number, y: number, size: number, color: string, content: string): string =>
    `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${color}">${xmlText(content)}</text>`;
  const pictures: string[] = [];
  let left = PADDING;
  for (const [i, { image, name }] of shown.entries()) {
    if (isOfAll) pictures.push(text(left, PADDING + SMALL - 1, SMALL, look.textSoft, fitted(name, SMALL, columns[i]!)));
    const uri = await pictureOf(set, row, image, cmap);
    const smooth = scale < 1 ? "" : ' style="image-rendering:optimizeSpeed;image-rendering:pixelated"';
    pictures.push(
      `<g transform="translate(${round(left)},${top})">` +
        `<image width="${side}" height="${side}" href="${uri}"${smooth}/>${outline(set, row, image, scale)}` +
        `<rect x="-0.5" y="-0.5" width="${side + 1}" height="${side + 1}" rx="2" fill="none" stroke="${look.grid}"/></g>`,
    );
    left += columns[i]! + GAP;
  }
  const lines = fields.map(({ name, value }, i) => {
    const y = top + side + GAP + (i + 1) * LINE - 5;
    const at = PADDING + names + 12;
    return text(PADDING, y, SIZE, look.textSoft, name) + text(at, y, SIZE, look.text, fitted(value, SIZE, width - PADDING - at));
  });
  const card = `<rect width="${width}" height="${height}" rx="8" fill="${look.surface}" stroke="${look.line}"/>`;
  return { width, height, drawn: `<g font-family="${look.font}">${card}${pictures.join("")}${lines.join("")}</g>` };
}
