import { leastScale } from "../../src/draw/outline-scale.ts";
import type { Size } from "../../src/draw/position.ts";
import { svgElement } from "../ui/elements.ts";

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
  let least = Number.POSITIVE_INFINITY;
  return {
    element: svg,
    draw(path = "", size) {
      svg.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
      for (const stroke of strokes) stroke.setAttribute("d", path);
      least = path === "" ? Number.POSITIVE_INFINITY : leastScale(path, size);
    },
    resize(scale) {
      const seen = scale >= least;
      svg.toggleAttribute("hidden", !seen);
      return seen;
    },
  };
}
