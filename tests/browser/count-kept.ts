/** What a page has opened and not closed. */
export interface Kept {
  /** Object URLs that are not revoked. */
  readonly urls: Set<string>;
  /** Observers that watch something. */
  readonly observers: Set<object>;
}

declare global {
  interface Window {
    kept: Kept;
  }
}

/** For a page, before any script of its own: counts what is opened, and what is closed. It goes there as text, so it names nothing of this file. */
export function countKept(): void {
  const kept: Kept = { urls: new Set(), observers: new Set() };
  window.kept = kept;
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (of) => {
    const url = createObjectURL.call(URL, of);
    kept.urls.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    kept.urls.delete(url);
    revokeObjectURL.call(URL, url);
  };
  for (const { prototype } of [ResizeObserver, MutationObserver, IntersectionObserver]) {
    const { observe, disconnect } = prototype as ResizeObserver;
    Object.assign(prototype, {
      observe(this: ResizeObserver, ...given: Parameters<typeof observe>) {
        kept.observers.add(this);
        observe.apply(this, given);
      },
      disconnect(this: ResizeObserver) {
        kept.observers.delete(this);
        disconnect.call(this);
      },
    });
  }
}
