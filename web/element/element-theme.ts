import { DARK_STYLE, LIGHT_STYLE, VIEW_STYLE } from "../../build/generated/view-style.ts";
import type { ThemeWatch } from "../ui/theme-watch.ts";
import { hostTheme, type Theme, watchHostTheme } from "./host-theme.ts";
import { sharedSheet } from "./shared-sheet.ts";

/** The colours of one viewer: those of the page around it, or what it is told. */
export interface ElementTheme {
  /** "auto", "light" or "dark". */
  choose(theme: string): void;
  /** The points' colours. */
  scheme(name: string): void;
  /** Tells of other colours. */
  readonly watch: ThemeWatch;
  /** The element is in another place of the page. */
  moved(): void;
  finalize(): void;
}

export interface ThemedParts {
  readonly element: Element;
  readonly shadow: ShadowRoot;
  /** What the points' colours are set on. */
  readonly viewer: HTMLElement;
}

export function elementTheme({ element, shadow, viewer }: ThemedParts): ElementTheme {
  const before = shadow.adoptedStyleSheets;
  const listeners = new Set<() => void>();
  let wanted = "auto";
  let shown: Theme | undefined;

  function tell(): void {
    for (const changed of [...listeners]) changed();
  }

  /** The colours are the host's properties, so that what the page says of the element goes before them. */
  function follow(): void {
    const theme = wanted === "auto" ? hostTheme(element) : (wanted as Theme);
    if (theme === shown) return;
    shown = theme;
    shadow.adoptedStyleSheets = [...before, sharedSheet(VIEW_STYLE), sharedSheet(theme === "dark" ? DARK_STYLE : LIGHT_STYLE)];
    tell();
  }

  let stop = watchHostTheme(element, follow);
  follow();
  return {
    choose(theme) {
      wanted = theme;
      follow();
    },
    scheme(name) {
      if (viewer.dataset.scheme === name) return;
      viewer.dataset.scheme = name;
      tell();
    },
    watch(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    moved() {
      stop();
      stop = watchHostTheme(element, follow);
      follow();
    },
    finalize() {
      stop();
      listeners.clear();
      shadow.adoptedStyleSheets = before;
      delete viewer.dataset.scheme;
    },
  };
}
