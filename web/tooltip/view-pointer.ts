import type { SceneItem } from "../../src/draw/scene.ts";
import type { ViewPoints } from "./view-points.ts";

/** What a pointer does to the tooltip. */
export interface PointerTarget {
  /** Whether Vega has found a mark with a tooltip under the pointer of this event. */
  isHit(event: Event): boolean;
  isShown(): boolean;
  show(item: SceneItem): void;
  leave(): void;
  pin(): void;
}

const REACH = 10;
/** A finger is not as sure as a mouse. */
const TOUCH_REACH = 20;
/** A press that moves further is a drag. */
const STILL = 5;

/** Shows the nearest point where the pointer hits none, and pins what is shown on a click or a tap, until `signal` stops it. */
export function watchPointer(container: HTMLElement, points: ViewPoints, target: PointerTarget, signal: AbortSignal): void {
  let pressed = { x: 0, y: 0 };

  function move(event: PointerEvent): void {
    if (target.isHit(event)) return;
    const place = { x: event.clientX, y: event.clientY };
    const reach = event.pointerType === "touch" ? TOUCH_REACH : REACH;
    const item = points.isDrawing(event.target) ? points.nearest(place, reach) : undefined;
    if (item) target.show(item);
    else target.leave();
  }

  /** Vega hears of a tap no movement, so it is told of one: what is hit is found as for a mouse. */
  function lookAt({ target: node, clientX, clientY, pointerType }: PointerEvent): void {
    node!.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, clientX, clientY, pointerType }));
  }

  function click(event: MouseEvent): void {
    const moved = Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y);
    if (moved > STILL || !points.isDrawing(event.target)) return;
    if (!target.isShown()) lookAt(event as PointerEvent);
    target.pin();
  }

  const on = { signal };
  container.addEventListener("pointermove", move, on);
  container.addEventListener("pointerleave", target.leave, on);
  container.addEventListener("pointercancel", target.leave, on);
  container.addEventListener("pointerdown", ({ clientX, clientY }) => (pressed = { x: clientX, y: clientY }), {
    signal,
    capture: true,
  });
  container.addEventListener("click", click, on);
}
