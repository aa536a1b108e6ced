import type { BlobSet } from "../../src/blob-set.ts";
import type { ColourMapName } from "../../src/pictures/colour-maps.ts";
import { svgAround } from "../../web/peek-chart/chart-svg.ts";
import { describeView, type PeekView } from "../../web/peek-chart/frame-values.ts";
import { tableOf } from "../../web/viewer/blob-tables.ts";
import { cardPlaces, distance, type Placed, type Point } from "./card-places.ts";
import { peekCard } from "./peek-card.ts";
import { posterChart } from "./poster-chart.ts";
import type { PosterLook } from "./poster-look.ts";
import { xmlText } from "./xml-text.ts";

export interface PosterView extends PeekView {
  readonly cmap: ColourMapName;
  /** CSS pixels. */
  readonly width: number;
  /** Rows whose tooltips are seen. */
  readonly peek: readonly number[];
}

/** A card this near its point needs no line to it. */
const NEAR = 18;

const round = (value: number): string => String(Math.round(value * 10) / 10);

function leader(card: Placed, point: Point, { accent }: PosterLook): string {
  if (distance(card, point) <= NEAR) return "";
  const x = Math.min(card.x + card.width, Math.max(card.x, point.x));
  const y = Math.min(card.y + card.height, Math.max(card.y, point.y));
  return `<path d="M${round(point.x)} ${round(point.y)}L${round(x)} ${round(y)}" stroke="${accent}" stroke-width="1.5"/>`;
}

const ring = ({ x, y }: Point, radius: number, { accent, surface }: PosterLook): string =>
  `<circle cx="${round(x)}" cy="${round(y)}" r="${radius + 5}" fill="none" stroke="${surface}" stroke-width="5"/>` +
  `<circle cx="${round(x)}" cy="${round(y)}" r="${radius + 5}" fill="none" stroke="${accent}" stroke-width="2.5"/>`;

/** A view of a set as a standalone SVG document. */
export async function posterSvg(set: BlobSet, view: PosterView, look: PosterLook): Promise<string> {
  const chart = await posterChart(set, view, look, view.width);
  const [, width = "0", height = "0"] = /<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(chart.frame) ?? [];
  const picture = { width: Number(width), height: Number(height) };
  const cards = await Promise.all(view.peek.map((row) => peekCard(set, row, view, view.cmap, look)));
  const points = view.peek.map((row): Point => {
    const at = view.kind === "repeat" ? view.metric * set.length + row : row;
    return { x: chart.points.x[at]!, y: chart.points.y[at]! };
  });
  const places = cardPlaces(cards, points, chart.points, picture);
  const marks = places.map((place, i) => leader(place, points[i]!, look) + ring(points[i]!, chart.look.radius, look));
  const drawn = cards.map(({ drawn: card }, i) => `<g transform="translate(${places[i]!.x},${places[i]!.y})">${card}</g>`);
  const svg = svgAround(chart.frame, look.surface, chart.drawn + marks.join("") + drawn.join(""));
  const about = `<title>${xmlText(view.title)}</title><desc>${xmlText(describeView(tableOf(set), view))}</desc>`;
  const start = svg.indexOf(">", svg.indexOf("<svg")) + 1;
  return `${svg.slice(0, start)}${about}${svg.slice(start)}\n`;
}
