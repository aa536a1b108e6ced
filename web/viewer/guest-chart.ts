import { parseImageReference } from "../../src/image-reference.ts";
import { isJson } from "../../src/json.ts";
import type { OwnChart } from "./own-chart.ts";
import type { MeasuredStack } from "./own-measure.ts";
import type { OwnStack } from "./own-stack.ts";
import type { ImageLook } from "./peek-source.ts";

export interface GuestRequest {
  readonly text: string;
  readonly name: string;
  readonly key: string | undefined;
  readonly stacks: readonly OwnStack[];
}

/** A chart that the user has brought, in place of ours. */
export interface GuestChart {
  /** Draws it; the one before stays until then. What draws it is loaded when it is first needed. */
  show(request: GuestRequest): Promise<void>;
  /** What was measured of its stacks: for the borders of masks. */
  measured(stacks: readonly MeasuredStack[] | undefined): void;
  /** Pictures look different now. */
  refresh(): void;
  /** Puts the chart out of sight while something else is made that may take its place. */
  setAside(): void;
  /** What was put aside is shown again, unless a chart has come since. */
  bringBack(): void;
  /** What was put aside goes. */
  letGo(): void;
  /** Takes the chart away. */
  clear(): void;
  /** What is shown; nothing where our chart is. */
  readonly chart: OwnChart | undefined;
}

export interface GuestOptions {
  /** Where guests are shown; while there is one, `own` is out of sight, but keeps its size. */
  readonly guest: HTMLElement;
  readonly own: HTMLElement;
  readonly look: ImageLook;
  /** Where the borders of masks run; nothing: at each image's own threshold. */
  readonly threshold: () => number | undefined;
  /** A guest has come into sight, or gone out of it. */
  readonly onShown: (isShown: boolean) => void;
  /** A point is pinned that has an image of the measured stacks. */
  readonly onPin: (row: number) => void;
}

/** The row whose images stand behind what a tooltip says; nothing where there are none, or those of many rows. */
function rowBehind(value: unknown): number | undefined {
  if (!isJson(value)) return undefined;
  for (const text of Object.values(value)) {
    const reference = typeof text === "string" ? parseImageReference(text) : undefined;
    if (reference?.rows.length === 1 && (reference.total ?? 1) === 1) return reference.rows[0];
  }
  return undefined;
}

export function guestChart({ guest, own, look, threshold, onShown, onPin }: GuestOptions): GuestChart {
  let chart: OwnChart | undefined;
  let stacks: readonly MeasuredStack[] | undefined;
  let run = new AbortController();
  let isAside = false;

  function setShown(isShown: boolean): void {
    guest.hidden = !isShown;
    own.classList.toggle("charts-behind", isShown);
    own.inert = isShown;
    onShown(isShown);
  }

  function pin(value: unknown, shown: readonly OwnStack[]): void {
    const row = rowBehind(value);
    if (row !== undefined && stacks?.every(({ stack }, i) => stack === shown[i])) onPin(row);
  }

  function clear(): void {
    run.abort();
    chart?.finalize();
    chart = undefined;
    stacks = undefined;
    isAside = false;
    setShown(false);
  }

  return {
    get chart() {
      return isAside ? undefined : chart;
    },
    async show({ text, name, key, stacks: shown }) {
      run.abort();
      run = new AbortController();
      const { signal } = run;
      const { drawOwnChart } = await import("./own-chart.ts");
      signal.throwIfAborted();
      // It is drawn to its width, which something hidden has not.
      const wasShown = chart !== undefined && !isAside;
      guest.hidden = false;
      try {
        const next = await drawOwnChart(guest, text, shown, {
          name,
          key,
          signal,
          cmap: look.cmap,
          measured: () => stacks,
          threshold,
          onPin: (value) => pin(value, shown),
        });
        chart?.finalize();
        chart = next;
        isAside = false;
        setShown(true);
      } catch (error) {
        if (!wasShown) guest.hidden = true;
        throw error;
      }
    },
    measured(next) {
      stacks = next;
      chart?.tooltip.refresh();
    },
    refresh: () => chart?.tooltip.refresh(),
    setAside() {
      run.abort();
      isAside = chart !== undefined;
      setShown(false);
    },
    bringBack() {
      if (!isAside) return;
      isAside = false;
      setShown(true);
    },
    letGo() {
      if (isAside) clear();
    },
    clear,
  };
}
