import { OUTLINE } from "../../build/generated/themes.ts";

/** A stroke along the border of a mask, in CSS pixels. */
export interface OutlineStroke {
  readonly color: string;
  readonly opacity: number;
  readonly width: number;
}

/** The strokes of web/tooltip/picture-outline.css, as they are drawn: a light one on a dark one. */
export const OUTLINE_STROKES: readonly OutlineStroke[] = [OUTLINE.dark, OUTLINE.light].map((style) => ({
  color: style.stroke!,
  opacity: Number(style["stroke-opacity"] ?? 1),
  width: Number(style["stroke-width"]),
}));
