import type { PeekTable } from "../peek-chart/peek-table.ts";
import type { LargeView } from "./large-view.ts";
import type { ImageLook, PeekSource } from "./peek-source.ts";

export interface CloserLookEvents {
  /** The row `by` places after this one is wanted. */
  readonly step: (row: number, by: -1 | 1) => void;
  /** Its line was moved there, and may go on. */
  readonly threshold: (value: number) => void;
  readonly close: () => void;
}

/** The large view's place in the page: loaded when a row is first looked at. */
export interface CloserLook {
  show(row: number, source: PeekSource, table: PeekTable, look: ImageLook): Promise<void>;
  /** The threshold, and with it the areas, or the colours are others. */
  update(table: PeekTable, look: ImageLook): void;
  hide(): void;
  finalize(): void;
}

const DIGITS = 4;

function fieldsOf({ groups, hues, metrics }: PeekTable, row: number): [string, string][] {
  const group: [string, string][] = hues && groups.length > 0 ? [["Group", groups[hues[row]!]!]] : [];
  const areas = metrics.map(({ label, areas }): [string, string] => [
    metrics.length > 1 ? `Area, ${label}` : "Area",
    areas[row]!.toFixed(DIGITS),
  ]);
  return [...group, ...areas];
}

export function closerLook(root: HTMLElement, events: CloserLookEvents): CloserLook {
  const empty = [...root.children] as HTMLElement[];
  let shown: { row: number; source: PeekSource } | undefined;
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
      onStep: (by) => shown && events.step(shown.row, by),
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

  const lookOf = (row: number, source: PeekSource, { cmap }: ImageLook) => ({
    threshold: source.threshold.of(row, 0),
    each: source.threshold.each?.map((_, metric) => source.threshold.of(row, metric)),
    cmap: cmap(),
    outline: true,
  });

  return {
    async show(row, source, table, look) {
      const mine = ++turn;
      const [large, ...images] = await Promise.all([open(), ...table.metrics.map((_, metric) => source.image(row, metric))]);
      if (turn !== mine || !large) return;
      shown = { row, source };
      setEmpty(false);
      large.show(
        {
          title: `Row ${row}`,
          fields: fieldsOf(table, row),
          images: images.map((image, metric) => ({
            label: table.metrics[metric]!.label,
            image,
            range: source.range(metric),
          })),
        },
        lookOf(row, source, look),
      );
    },
    update(table, look) {
      if (!shown) return;
      view?.describe(fieldsOf(table, shown.row));
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
