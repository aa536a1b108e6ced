import { element, svgElement } from "./elements.ts";
import type { Size } from "./position.ts";
import type { TooltipPicture } from "./tooltip-picture.ts";

/** Square CSS pixels under the strokes from corner to corner, about, and the share of a picture that strokes may hide: the border of noise hides all. */
const STROKE_AREA = 6;
const MOST_COVERED = 0.25;

/** A picture on its way into the card. Without a `uri` its place is held. */
export type FigurePicture = Size & Partial<Pick<TooltipPicture, "uri" | "label" | "outline">> & { readonly alt?: string };

export interface PictureFigure {
  readonly element: HTMLElement;
  /** The label's size; nothing without one. */
  labelSize(): Size;
  resize(scale: number): void;
}

/** Two strokes, a light one on a dark one, can be seen on pixels of any grey. They lie over the picture, whose pixels stay as they are. */
function outlineOf(path: string, { width, height }: Size): SVGElement {
  const svg = svgElement("svg", {
    class: "ndpeek-tooltip-outline",
    viewBox: `0 0 ${width} ${height}`,
    preserveAspectRatio: "none",
    "aria-hidden": "true",
  });
  for (const side of ["dark", "light"]) {
    svg.append(svgElement("path", { class: `ndpeek-tooltip-outline-${side}`, d: path, "vector-effect": "non-scaling-stroke" }));
  }
  return svg;
}

function imageOf(uri: string, alt: string): HTMLImageElement {
  const image = element("img");
  image.alt = alt;
  image.decoding = "sync";
  image.draggable = false;
  image.src = uri;
  return image;
}

/** A picture under its label; an outline that would hide it is left out. Its size is set before it is loaded, so that the card does not grow under the reader's eyes. */
export function pictureFigure({ uri, width, height, label, outline, alt = "" }: FigurePicture): PictureFigure {
  const figure = element("figure", "ndpeek-tooltip-figure");
  const caption = label === undefined ? undefined : element("figcaption", "ndpeek-tooltip-label", label || "\u00a0");
  const frame = element("div", uri === undefined ? "ndpeek-tooltip-image ndpeek-tooltip-waiting" : "ndpeek-tooltip-image");
  if (uri !== undefined) frame.append(imageOf(uri, alt));
  const overlay = outline ? outlineOf(outline, { width, height }) : undefined;
  const corners = outline?.match(/[hv]/g)?.length ?? 0;
  if (overlay) frame.append(overlay);
  figure.append(...(caption ? [caption] : []), frame);
  return {
    element: figure,
    labelSize: () => caption?.getBoundingClientRect() ?? { width: 0, height: 0 },
    resize(scale) {
      overlay?.toggleAttribute("hidden", corners * STROKE_AREA > MOST_COVERED * width * height * scale ** 2);
      frame.style.inlineSize = `${width * scale}px`;
      frame.style.blockSize = `${height * scale}px`;
      frame.classList.toggle("ndpeek-tooltip-reduced", scale < 1);
    },
  };
}
