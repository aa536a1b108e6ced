import type { Box } from "../../src/draw/position.ts";
import type { SceneItem } from "../../src/draw/scene.ts";
import type { Step, ViewPoints } from "./view-points.ts";

/** What keys do to the tooltip. */
export interface KeyTarget {
  /** The item of this view that is shown or was last shown. */
  current(): SceneItem | undefined;
  show(item: SceneItem): void;
  leave(): void;
  /** Returns whether there was something to pin. */
  pin(): boolean;
}

const STEPS: Readonly<Record<string, Step>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "first",
  End: "last",
  PageDown: "next",
  PageUp: "previous",
};

/** How far a page must scroll so that what lies from `start` to `end` is in the middle of a window, where it is not in the window. */
const toMiddle = (start: number, end: number, window: number): number =>
  start < 0 || end > window ? (start + end - window) / 2 : 0;

function reveal(box: Box | undefined): void {
  if (!box) return;
  const left = toMiddle(box.x, box.x + box.width, window.innerWidth);
  const top = toMiddle(box.y, box.y + box.height, window.innerHeight);
  if (left !== 0 || top !== 0) window.scrollBy({ left, top, behavior: "instant" });
}

/** Sets attributes; returns what gives them back their values. */
function lend(element: HTMLElement, attributes: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(attributes).map((name) => [name, element.getAttribute(name)] as const);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return () => {
    for (const [name, value] of before) {
      if (value === null) element.removeAttribute(name);
      else element.setAttribute(name, value);
    }
  };
}

/**
 * Lets the keyboard into a chart, until `signal` stops it: its container takes the focus, arrow keys go to the nearest point their way, Home, End,
 * PageDown and PageUp through the data in their order, Enter pins.
 */
export function watchKeys(container: HTMLElement, points: ViewPoints, target: KeyTarget, signal: AbortSignal): void {
  const giveBack = lend(container, {
    tabindex: container.getAttribute("tabindex") ?? "0",
    "aria-keyshortcuts": `${Object.keys(STEPS).join(" ")} Enter Escape`,
  });
  container.classList.add("ndpeek-watched");
  signal.addEventListener("abort", () => {
    giveBack();
    container.classList.remove("ndpeek-watched");
  });

  function press(event: KeyboardEvent): void {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (event.target !== container || altKey || ctrlKey || metaKey || shiftKey) return;
    const step = STEPS[key];
    if (step) {
      const item = points.step(target.current(), step);
      if (!item) return;
      target.show(item);
      reveal(points.boxOf(item));
      event.preventDefault();
    } else if (key === "Enter" && target.pin()) {
      event.preventDefault();
    }
  }

  container.addEventListener("keydown", press, { signal });
  container.addEventListener("blur", target.leave, { signal });
}
