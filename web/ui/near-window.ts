/** Elements that wait until they are near the window; one observer for all, while there are any. */
const waiting = new Map<Element, () => void>();
let observer: IntersectionObserver | undefined;

/** How far below and above the window an element is when its work begins. */
const MARGIN = "25%";

function look(entries: readonly IntersectionObserverEntry[]): void {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    const work = waiting.get(target);
    leave(target);
    work?.();
  }
}

function leave(element: Element): void {
  waiting.delete(element);
  observer?.unobserve(element);
  if (waiting.size > 0) return;
  observer?.disconnect();
  observer = undefined;
}

/** Calls `work` once the element comes near the window, unless what it returns is called before. */
export function whenNear(element: Element, work: () => void): () => void {
  observer ??= new IntersectionObserver(look, { rootMargin: MARGIN });
  waiting.set(element, work);
  observer.observe(element);
  return () => leave(element);
}
