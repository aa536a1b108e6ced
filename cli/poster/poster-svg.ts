import type { BlobSet } from "../../src/blobs/blob-set.ts";
import { tableOf } from "../../src/draw/blob-tables.ts";
import { svgAround } from "../../src/draw/chart-svg.ts";
import { cssText } from "../../src/draw/css-text.ts";
import { describeView, type PeekView } from "../../src/draw/frame-values.ts";
import type { Point } from "../../src/draw/position.ts";
import type { ColourMapName } from "../../src/pictures/colour-maps.ts";
import { cardPlaces, nearestOf, type Placed } from "./card-places.ts";
import { peekCard } from "./peek-card.ts";
import { peekTooltips } from "./peek-tooltip.ts";
import { type PosterSize, posterChart } from "./poster-chart.ts";
import type { PosterLook } from "./poster-look.ts";
import { xmlText } from "./xml-text.ts";

export interface PosterView extends PeekView, PosterSize {
  readonly cmap: ColourMapName;
  /** Rows whose tooltips are seen. */
  readonly peek: readonly number[];
}

/** A ring's middle is so far from the edge of its point, and its line so thick. */
const RING = { away: 3.5, line: 2.25, halo: 4.5 } as const;
/** A card this near its ring needs no line to it. */
const NEAR = 10;

const round = (value: number): string => String(Math.round(value * 10) / 10);

/** From a point's ring to its card. */
function leader(card: Placed, point: Point, radius: number, { accent, surface }: PosterLook): string {
  const end = nearestOf(card, point);
  const length = Math.hypot(end.x - point.x, end.y - point.y);
  if (length - radius <= NEAR) return "";
  const start = { x: point.x + ((end.x - point.x) * radius) / length, y: point.y + ((end.y - point.y) * radius) / length };
  const line = `<path d="M${round(start.x)} ${round(start.y)}L${round(end.x)} ${round(end.y)}"`;
  return `${line} stroke="${surface}" stroke-width="4"/>${line} stroke="${accent}" stroke-width="1.75"/>`;
}

function ring({ x, y }: Point, radius: number, { accent, surface }: PosterLook): string {
  const circle = `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="none"`;
  return `${circle} stroke="${surface}" stroke-width="${RING.halo}"/>${circle} stroke="${accent}" stroke-width="${RING.line}"/>`;
}

/** A view of a set as a standalone SVG document. */
export async function posterSvg(set: BlobSet, view: PosterView, look: PosterLook): Promise<string> {
  const table = tableOf(set);
  const { frame, points, pointLook, drawn } = await posterChart(table, view, look, view);
  const tooltips = peekTooltips(set, table, view, view.cmap);
  // Of a row that has a point in each metric's columns it is the shown metric's.
  const indices = view.peek.map((row) => (view.kind === "repeat" ? view.metric * set.length : 0) + row);
  const peeked = indices.map((index): Point => ({ x: points.x[index]!, y: points.y[index]! }));
  const cards = await Promise.all(indices.map(async (index) => peekCard(await tooltips(index), look)));
  const radius = pointLook.radius + RING.away;
  const ground = { ...frame, points, peeked, ring: radius + RING.halo / 2 };
  const places = cardPlaces(
    cards.map(({ shapes }) => shapes),
    ground,
  );
  const leaders = places.map((place, i) => leader(place, peeked[i]!, radius, look));
  const rings = peeked.map((point) => ring(point, radius, look));
  const laid = cards.map((card, i) => {
    const { x, y, shape } = places[i]!;
    return `<g transform="translate(${x},${y})">${card.draw(card.shapes[shape]!)}</g>`;
  });
  const svg = svgAround(frame.svg, cssText(look.colors.surface), drawn + [...leaders, ...rings, ...laid].join(""));
  const about = `<title>${xmlText(view.title)}</title><desc>${xmlText(describeView(table, view))}</desc>`;
  const start = svg.indexOf(">", svg.indexOf("<svg")) + 1;
  return `${svg.slice(0, start - 1)} role="img">${about}${svg.slice(start)}\n`;
}
