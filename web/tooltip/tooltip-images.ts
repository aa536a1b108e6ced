import type { Which } from "../../src/blobs/rows/blob-picture.ts";
import type { ImageReference } from "../../src/charts/image-reference.ts";
import type { TooltipContent } from "../../src/draw/tooltip-content.ts";
import type { PictureMaker, TooltipPicture } from "../../src/draw/tooltip-picture.ts";
import { valueText } from "../../src/draw/tooltip-text.ts";
import type { ImageSource } from "./image-source.ts";
import { isPair } from "./picture-scale.ts";

/** A picture with what it is called: in words, and as a file. */
export interface NamedPicture extends TooltipPicture {
  readonly alt: string;
  readonly file: string;
}

export interface Images {
  readonly pictures: readonly NamedPicture[];
  /** How many side by side are best. */
  readonly columns: number;
  /** "3 of 143", or why there are none. */
  readonly note?: string;
}

/** What embedded pictures are of. */
export type PictureSubject = Pick<TooltipContent, "row" | "which">;

const IMAGE_NAMES: Readonly<Record<Which, string>> = { both: "Images", image1: "Image 1", image2: "Image 2" };

export const noImages = (note: string): Images => ({ pictures: [], columns: 1, note });

const failure = (error: unknown): Images => noImages(`no image: ${valueText(error instanceof Error ? error.message : error)}`);

/** As high as it is wide, or nearly so. */
export const squareColumns = (count: number): number => Math.ceil(Math.sqrt(count));

/** The picture in words; the fields beside it say the rest. */
const altText = (name: string, row: number | undefined): string =>
  `${name} of ${row === undefined ? "this point" : `row ${row}`}`;

const fileName = (row: number | undefined, count: number, index: number): string => {
  const stem = row === undefined ? "point" : `row-${row}`;
  return `${stem}${count > 1 ? `-image-${index + 1}` : ""}.png`;
};

/** What a picture shows of its row, where that is known. */
const nameOf = (which: Which | undefined): string => (which === "image1" || which === "image2" ? IMAGE_NAMES[which] : "Image");

function embedded(pictures: readonly TooltipPicture[], { row, which }: PictureSubject): Images {
  const name = (picture: TooltipPicture): string => (isPair(picture) ? IMAGE_NAMES.both : nameOf(which));
  const count = pictures.length;
  const named = pictures.map((picture, i) => ({
    ...picture,
    alt: altText(count > 1 ? `Image ${i + 1} of ${count}` : name(picture), row),
    file: fileName(row, count, i),
  }));
  return { pictures: named, columns: squareColumns(count) };
}

/** One row's pictures: their labels are theirs. */
function ofRow(pictures: readonly TooltipPicture[], row: number, which: Which | undefined): NamedPicture[] {
  const name = nameOf(which);
  return pictures.map((picture, i) => ({
    ...picture,
    alt: altText(picture.label ?? (pictures.length > 1 ? `Image ${i + 1}` : name), row),
    file: fileName(row, pictures.length, i),
  }));
}

/** A picture of a sheet says of which row it is, and where it is not alone its own label. */
const onSheet = (pictures: readonly NamedPicture[], row: number): NamedPicture[] =>
  pictures.map((picture) => ({
    ...picture,
    label: picture.label === undefined || pictures.length === 1 ? `Row ${row}` : `Row ${row} · ${picture.label}`,
  }));

function referred({ rows, which, total }: ImageReference, answers: readonly (readonly TooltipPicture[])[]): Images {
  const byRow = answers.map((pictures, i) => ofRow(pictures, rows[i]!, which));
  if (total === undefined) return { pictures: byRow[0]!, columns: byRow[0]!.length };
  const pictures = byRow.flatMap((list, i) => onSheet(list, rows[i]!));
  const columns = squareColumns(rows.length) * Math.max(1, ...byRow.map((list) => list.length));
  return { pictures, columns, ...(total > rows.length && { note: `${rows.length} of ${total}` }) };
}

/** What a tooltip's image source shows: at once where it can, else later. It never throws. */
export function resolveImages(
  source: ImageSource,
  about: PictureSubject,
  make: PictureMaker | undefined,
): Images | Promise<Images> {
  if ("unusable" in source) return noImages(source.unusable);
  if ("pictures" in source) return embedded(source.pictures, about);
  if (!make) return noImages("unusable image");
  const { reference } = source;
  try {
    const answers = reference.rows.map((row) => make(row, reference.which));
    if (answers.every((answer) => !("then" in answer))) return referred(reference, answers as (readonly TooltipPicture[])[]);
    return Promise.all(answers)
      .then((pictures) => referred(reference, pictures), failure)
      .catch(failure);
  } catch (error) {
    return failure(error);
  }
}
