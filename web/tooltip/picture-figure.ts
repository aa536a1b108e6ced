import type { Size } from "../../src/draw/position.ts";
import type { TooltipPicture } from "../../src/draw/tooltip-picture.ts";
import { element } from "../ui/elements.ts";
import { pictureOutline } from "./picture-outline.ts";

/** A picture on its way into the card. Without a `uri` its place is held. */
export type FigurePicture = Size & Partial<Pick<TooltipPicture, "uri" | "label" | "outline">> & { readonly alt?: string };

export interface PictureFigure {
  readonly element: HTMLElement;
  /** The label's size; nothing without one. */
  labelSize(): Size;
  resize(scale: number): void;
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
  const overlay = outline ? pictureOutline() : undefined;
  overlay?.draw(outline, { width, height });
  if (overlay) frame.append(overlay.element);
  figure.append(...(caption ? [caption] : []), frame);
  return {
    element: figure,
    labelSize: () => caption?.getBoundingClientRect() ?? { width: 0, height: 0 },
    resize(scale) {
      overlay?.resize(scale);
      frame.style.inlineSize = `${width * scale}px`;
      frame.style.blockSize = `${height * scale}px`;
      frame.classList.toggle("ndpeek-tooltip-reduced", scale < 1);
    },
  };
}
