import { checkInteger, checkNumber, wrongKind } from "../base/checks.ts";
import { checkArray, type NdArray } from "../base/ndarray.ts";
import { colourMap } from "./colour-maps.ts";
import { imageShape, planeAt, planeOf } from "./image-planes.ts";
import { Painter } from "./painter.ts";
import { type Picture, pngOf } from "./picture.ts";
import { checkPixelOptions, type PixelOptions } from "./pixel-options.ts";
import { sheetOf } from "./sheet.ts";
import { between, type ValueRange } from "./value-range.ts";

/** A stack, images first; or a function of the row that makes them one by one. */
export type ImageSource =
  | NdArray
  | {
      readonly length: number;
      image(row: number): NdArray | Promise<NdArray>;
      /** The values of the first and the last colour, where neither `vmin` nor `vmax` says another. Default: each image's own. */
      readonly range?: readonly [low: number, high: number];
    };

/** One image of a row, without a caption. */
export interface RowPicture {
  readonly label: string | undefined;
  readonly width: number;
  readonly height: number;
  readonly png: Uint8Array;
}

export interface RowPictures {
  /** Rows. */
  readonly length: number;
  /** Of each source one; at once where the sources are. */
  pictures(row: number): RowPicture[] | Promise<RowPicture[]>;
  /** All of the row side by side in one PNG, each under its label. */
  png(row: number): Uint8Array | Promise<Uint8Array>;
}

export interface RowPictureOptions extends PixelOptions {
  /** One for each source. */
  labels?: readonly string[];
  /** Of `encodePng`, default 6: small. */
  level?: number;
}

/** Levels of compression: for a picture that is kept, and for one that is waited for. */
const SMALL = 6;
export const QUICK = 1;

/** Row after row of one source. */
interface Column {
  readonly length: number;
  picture(row: number): Picture | Promise<Picture>;
}

const isArray = (source: ImageSource): source is NdArray => "data" in source;

function stackColumn(stack: NdArray, name: string, painter: Painter): Column {
  const [length = 0, ...axes] = checkArray(stack, name).shape;
  const shape = imageShape(axes, name, length);
  let range: { of: ValueRange | undefined } | undefined;
  return {
    length,
    picture(row) {
      range ??= { of: painter.stackRange(stack, shape) };
      return painter.paint(planeAt(stack, shape, row), range.of);
    },
  };
}

function functionColumn(source: Exclude<ImageSource, NdArray>, name: string, painter: Painter, options: PixelOptions): Column {
  const length = checkInteger(source.length, `${name}.length`, 0, 2 ** 31 - 1);
  const range =
    source.range && options.range !== "image" ? between(options, ...checkRange(source.range, `${name}.range`)) : undefined;
  const paint = (image: NdArray, row: number) => {
    const array = checkArray(image, `${name}.image(${row})`);
    return painter.paint(planeOf(array, imageShape(array.shape, `${name}.image(${row})`)), range);
  };
  return {
    length,
    picture(row) {
      const image = source.image(row);
      return image instanceof Promise ? image.then((array) => paint(array, row)) : paint(image, row);
    },
  };
}

function checkRange(range: unknown, name: string): [low: number, high: number] {
  if (!Array.isArray(range) || range.length !== 2) throw wrongKind(name, "two numbers", range);
  const low = checkNumber(range[0], `${name}[0]`);
  return [low, checkNumber(range[1], `${name}[1]`, low)];
}

function columnOf(source: ImageSource, name: string, painter: Painter, options: PixelOptions): Column {
  const { range, vmin, vmax } = options;
  const expected = "an array { data, shape } or { length, image(row) }";
  if (typeof source !== "object" || source === null) throw wrongKind(name, expected, source);
  if (isArray(source)) return stackColumn(source, name, painter);
  if (typeof source.image !== "function") throw wrongKind(name, expected, source);
  if (range === "stack" && !source.range && (vmin === undefined || vmax === undefined)) {
    throw new RangeError(`range: expected "image", or vmin and vmax, for images that come one by one, got "stack"`);
  }
  return functionColumn(source, name, painter, options);
}

function checkLabels(labels: unknown, count: number): readonly string[] | undefined {
  if (labels === undefined) return undefined;
  if (!Array.isArray(labels) || labels.some((label) => typeof label !== "string")) {
    throw wrongKind("labels", "a list of strings", labels);
  }
  if (labels.length !== count) throw new RangeError(`labels: expected ${count}, one for each source, got ${labels.length}`);
  return labels;
}

const isSync = (pictures: readonly (Picture | Promise<Picture>)[]): pictures is Picture[] =>
  !pictures.some((picture) => picture instanceof Promise);

/** Pictures of the rows of one source or several; nothing is copied or looked at before a row is asked for. */
export function rowPictures(sources: readonly ImageSource[], options: RowPictureOptions): RowPictures {
  if (!Array.isArray(sources) || sources.length === 0) throw wrongKind("sources", "a list of one source or more", sources);
  const given: RowPictureOptions = checkPixelOptions<RowPictureOptions>(options, ["labels", "level"]);
  const level = given.level === undefined ? SMALL : checkInteger(given.level, "level", 0, 9);
  const map = colourMap(given.cmap ?? "gray");
  const labels = checkLabels(given.labels, sources.length);
  const painter = new Painter(given, map);
  const columns = sources.map((source, i) => columnOf(source, sources.length > 1 ? `sources[${i}]` : "source", painter, given));
  const { length } = columns[0]!;
  const other = columns.find((column) => column.length !== length);
  if (other) throw new RangeError(`sources: expected as many images of each, got ${length} and ${other.length}`);

  /** The row's pictures, and what is made of them: now, or when all are there. */
  function of<T>(row: number, make: (pictures: Picture[]) => T): T | Promise<T> {
    checkInteger(row, "row", 0, length - 1);
    const pictures = columns.map((column) => column.picture(row));
    return isSync(pictures) ? make(pictures) : Promise.all(pictures).then(make);
  }

  return {
    length,
    pictures: (row) =>
      of(row, (pictures) =>
        pictures.map((picture, i) => {
          const { width, height } = picture;
          return { label: labels?.[i], width, height, png: pngOf(picture, map, level) };
        }),
      ),
    png: (row) => of(row, (pictures) => pngOf(sheetOf(pictures, labels, map), map, level)),
  };
}
