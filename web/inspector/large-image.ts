import { checkNumber, wrongKind } from "../../src/base/checks.ts";
import { asCompared } from "../../src/base/dtype.ts";
import type { NdArray } from "../../src/base/ndarray.ts";
import type { Point } from "../../src/draw/position.ts";
import type { ColourMapName } from "../../src/pictures/colour-maps.ts";
import { element } from "../ui/elements.ts";
import { countText, digitsBetween, valueText } from "../ui/value-text.ts";
import { type ImagePixels, imagePixels, nanColour } from "./image-pixels.ts";
import { pixelCanvas } from "./pixel-canvas.ts";
import { countAbove, figuresOf, type PixelFigures } from "./pixel-figures.ts";
import type { SeenImage } from "./seen-sheet.ts";
import { valuePlot } from "./value-plot.ts";

export interface LargeImage {
  /** "Image 1 (circle)" */
  readonly label: string;
  /** (h, w); of a volume (d, h, w) the greatest value along its depth is seen; of colours (h, w, 3 | 4) there is no threshold. */
  readonly image: NdArray;
  /** The values of the first and last colour. */
  readonly range: readonly [low: number, high: number];
}

export interface LargeLook {
  readonly threshold: number;
  readonly cmap: ColourMapName;
  /** Whether the border of what is above the threshold is drawn. */
  readonly outline: boolean;
}

/** An image with what can be read of it: its pixels, its values' histogram over the bar of colours, its figures. */
export interface LargeImageView {
  readonly element: HTMLElement;
  seen(): SeenImage;
  show(image: LargeImage, look: LargeLook): void;
  update(look: LargeLook): void;
  fit(): void;
}

/** What a plot is not narrower than where there is room. */
const PLOT_WIDTH = 240;
const HINT = "Point at a pixel to read it";

function checkRange(range: unknown): readonly [number, number] {
  if (!Array.isArray(range) || range.length !== 2) throw wrongKind("range", "two numbers", range);
  const low = checkNumber(range[0], "range[0]");
  return [low, checkNumber(range[1], "range[1]", low)];
}

/** A figure of an image; `color` is that of the pixels it counts. */
interface Figure {
  readonly label: string;
  readonly value: string;
  readonly color?: string;
}

function figureParts({ label, value, color }: Figure): readonly HTMLElement[] {
  const said = element("dd", "", value);
  if (color !== undefined) {
    const swatch = element("span", "ndpeek-large-swatch");
    swatch.style.backgroundColor = color;
    said.prepend(swatch);
  }
  return [element("dt", "", label), said];
}

/** How a value stands to the threshold; `limit` is the threshold in the precision of the values. */
function relation(value: number, threshold: number, limit: number, digits: number): string {
  const text = valueText(threshold, { digits, beside: value });
  if (Number.isNaN(value)) return `not above ${text}`;
  return value > limit ? `above ${text}` : value < limit ? `below ${text}` : `at ${text}, not above`;
}

function readingOf(pixels: ImagePixels, { x, y }: Point, threshold: number, digits: number): string {
  const values = pixels.at(x, y);
  const place = `row ${y}, column ${x}: `;
  if (pixels.areColours) return place + values.map((value) => valueText(value)).join(", ");
  const [value] = values as readonly [number];
  const limit = asCompared(pixels.values, threshold);
  return `${place}${valueText(value, { digits, beside: threshold })} · ${relation(value, threshold, limit, digits)}`;
}

