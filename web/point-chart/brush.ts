import type { LayerBox } from "../../src/draw/point-raster.ts";
import { element } from "../ui/elements.ts";

export interface BrushOptions {
  /** What the pointer is watched on, and the brush is drawn in; its children are the chart. */
  readonly host: HTMLElement;
  /** The plot, in CSS pixels from the host's left top corner. */
  readonly plot: () => LayerBox | undefined;
  /** The brush has another box, or none. */
  readonly brushed: (box: LayerBox | undefined) => void;
}

export interface Brush {
  /** Draws the brush there, or takes it away; tells nobody. */
  show(box: LayerBox | undefined): void;
  /** Whether a finger brushes, too; else it scrolls the page. */
  setTouch(isOn: boolean): void;
  finalize(): void;
}

/** A press that moves less is a click. */
const STILL = 5;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Lets a pointer draw a rectangle over a plot. A click beside it, and Escape, take it away. */
export function brush({ host, plot, brushed }: BrushOptions): Brush {
  const frame = element("div", "ndpeek-brush");
  frame.hidden = true;
  host.append(frame);
  const stop = new AbortController();
  let isTouch = false;
  let shown: LayerBox | undefined;
  let start: { x: number; y: number; id: number } | undefined;
  let isDrawn = false;

  function show(box: LayerBox | undefined): void {
    shown = box;
    frame.hidden = box === undefined;
    if (!box) return;
    frame.style.transform = `translate(${box.left}px, ${box.top}px)`;
    frame.style.inlineSize = `${box.width}px`;
    frame.style.blockSize = `${box.height}px`;
  }

  function tell(box: LayerBox | undefined): void {
    show(box);
    brushed(box);
  }

  const placeOf = (event: PointerEvent): { x: number; y: number } => {
    const { left, top } = host.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  function press(event: PointerEvent): void {
    const area = plot();
    if (event.button !== 0 || !area || (event.pointerType === "touch" && !isTouch)) return;
    const { x, y } = placeOf(event);
    const { left, top, width, height } = area;
    if (x < left || x > left + width || y < top || y > top + height) return;
    start = { x, y, id: event.pointerId };
    isDrawn = false;
  }

  function move(event: PointerEvent): void {
    if (!start || event.pointerId !== start.id) return;
    const { x, y } = placeOf(event);
    if (!isDrawn && Math.hypot(x - start.x, y - start.y) <= STILL) return;
    if (!isDrawn) {
      isDrawn = true;
      host.setPointerCapture(event.pointerId);
      host.classList.add("ndpeek-brushing");
    }
    // A brush shows no tooltips on its way.
    event.stopPropagation();
    const area = plot()!;
    const end = { x: clamp(x, area.left, area.left + area.width), y: clamp(y, area.top, area.top + area.height) };
    tell({
      left: Math.min(start.x, end.x),
      top: Math.min(start.y, end.y),
      width: Math.abs(end.x - start.x),
      height: Math.abs(end.y - start.y),
    });
  }

  function release(event: PointerEvent): void {
    if (!start || event.pointerId !== start.id) return;
    host.classList.remove("ndpeek-brushing");
    start = undefined;
  }

  /** The click that ends a stroke of the brush is no click on what lies under it. */
  function click(event: MouseEvent): void {
    if (isDrawn) {
      isDrawn = false;
      event.stopPropagation();
      return;
    }
    const { x, y } = placeOf(event as PointerEvent);
    const isOutside = shown && (x < shown.left || y < shown.top || x > shown.left + shown.width || y > shown.top + shown.height);
    if (isOutside) tell(undefined);
  }

  const capture = { signal: stop.signal, capture: true };
  host.addEventListener("pointerdown", press, capture);
  host.addEventListener("pointermove", move, capture);
  host.addEventListener("pointerup", release, capture);
  host.addEventListener("pointercancel", release, capture);
  host.addEventListener("click", click, capture);
  host.addEventListener("keydown", ({ key }) => key === "Escape" && shown && tell(undefined), { signal: stop.signal });

  return {
    show,
    setTouch(isOn) {
      isTouch = isOn;
      host.classList.toggle("ndpeek-brush-touch", isOn);
    },
    finalize() {
      stop.abort();
      frame.remove();
    },
  };
}
