import { areaScale } from "../../src/draw/area-scale.ts";
import { frameValues, type PeekView } from "../../src/draw/frame-values.ts";
import { type NumberText, numberText } from "../../src/draw/number-text.ts";
import type { PeekTable } from "../../src/draw/peek-table.ts";
import { type PointColors, pointLook } from "../../src/draw/point-look.ts";
import type { LayerBox, LayerLook } from "../../src/draw/point-raster.ts";
import { pointTooltip } from "../../src/draw/point-tooltip.ts";
import type { Tooltip } from "../tooltip/index.ts";
import { viewPoints } from "../tooltip/view-points.ts";
import { element } from "../ui/elements.ts";
import { type ThemeWatch, watchTheme as watchPageTheme } from "../ui/theme-watch.ts";
import { brush } from "./brush.ts";
import { chartFile } from "./chart-file.ts";
import { type ChartFrame, openFrame } from "./chart-frame.ts";
import { layerTargets } from "./layer-targets.ts";
import { pointColors } from "./point-colors.ts";
import { pointLayer } from "./point-layer.ts";
import { pointPlaces } from "./point-places.ts";
import { pointRings } from "./point-rings.ts";

export interface PeekChartOptions {
  /** Shows what a point stands for; the chart's to use, the caller's to close. */
  readonly tooltip: Pick<Tooltip, "handler" | "watchPoints">;
  /** The rows that have a point under the brush, also when points have moved; nothing where none is drawn. Without it there is no brush. */
  readonly onBrush?: (rows: Uint32Array | undefined) => void;
  /** Tells of other colours. Default: the page's. */
  readonly watchTheme?: ThemeWatch;
  /** How numbers are written; another way is taken by the next `show`. Default: as programs write them. */
  readonly numbers?: () => NumberText;
}

/** A chart of ours: a frame that Vega draws, and points on a layer over it. */
export interface PeekChart {
  readonly element: HTMLElement;
  /** Shows a table; what was shown stays until its frame is there. */
  show(table: PeekTable, view: PeekView): Promise<void>;
  /** The same rows with other areas, at the speed of a slider. Axes stay or grow. */
  follow(table: PeekTable): void;
  /** Axes fit once more. */
  settle(): void;
  /** Picks rows out; the others fade. */
  pick(rows: Uint32Array | undefined): void;
  /** Draws a ring round the points of a row, or of none. */
  mark(row: number | undefined): void;
  /** Takes the brush away. */
  unbrush(): void;
  /** Whether a finger brushes. */
  brushByTouch(isOn: boolean): void;
  /** The chart as it is seen, as a standalone SVG. */
  svg(): Promise<string>;
  /** The same as a PNG, `scale` pixels for a CSS pixel. */
  png(scale: number): Promise<Blob>;
  finalize(): void;
}

interface Shown {
  readonly table: PeekTable;
  readonly view: PeekView;
}

const RESIZE_PAUSE = 60;

