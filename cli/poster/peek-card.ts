// What the tooltip of a point shows, drawn.

import { leastScale } from "../../src/draw/outline-scale.ts";
import { OUTLINE_STROKES } from "../../src/draw/outline-strokes.ts";
import type { Size } from "../../src/draw/position.ts";
import type { TooltipPicture } from "../../src/draw/tooltip-picture.ts";
import { type Face, fitted, textWidth } from "./letters.ts";
import type { PeekTooltip } from "./peek-tooltip.ts";
import type { PosterLook } from "./poster-look.ts";
import { xmlText } from "./xml-text.ts";

/** One way to lay a card out. */
export interface CardShape extends Size {
  /** CSS pixels for a picture's pixel. */
  readonly scale: number;
  /** Whether the fields are beside the pictures, or below. */
  readonly isBeside: boolean;
}

/** A card that has yet to be drawn in one of its shapes, the best first. */
export interface PeekCard {
  readonly shapes: readonly CardShape[];
  /** SVG, from the card's left top corner on. */
  draw(shape: CardShape): string;
}

const PADDING = 9;
const GAP = 8;
const CAPTION_LINE = 16;
const LINE = 17;
/** From a line's top to the feet of its letters. */
const FEET = 12.5;
const BETWEEN = 12;
const LABEL: Face = { size: 11 };
const FIELD: Face = { size: 12 };
const WIDEST_LABEL = 128;
const WIDEST_VALUE = 144;
/** A page's letters may be wider than those that are measured. */
const WIDER = 1.15;
/** About how many CSS pixels a picture is wide. */
const SIDES = [96, 72];

const round = (value: number): string => String(Math.round(value * 100) / 100);

/** Enlarges by whole factors only, so that pixels stay squares. */
const scaleTo = (side: number, { width, height }: Size): number => {
  const scale = side / Math.max(width, height);
  return scale > 1 ? Math.floor(scale) : scale;
};

const roomFor = (text: string, face: Face, most: number): number => Math.min(most, Math.ceil(WIDER * textWidth(text, face)));

/** The border of the mask, where it does not hide what it goes round. */
function outline({ outline: path = "", width, height }: TooltipPicture, scale: number): string {
  if (path === "" || scale < leastScale(path, { width, height })) return "";
  const strokes = OUTLINE_STROKES.map(
    ({ color, opacity, width: thick }) =>
      `<path d="${path}" stroke="${color}" stroke-opacity="${opacity}" stroke-width="${round(thick / scale)}"/>`,
  );
  return `<g transform="scale(${round(scale)})" fill="none" stroke-linejoin="round">${strokes.join("")}</g>`;
}

function picture(made: TooltipPicture, scale: number, { grid }: PosterLook): string {
  const [width, height] = [made.width * scale, made.height * scale];
  const pixels = scale < 1 ? "" : ' image-rendering="optimizeSpeed" style="image-rendering:pixelated"';
  return (
    `<image width="${round(width)}" height="${round(height)}" href="${made.uri}"${pixels}/>${outline(made, scale)}` +
    `<rect x="-0.5" y="-0.5" width="${round(width + 1)}" height="${round(height + 1)}" rx="2" fill="none" stroke="${grid}"/>`
  );
}

export function peekCard({ pictures, fields }: PeekTooltip, look: PosterLook): PeekCard {
  const labelRoom = pictures.map(({ label }) => (label === undefined ? 0 : roomFor(label, LABEL, WIDEST_LABEL)));
  const caption = labelRoom.some((room) => room > 0) ? CAPTION_LINE : 0;
  const nameRoom = Math.max(...fields.map(([name]) => roomFor(name, FIELD, WIDEST_VALUE)));
  const valueRoom = Math.max(...fields.map(([, value]) => roomFor(value, FIELD, WIDEST_VALUE)));
  const lines = { width: nameRoom + BETWEEN + valueRoom, height: fields.length * LINE };

  const columnsAt = (scale: number): number[] => pictures.map(({ width }, i) => Math.max(width * scale, labelRoom[i]!));
  const gridAt = (scale: number): Size => ({
    width: columnsAt(scale).reduce((sum, column) => sum + column + GAP, -GAP),
    height: caption + Math.max(...pictures.map(({ height }) => height * scale)),
  });

  function shape(scale: number, isBeside: boolean): CardShape {
    const grid = gridAt(scale);
    const width = isBeside ? grid.width + BETWEEN + lines.width : Math.max(grid.width, lines.width);
    const height = isBeside ? Math.max(grid.height, lines.height) : grid.height + GAP + lines.height;
    return { width: Math.ceil(width + 2 * PADDING), height: Math.ceil(height + 2 * PADDING), scale, isBeside };
  }

  const text = (x: number, y: number, { size }: Face, color: string, content: string): string =>
    `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${color}">${xmlText(content)}</text>`;

  const scales = [...new Set(SIDES.map((side) => Math.min(...pictures.map((made) => scaleTo(side, made)))))];
  return {
    shapes: scales.flatMap((scale) => [shape(scale, false), shape(scale, true)]),
    draw({ width, height, scale, isBeside }) {
      const grid = gridAt(scale);
      let left = PADDING;
      const figures = pictures.map((made, i) => {
        const { label } = made;
        const room = columnsAt(scale)[i]!;
        const at = `translate(${round(left)},${PADDING + caption})`;
        const words = label === undefined ? "" : text(left, PADDING + 10, LABEL, look.textSoft, fitted(label, LABEL, room));
        left += room + GAP;
        return `${words}<g transform="${at}">${picture(made, scale, look)}</g>`;
      });
      const x = isBeside ? PADDING + grid.width + BETWEEN : PADDING;
      const top = isBeside ? PADDING + Math.max(0, (grid.height - lines.height) / 2) : PADDING + grid.height + GAP;
      const words = fields.map(([name, value], i) => {
        const y = top + i * LINE + FEET;
        return (
          text(x, y, FIELD, look.textSoft, fitted(name, FIELD, WIDEST_VALUE)) +
          text(x + nameRoom + BETWEEN, y, FIELD, look.text, fitted(value, FIELD, WIDEST_VALUE))
        );
      });
      const card = `<rect width="${width}" height="${height}" rx="8" fill="${look.surface}" stroke="${look.field}"/>`;
      return `<g font-family="${look.font}">${card}${figures.join("")}${words.join("")}</g>`;
    },
  };
}
