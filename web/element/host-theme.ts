// Whether the page around is light or dark: as one of its parts says that the element is in, else as the system has it.
import type { ThemeWatch } from "../theme-watch.ts";

export type Theme = "light" | "dark";

/** What pages say it by: furo, Docusaurus and PyData; Bootstrap; Material for MkDocs; GitHub; JupyterLab. */
const ATTRIBUTES = [
  "data-theme",
  "data-bs-theme",
  "data-md-color-scheme",
  "data-color-mode",
  "data-mode",
  "data-jp-theme-light",
] as const;
/** And by a class: VitePress, Tailwind, Quarto and others. */
const CLASSES: Readonly<Record<Theme, readonly string[]>> = {
  dark: ["dark", "dark-mode", "theme-dark", "quarto-dark"],
  light: ["light", "light-mode", "theme-light", "quarto-light"],
};
const DARK_VALUES: ReadonlySet<string> = new Set(["dark", "slate", "night", "black"]);
const LIGHT_VALUES: ReadonlySet<string> = new Set(["light", "default", "day", "white"]);

function saidBy(element: Element): Theme | undefined {
  for (const name of ATTRIBUTES) {
    const value = element.getAttribute(name)?.toLowerCase();
    if (value === undefined) continue;
    if (name === "data-jp-theme-light") return value === "false" ? "dark" : "light";
    if (DARK_VALUES.has(value)) return "dark";
    if (LIGHT_VALUES.has(value)) return "light";
  }
  const has = (theme: Theme): boolean => CLASSES[theme].some((name) => element.classList.contains(name));
  return has("dark") ? "dark" : has("light") ? "light" : undefined;
}

/** The element around that one is in, out of shadow trees too. */
const parentOf = (element: Element): Element | null =>
  element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null;

const system = (): MediaQueryList => matchMedia("(prefers-color-scheme: dark)");

/** The theme of the page at the element; the nearest word counts. */
export function hostTheme(element: Element): Theme {
  for (let at: Element | null = element; at; at = parentOf(at)) {
    const said = saidBy(at);
    if (said) return said;
  }
  return system().matches ? "dark" : "light";
}

const listeners = new Set<() => void>();
let watched: { readonly body: HTMLElement; stop(): void } | undefined;

function start(body: HTMLElement): () => void {
  const tell = (): void => {
    for (const changed of [...listeners]) changed();
  };
  const scheme = system();
  const attributes = new MutationObserver(tell);
  scheme.addEventListener("change", tell);
  for (const element of [document.documentElement, body]) {
    attributes.observe(element, { attributeFilter: ["class", ...ATTRIBUTES] });
  }
  return () => {
    scheme.removeEventListener("change", tell);
    attributes.disconnect();
  };
}

/** Calls `changed` when the page's theme may be another; all who watch share two observers. */
export const watchHostTheme: ThemeWatch = (changed) => {
  listeners.add(changed);
  const { body } = document;
  // Some pages change their body for that of the next.
  if (watched?.body !== body) {
    watched?.stop();
    watched = { body, stop: start(body) };
  }
  return () => {
    listeners.delete(changed);
    if (listeners.size > 0) return;
    watched?.stop();
    watched = undefined;
  };
};
