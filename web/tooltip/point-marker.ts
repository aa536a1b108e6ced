import type { Box } from "../../src/draw/position.ts";
import { element } from "../ui/elements.ts";
import { floating } from "../ui/floating.ts";

/** A ring round the point that a tooltip speaks of. */
export interface PointMarker {
  show(box: Box, round: boolean): void;
  hide(): void;
  remove(): void;
}

const AWAY = 3;

export function pointMarker(root: Node): PointMarker {
  const ring = element("div", "ndpeek-tooltip-marker");
  root.appendChild(ring);
  const layer = floating(ring);
  return {
    show({ x, y, width, height }, round) {
      ring.style.transform = `translate(${x - AWAY}px, ${y - AWAY}px)`;
      ring.style.inlineSize = `${width + 2 * AWAY}px`;
      ring.style.blockSize = `${height + 2 * AWAY}px`;
      ring.classList.toggle("ndpeek-tooltip-marker-round", round);
      layer.show();
    },
    hide: layer.hide,
    remove: () => ring.remove(),
  };
}
