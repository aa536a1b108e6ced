import { CHART_TITLES } from "../../src/charts/titles.ts";
import type { PeekView } from "../../src/draw/frame-values.ts";
import type { NumberText } from "../../src/draw/number-text.ts";
import type { PeekTable } from "../../src/draw/peek-table.ts";
import { tooltipContent } from "../../src/draw/tooltip-content.ts";
import type { PeekSource } from "../sources/peek-source.ts";
import { tooltipHandler } from "../tooltip/index.ts";
import { isAbort } from "../ui/failure.ts";
import type { ThemeWatch } from "../ui/theme-watch.ts";
import { type PeekChart, peekChart } from "./peek-chart.ts";

export interface LiveChartOptions {
  /** What the chart is drawn into. */
  readonly root: HTMLElement;
  /** What the tooltip's card is put into. Default: the page's body. */
  readonly tooltipRoot?: Node;
  /** Tells of other colours. Default: the page's. */
  readonly watchTheme?: ThemeWatch;
  /** Default: as programs write numbers. */
  readonly numbers?: () => NumberText;
  /** Whether points show their images. Default: they do. */
  readonly hasImages?: () => boolean;
  /** What of a table is to be seen now. */
  readonly view: (table: PeekTable, title: (kind: PeekView["kind"]) => string) => PeekView;
  /** Without it there is no brush. */
  readonly onBrush?: (rows: Uint32Array | undefined) => void;
  readonly onPin: (row: number) => void;
  /** The areas that are shown are others. */
  readonly onAreas: (table: PeekTable) => void;
  /** Pictures look different now. */
  readonly onPictures?: () => void;
  readonly fail: (error: unknown) => void;
}

/** A chart of one source at a time, whose points follow a threshold, with the source's images in its tooltip. */
export interface LiveChart {
  readonly chart: PeekChart;
  /** What is shown, its own to close; nothing until the first is there. */
  readonly source: PeekSource | undefined;
  /** Its rows as the chart has them, at the threshold of now. */
  readonly table: PeekTable | undefined;
  /** Whether rows of a run are shown while they come. */
  readonly isFilling: boolean;
  /** Shows a run's rows as far as they are there; resolves when the first are drawn. */
  fill(part: PeekTable): Promise<void>;
  /** Shows another source, and closes the one before. Resolves to false where the chart has gone meanwhile, and closes it then. */
  show(source: PeekSource): Promise<boolean>;
  /** Shows what was there before a run that has come to nothing; resolves to whether that was something, and not to be seen. */
  restore(): Promise<boolean>;
  /** Draws what `view` says now of the same rows; resolves to whether there are some. */
  review(): Promise<boolean>;
  /** The same rows at another threshold, at the speed of a slider; resolves to whether it is the latest. */
  follow(threshold: number): Promise<boolean>;
  /** The threshold of `follow` is what it is going to be: axes fit, pictures are made anew. */
  settle(): void;
  refreshPictures(): void;
  finalize(): void;
}

/** How long the pictures of a threshold that moves stay as they are, in milliseconds. */
const PICTURES_PAUSE = 120;

export function liveChart(options: LiveChartOptions): LiveChart {
  const { root, tooltipRoot, watchTheme, numbers, hasImages = () => true, onBrush, onPin, onAreas, onPictures, fail } = options;
  let source: PeekSource | undefined;
  let table: PeekTable | undefined;
  /** The rows of a run under way, which are shown while they come. */
  let filling: PeekTable | undefined;
  let isGone = false;
  /** The threshold that `table` was measured at, once one was followed, and how many others are on their way. */
  let followed: number | undefined;
  let pending = 0;

  const tooltip = tooltipHandler({
    ...(tooltipRoot && { root: tooltipRoot }),
    pictures(row, which) {
      if (!source || filling) throw new Error("it is still to be drawn");
      return hasImages() ? source.pictures(row, which) : [];
    },
    onPin(value) {
      // A bar of a histogram is of many rows.
      const { row } = tooltipContent(value);
      if (!filling && row !== undefined) onPin(row);
    },
  });
  // The points of a run under way are none of the rows that there are images of.
  const brushed = onBrush && ((rows: Uint32Array | undefined) => !filling && onBrush(rows));
  const chart = peekChart(root, {
    tooltip,
    ...(brushed && { onBrush: brushed }),
    ...(watchTheme && { watchTheme }),
    ...(numbers && { numbers }),
  });

  const viewOf = (of: PeekTable, from: PeekSource | undefined): PeekView =>
    options.view(of, (kind) => from?.title(kind) ?? CHART_TITLES[kind]);

  let pause: ReturnType<typeof setTimeout> | undefined;
  function refreshPictures(): void {
    clearTimeout(pause);
    pause = undefined;
    tooltip.refresh();
    onPictures?.();
  }

  async function review(): Promise<boolean> {
    if (filling) {
      await chart.show(filling, viewOf(filling, undefined));
      return false;
    }
    if (!source || !table) return false;
    await chart.show(table, viewOf(table, source));
    return !isGone;
  }

  /** The chart's rows are others: what was picked out and marked were those of before. */
  function leaveRows(): void {
    chart.unbrush();
    chart.pick(undefined);
    chart.mark(undefined);
  }

  return {
    chart,
    get source() {
      return source;
    },
    get table() {
      return table;
    },
    get isFilling() {
      return filling !== undefined;
    },
    async fill(part) {
      // The rows of a run that this one has taken the place of may be shown yet.
      if (filling === part) {
        chart.follow(part);
        return;
      }
      filling = part;
      leaveRows();
      await chart.show(part, viewOf(part, undefined));
    },
    async show(next) {
      await chart.show(next.table, viewOf(next.table, next));
      if (isGone) {
        next.close();
        return false;
      }
      if (source !== next) source?.close();
      source = next;
      table = next.table;
      followed = undefined;
      filling = undefined;
      leaveRows();
      tooltip.refresh();
      return true;
    },
    async restore() {
      if (!filling) return false;
      filling = undefined;
      return review();
    },
    review,
    async follow(threshold) {
      const mine = source;
      if (!mine || filling) return false;
      // A slider that is let go of says once more what it said last.
      if (threshold === followed && pending === 0) return true;
      pending++;
      try {
        const next = await mine.at(threshold);
        if (source !== mine || filling) return false;
        table = next;
        followed = threshold;
        chart.follow(next);
        onAreas(next);
        pause ??= setTimeout(refreshPictures, PICTURES_PAUSE);
        return true;
      } catch (error) {
        // One that has been closed meanwhile could not be measured.
        if (source === mine && !isAbort(error)) fail(error);
        return false;
      } finally {
        pending--;
      }
    },
    settle() {
      chart.settle();
      refreshPictures();
    },
    refreshPictures,
    finalize() {
      isGone = true;
      clearTimeout(pause);
      chart.finalize();
      tooltip.finalize();
      source?.close();
      source = undefined;
    },
  };
}
