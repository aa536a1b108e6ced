// A chart of ours as SVG text: the frame's, with the points over it. Knows no DOM.
import type { Places } from "../charts/places.ts";
import { cssText } from "./css-text.ts";
import type { LayerLook } from "./point-raster.ts";

/** Points as they are seen. */
export interface DrawnPoints {
  /** In CSS pixels. */
  readonly points: Places;
  readonly rows: number;
  readonly hues: Uint32Array | undefined;
  readonly look: LayerLook;
  /** For each row 1 where it is picked out; missing: all are alike. */
  readonly picked?: Uint8Array | undefined;
}

const round = (value: number): string => String(Math.round(value * 100) / 100);

/** The points as circles, those that are picked out on top. */
export function pointCircles({ points: { x, y }, rows, hues, look, picked }: DrawnPoints): string {
  const last = look.colors.length - 1;
  const line = look.line > 0 ? ` stroke="${cssText(look.lineColor)}" stroke-width="${look.line}"` : "";
  const draw = (wanted: number | undefined, opacity: number): string => {
    const parts: string[] = [];
    for (let i = 0; i < x.length; i++) {
      const row = i % rows;
      if ((wanted !== undefined && picked![row] !== wanted) || Number.isNaN(x[i]) || Number.isNaN(y[i])) continue;
      const color = cssText(look.colors[hues ? hues[row]! % last : last]!);
      parts.push(`<circle cx="${round(x[i]!)}" cy="${round(y[i]!)}" r="${look.radius}" fill="${color}"/>`);
    }
    return `<g opacity="${round(opacity)}"${line}>${parts.join("")}</g>`;
  };
  return picked ? draw(0, look.faded) + draw(1, look.opacity) : draw(undefined, look.opacity);
}

/** A frame as Vega writes it, with a surface under it and the rest over it. */
export function svgAround(frame: string, surface: string, over: string): string {
  const start = frame.indexOf(">", frame.indexOf("<svg")) + 1;
  const end = frame.lastIndexOf("</svg>");
  return `${frame.slice(0, start)}<rect width="100%" height="100%" fill="${surface}"/>${frame.slice(start, end)}${over}</svg>`;
}