const outset = ({ left, top, width, height }: LayerBox, by: number): LayerBox => ({
  left: left - by,
  top: top - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

export function peekChart(root: HTMLElement, options: PeekChartOptions): PeekChart {
  const { tooltip, onBrush, watchTheme = watchPageTheme, numbers = numberText } = options;
  const host = element("div", "ndpeek-peek");
  root.append(host);
  const layer = pointLayer();
  const rings = pointRings();
  host.append(layer.element, rings.element);
  const scale = areaScale();
  const where = pointPlaces();
  let colors = pointColors(host);
  let shown: Shown | undefined;
  /** What is to be shown when its frame is there. */
  let coming: Shown | undefined;
  let frame: ChartFrame | undefined;
  let frameHost: HTMLElement | undefined;
  let frameNumbers: NumberText | undefined;
  let unwatch = (): void => {};
  let picked: Uint8Array | undefined;
  let marked: number | undefined;
  /** In shares of the plot. */
  let brushed: LayerBox | undefined;
  let turn = 0;
  /** Whether the points are drawn in a moment anyway. */
  let isArriving = false;

  const plot = (): LayerBox | undefined => frame?.panels().at(-1);
  let seen: { count: number; colors: PointColors; look: LayerLook } | undefined;
  const look = (): LayerLook => {
    const { length: count } = where.points.x;
    if (seen?.count !== count || seen.colors !== colors) seen = { count, colors, look: pointLook(count, colors) };
    return seen.look;
  };

  const brushOver =
    onBrush &&
    brush({
      host,
      plot,
      brushed(box) {
        const area = plot()!;
        brushed = box && {
          left: (box.left - area.left) / area.width,
          top: (box.top - area.top) / area.height,
          width: box.width / area.width,
          height: box.height / area.height,
        };
        tellBrushed();
      },
    });

  function tellBrushed(): void {
    onBrush?.(brushed && shown ? where.rowsWithin(brushed) : undefined);
  }

  /** What is picked out is known before the points are drawn, so that they are drawn once. */
  function tellBeforeArrival(hadBrush = brushed !== undefined): void {
    if (!hadBrush) return;
    isArriving = true;
    tellBrushed();
    isArriving = false;
  }

  function drawRings(): void {
    const { points } = where;
    const indices: number[] = [];
    const { length = 0 } = shown?.table ?? {};
    if (marked !== undefined) for (let i = marked; i < points.x.length; i += length) indices.push(i);
    rings.draw(points, indices);
  }

  function draw(): void {
    if (!shown || !frame) return;
    const { length, hues } = shown.table;
    const size = look();
    layer.draw({ ...where.points, hues, rows: length, picked }, size, outset(plot()!, size.radius + size.line));
    targets.moved();
    drawRings();
  }

  const targets = layerTargets({
    host,
    places: () => ({ ...where.points, radius: look().radius }),
    tooltip: (index) => pointTooltip(() => shown!, index, numbers),
    frame: {
      isDrawing: (node) => node instanceof Node && (frameHost?.contains(node) ?? false) && node !== frameHost,
      nearest: () => undefined,
      step: () => undefined,
      boxOf: (item) => (frame ? viewPoints(frame.view).boxOf(item) : undefined),
    },
  });

  const arrive = (moves: boolean): void => where.arrive(plot()!, moves, draw);

  const valuesOf = ({ table, view }: Shown) => frameValues(table, view, scale.domains, host.clientWidth);

  async function newFrame(next: Shown): Promise<boolean> {
    const mine = ++turn;
    const written = numbers();
    const made = element("div", "ndpeek-frame ndpeek-frame-drawing");
    host.prepend(made);
    try {
      const opened = await openFrame(made, next.view.kind, valuesOf(next), {
        tooltip: tooltip.handler,
        locale: written.vega,
      });
      if (turn !== mine) {
        opened.finalize();
        made.remove();
        return false;
      }
      unwatch();
      frame?.finalize();
      frameHost?.remove();
      made.classList.remove("ndpeek-frame-drawing");
      frame = opened;
      frameHost = made;
      frameNumbers = written;
      unwatch = tooltip.watchPoints(made, targets);
      return true;
    } catch (error) {
      made.remove();
      throw error;
    }
  }

  /** What is to be shown, when its frame is there: with other areas, where these were followed meanwhile. Nothing where something else is. */
  async function arrived(given: Shown): Promise<Shown | undefined> {
    coming = given;
    try {
      return (await newFrame(given)) ? coming : undefined;
    } finally {
      if (coming?.view === given.view) coming = undefined;
    }
  }

  /** The brush stays where it is on the plot. */
  function redrawBrush(): void {
    const area = plot();
    brushOver?.show(
      brushed &&
        area && {
          left: area.left + brushed.left * area.width,
          top: area.top + brushed.top * area.height,
          width: brushed.width * area.width,
          height: brushed.height * area.height,
        },
    );
  }

  async function show(table: PeekTable, view: PeekView): Promise<void> {
    scale.fit(table, view.kind);
    const { domains } = scale;
    const isSameKind = frame !== undefined && shown?.view.kind === view.kind;
    const isSameFrame = isSameKind && frameNumbers === numbers();
    const next = isSameFrame ? { table, view } : await arrived({ table, view });
    if (!next) return;
    if (isSameFrame) {
      // Another frame that is on its way comes too late.
      turn++;
      coming = undefined;
    }
    const isSameRows = shown?.table.length === table.length;
    shown = next;
    targets.renewed();
    // A new frame has its values, unless areas, and with them the axes, became others meanwhile.
    if (isSameFrame || next.table !== table || scale.domains !== domains) frame!.update(valuesOf(next));
    // What the tooltip is about may be no row any more: watching anew lets go of it.
    if (isSameFrame && !isSameRows) {
      unwatch();
      unwatch = tooltip.watchPoints(frameHost!, targets);
    }
    const hadBrush = brushed !== undefined;
    if (!isSameKind) brushed = undefined;
    where.strew(table, view);
    where.place(next.table, view, scale.domains);
    redrawBrush();
    tellBeforeArrival(hadBrush);
    arrive(isSameRows);
  }

  function refresh(): void {
    frame!.update(valuesOf(shown!));
    where.place(shown!.table, shown!.view, scale.domains);
    redrawBrush();
  }

  let pause: ReturnType<typeof setTimeout> | undefined;
  let width = 0;
  const sizes = new ResizeObserver(() => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      if (!frame || !shown || host.clientWidth === 0 || host.clientWidth === width) return;
      width = host.clientWidth;
      refresh();
      arrive(false);
    }, RESIZE_PAUSE);
  });
  sizes.observe(host);

  const stopTheme = watchTheme(() => {
    colors = pointColors(host);
    frame?.recolor();
    draw();
  });

  const picture = () => ({ frame: frame!, points: where.points, table: shown!.table, look: look(), picked, box: plot()! });

  return {
    element: host,
    show,
    follow(table) {
      if (coming?.table.length === table.length) {
        coming = { ...coming, table };
        scale.grow(table, coming.view.kind);
        return;
      }
      if (!shown || !frame) return;
      shown = { ...shown, table };
      scale.grow(table, shown.view.kind);
      refresh();
      tellBeforeArrival();
      arrive(false);
    },
    settle() {
      if (coming) {
        scale.fit(coming.table, coming.view.kind);
        return;
      }
      if (!shown || !frame) return;
      scale.fit(shown.table, shown.view.kind);
      refresh();
      tellBeforeArrival();
      arrive(true);
    },
    pick(rows) {
      if (!rows && !picked) return;
      if (!rows) {
        picked = undefined;
      } else {
        picked = new Uint8Array(shown?.table.length ?? 0);
        for (const row of rows) picked[row] = 1;
      }
      if (frame && !isArriving) draw();
    },
    mark(row) {
      marked = row;
      drawRings();
    },
    unbrush() {
      if (!brushed) return;
      brushed = undefined;
      brushOver?.show(undefined);
      onBrush?.(undefined);
    },
    brushByTouch: (isOn) => brushOver?.setTouch(isOn),
    svg: () => chartFile.svg(picture()),
    png: (ratio) => chartFile.png(picture(), ratio),
    finalize() {
      turn++;
      where.stop();
      clearTimeout(pause);
      sizes.disconnect();
      stopTheme();
      brushOver?.finalize();
      unwatch();
      frame?.finalize();
      host.remove();
    },
  };
}