/** `announce` is told what keys have read; `moved` where the threshold is led, if it can be. */
export function largeImageView(
  announce: (text: string) => void,
  moved: ((threshold: number) => void) | undefined,
  signal: AbortSignal,
): LargeImageView {
  const root = element("figure", "ndpeek-large-image");
  const caption = element("figcaption", "ndpeek-large-label");
  const reading = element("p", "ndpeek-large-reading");
  const figures = element("dl", "ndpeek-large-figures");
  const note = element("p", "ndpeek-large-note");
  const canvas = pixelCanvas(read, signal);
  const plot = valuePlot(moved, signal);
  root.append(caption, canvas.element, reading, plot.element, figures, note);
  let pixels: ImagePixels | undefined;
  let range: readonly [number, number] = [0, 1];
  let digits = digitsBetween(0, 1);
  let known: PixelFigures | undefined;
  let look: LargeLook = { threshold: 0, cmap: "gray", outline: true };
  let outline = "";
  let cursor: Point | undefined;

  function read(at: Point | undefined, byKeys: boolean): void {
    cursor = at;
    const text = at && pixels ? readingOf(pixels, at, look.threshold, digits) : undefined;
    reading.textContent = text ?? HINT;
    reading.classList.toggle("ndpeek-large-hint", text === undefined);
    if (text !== undefined && byKeys) announce(text);
  }

  function writeFigures(above: number): void {
    const { count, finite, nan, infinite } = known!;
    const text = (value: number): string => valueText(value, { digits });
    const lines: readonly Figure[] = [
      { label: "Min", value: finite ? text(finite.low) : "none" },
      { label: "Max", value: finite ? text(finite.high) : "none" },
      { label: "Mean", value: finite ? text(finite.mean) : "none" },
      { label: `Above ${text(look.threshold)}`, value: (above / count).toFixed(4) },
      {
        label: `${pixels!.depth === undefined ? "Pixels" : "Voxels"} above`,
        value: `${countText(above)} of ${countText(count)}`,
      },
      ...(nan > 0 ? [{ label: "NaN", value: countText(nan), color: nanColour(look.cmap) }] : []),
      ...(infinite > 0 ? [{ label: "Infinite", value: countText(infinite) }] : []),
    ];
    figures.replaceChildren(...lines.flatMap(figureParts));
  }

  function writeNote(isSeen: boolean): void {
    const depth = pixels!.depth;
    const lines = [
      ...(depth === undefined
        ? []
        : [`Seen: the greatest value along the depth of ${depth}. Figures and histogram: all voxels.`]),
      ...(look.outline && outline !== "" && !isSeen ? ["The outline is left out: it would hide the image."] : []),
      ...(pixels!.areColours ? ["Colours: no range, no threshold."] : []),
    ];
    note.textContent = lines.join(" ");
    note.hidden = lines.length === 0;
  }

  function drawThreshold(): void {
    const { threshold } = look;
    outline = look.outline ? pixels!.outline(threshold) : "";
    writeNote(canvas.outline(outline));
    if (pixels!.areColours) return;
    const above = countAbove(pixels!.values, threshold);
    plot.threshold(threshold, `${countText(above)} of ${countText(known!.count)} above`);
    writeFigures(above);
  }

  function drawColours(): void {
    canvas.paint(pixels!.paint(look.cmap, range[0], range[1]));
    plot.colours(look.cmap);
  }

  return {
    element: root,
    seen: () => ({ canvas: canvas.canvas, scale: canvas.scale, outline: canvas.outline(outline) ? outline : "" }),
    show(image, next) {
      range = checkRange(image.range);
      digits = digitsBetween(...range);
      pixels = imagePixels(image.image, image.label);
      look = next;
      known = figuresOf(pixels.values.data);
      caption.textContent = image.label;
      for (const part of [plot.element, figures]) part.hidden = pixels.areColours;
      if (!pixels.areColours) plot.show(pixels.values, range);
      canvas.show(pixels, image.label);
      drawColours();
      drawThreshold();
    },
    update(next) {
      const before = look;
      look = next;
      if (before.cmap !== next.cmap) drawColours();
      drawThreshold();
      if (cursor) read(cursor, false);
    },
    fit() {
      const { clientWidth } = root;
      if (clientWidth === 0 || !pixels) return;
      canvas.fit(clientWidth);
      plot.fit(Math.min(clientWidth, Math.max(PLOT_WIDTH, pixels.width * canvas.scale)));
      writeNote(canvas.outline(outline));
    },
  };
}
