import { LABELS } from "../../src/charts/labels.ts";
import type { PeekTable } from "../../src/draw/peek-table.ts";
import type { ImageLook, PeekSource, SourceThreshold } from "../sources/peek-source.ts";
import type { LargeView } from "./large-view.ts";

export interface CloserLookEvents {
  /** The row `by` places after this one is wanted. */
  readonly step: (row: number, by: -1 | 1) => void;
  /** Its line was moved there, and may go on. */
  readonly threshold: (value: number) => void;
  readonly close: () => void;
  /** An image that was stepped to could not be had. */
  readonly fail: (error: unknown) => void;
}

/** Images of rows, and what they are held against. */
export interface LookedAt extends Pick<PeekSource, "image" | "range"> {
  readonly threshold: Pick<SourceThreshold, "of" | "each">;
}

/** Rows that are not the page's. */
export interface LoneRows {
  readonly images: LookedAt;
  /** Areas may be missing: NaN. */
  readonly table: PeekTable;
}

/** The large view's place in the page: loaded when a row is first looked at. */
export interface CloserLook {
  show(row: number, source: LookedAt, table: PeekTable, look: ImageLook): Promise<void>;
  /** A row that is not the page's: steps go by the rows' numbers, and what is said of them stays. */
  showAlone(row: number, rows: LoneRows, look: ImageLook): Promise<void>;
  /** The threshold, and with it the areas, or the colours are others. */
  update(table: PeekTable, look: ImageLook): void;
  hide(): void;
  finalize(): void;
}

const DIGITS = 4;

function fieldsOf({ groups, hues, metrics }: PeekTable, row: number): [string, string][] {
  const group: [string, string][] = hues && groups.length > 0 ? [[LABELS.group, groups[hues[row]!]!]] : [];
  const measured = metrics.filter(({ areas }) => !Number.isNaN(areas[row]));
  const areas = measured.map(({ label, areas }): [string, string] => [
    metrics.length > 1 ? `${LABELS.area}, ${label}` : LABELS.area,
    areas[row]!.toFixed(DIGITS),
  ]);
  return [...group, ...areas];
}

interface Shown {
  readonly row: number;
  readonly source: LookedAt;
  /** Shows a row by its number, where rows are not the page's. */
  readonly stepTo?: ((row: number) => void) | undefined;
}

export function closerLook(root: HTMLElement, events: CloserLookEvents): CloserLook {
  const empty = [...root.children] as HTMLElement[];
  let shown: Shown | undefined;
  let view: LargeView | undefined;
  let turn = 0;
  let isGone = false;

  function setEmpty(isEmpty: boolean): void {
    root.classList.toggle("ndpeek-closer-empty", isEmpty);
    for (const part of empty) part.hidden = !isEmpty;
  }

  function leave(): void {
    shown = undefined;
    turn++;
    view?.hide();
    setEmpty(true);
  }

  /** Nothing where it has gone meanwhile. */
  async function open(): Promise<LargeView | undefined> {
    if (view) return view;
    const { largeView } = await import("./large-view.ts");
    if (view || isGone) return view;
    view = largeView({
      onStep(by) {
        if (shown?.stepTo) shown.stepTo(shown.row + by);
        else if (shown) events.step(shown.row, by);
      },
      onThreshold: events.threshold,
      onClose() {
        leave();
        // The button that had the focus is gone.
        root.focus({ preventScroll: true });
        events.close();
      },
    });
    root.append(view.element);
    return view;
  }

  const lookOf = (row: number, source: LookedAt, { cmap }: ImageLook) => ({
    threshold: source.threshold.of(row, 0),
    each: source.threshold.each?.map((_, metric) => source.threshold.of(row, metric)),
    cmap: cmap(),
    outline: true,
  });

  async function show(next: Shown, table: PeekTable, look: ImageLook): Promise<void> {
    const { row, source } = next;
    const mine = ++turn;
    const [large, ...images] = await Promise.all([open(), ...table.metrics.map((_, metric) => source.image(row, metric))]);
    if (turn !== mine || !large) return;
    shown = next;
    setEmpty(false);
    large.show(
      {
        title: `${LABELS.row} ${row}`,
        file: `row-${row}`,
        fields: fieldsOf(table, row),
        images: images.map((image, metric) => ({
          label: table.metrics[metric]!.label,
          image,
          range: source.range(metric),
        })),
      },
      lookOf(row, source, look),
    );
  }

  async function showAlone(row: number, rows: LoneRows, look: ImageLook): Promise<void> {
    const { images, table } = rows;
    if (row < 0 || row >= table.length) return;
    const stepTo = (to: number): void => void showAlone(to, rows, look).catch(events.fail);
    await show({ row, source: images, stepTo }, table, look);
  }

  return {
    show: (row, source, table, look) => show({ row, source }, table, look),
    showAlone,
    update(table, look) {
      if (!shown) return;
      if (!shown.stepTo) view?.describe(fieldsOf(table, shown.row));
      view?.update(lookOf(shown.row, shown.source, look));
    },
    hide: leave,
    finalize() {
      isGone = true;
      leave();
      view?.finalize();
    },
  };
}
