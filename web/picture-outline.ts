import { svgElement } from "./elements.ts";
import type { Size } from "./position.ts";

/** Square CSS pixels under the strokes from corner to corner, about, and the share of a picture that strokes may hide: the border of noise hides all. */
const STROKE_AREA = 6;
const MOST_COVERED = 0.25;

/** A mask's border over a picture. Its looks are picture-outline.css's. */
export interface PictureOutline {
  readonly element: SVGElement;
  /** The border, as path data in the pixels of a picture of this size; none without one. */
  draw(path: string | undefined, size: Size): void;
  /** The picture has so many CSS pixels to one of its own. Returns whether the border is seen: one that would hide the picture is not. */
  resize(scale: number): boolean;
}

/** Two strokes, a light one on a dark one, can be seen on pixels of any colour. They lie over the picture, whose pixels stay as they are. */
export function pictureOutline(): PictureOutline {
  const svg = svgElement("svg", { class: "ndpeek-outline", preserveAspectRatio: "none", "aria-hidden": "true" });
  const strokes = ["dark", "light"].map((side) =>
    svgElement("path", { class: `ndpeek-outline-${side}`, "vector-effect": "non-scaling-stroke" }),
  );
  svg.append(...strokes);
  let corners = 0;
  let area = 0;
  return {
    element: svg,
    draw(path = "", { width, height }) {
      svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
      for (const stroke of strokes) stroke.setAttribute("d", path);
      corners = path.match(/[hv]/g)?.length ?? 0;
      area = width * height;
    },
    resize(scale) {
      const seen = corners > 0 && corners * STROKE_AREA <= MOST_COVERED * area * scale ** 2;
      svg.toggleAttribute("hidden", !seen);
      return seen;
    },
  };
}
