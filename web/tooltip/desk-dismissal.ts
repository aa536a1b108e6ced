/** What the window tells a tooltip. */
export interface Dismissible {
  /** Whether the event is the card's own. */
  isInside(event: Event): boolean;
  isPinned(): boolean;
  /** Whether it stays while the page scrolls: pinned, or brought up by keys. */
  isHeld(): boolean;
  isShown(): boolean;
  /** Goes where its point has gone. */
  follow(): void;
  hide(): void;
  /** Hides, and gives the focus back to the chart where the card has it. */
  close(): void;
  /** Hides because of a press elsewhere. */
  dismiss(): void;
}

/** Hides a tooltip on Escape, scrolling, a press elsewhere and the loss of the window's focus, each where that is right, until `signal` stops it. */
export function watchWindow(tooltip: Dismissible, signal: AbortSignal): void {
  function scroll(event: Event): void {
    if (tooltip.isInside(event)) return;
    if (tooltip.isHeld()) tooltip.follow();
    else tooltip.hide();
  }

  function press(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !tooltip.isShown()) return;
    if (tooltip.isPinned()) event.preventDefault();
    tooltip.close();
  }

  window.addEventListener("scroll", scroll, { capture: true, passive: true, signal });
  window.addEventListener("keydown", press, { capture: true, signal });
  window.addEventListener("pointerdown", (event) => tooltip.isPinned() && !tooltip.isInside(event) && tooltip.dismiss(), {
    capture: true,
    signal,
  });
  window.addEventListener("resize", tooltip.follow, { signal });
  window.addEventListener("blur", () => !tooltip.isPinned() && tooltip.hide(), { signal });
}
