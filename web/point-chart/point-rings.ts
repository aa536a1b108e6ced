import type { Places } from "../../src/charts/places.ts";
import { element } from "../ui/elements.ts";

/** Rings round the points of one row. */
export interface PointRings {
  readonly element: HTMLElement;
  /** Draws one round each of these points. */
  draw(points: Places, indices: readonly number[]): void;
}

export function pointRings(): PointRings {
  const root = element("div", "ndpeek-rings");
  return {
    element: root,
    draw({ x, y }, indices) {
      while (root.childElementCount > indices.length) root.lastElementChild!.remove();
      while (root.childElementCount < indices.length) root.append(element("div", "ndpeek-ring"));
      for (const [at, index] of indices.entries()) {
        const ring = root.children[at] as HTMLElement;
        ring.style.transform = `translate(${x[index]!.toFixed(2)}px, ${y[index]!.toFixed(2)}px)`;
      }
    },
  };
}
