// Whether the page around is light or dark: as one of its parts says that the element is in, else as it is seen.
import { cssColor } from "../ui/css-color.ts";

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

/** The lightness of a CSS colour, from 0 to 1, or nothing where it lets through what is behind. */
function lightness(color: string): number | undefined {
  const [red, green, blue, alpha] = cssColor(color, "transparent");
  return alpha < 128 ? undefined : (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}

/** What is behind the element says it: many pages stay light whatever the system has. */
function seenTheme(element: Element): Theme {
  for (let at = parentOf(element); at; at = parentOf(at)) {
    const behind = lightness(getComputedStyle(at).backgroundColor);
    if (behind !== undefined) return behind < 0.5 ? "dark" : "light";
  }
  // Nothing but the window, which has a colour of its own where the page says that it can be dark.
  const said = document.querySelector<HTMLMetaElement>("meta[name='color-scheme']")?.content ?? "";
  const { colorScheme } = getComputedStyle(document.documentElement);
  const schemes = colorScheme === "normal" ? said : colorScheme;
  if (!/dark/.test(schemes)) return "light";
  return /light/.test(schemes) && !system().matches ? "light" : "dark";
}

/** The theme of the page at the element; the nearest word counts. */
export function hostTheme(element: Element): Theme {
  for (let at: Element | null = element; at; at = parentOf(at)) {
    const said = saidBy(at);
    if (said) return said;
  }
  return seenTheme(element);
}

/** Calls `changed` when the theme of the page at the element may be another, until what it returns is called. */
export function watchHostTheme(element: Element, changed: () => void): () => void {
  const stop = new AbortController();
  const on = { signal: stop.signal };
  const scheme = system();
  scheme.addEventListener("change", changed, on);
  // A background may take its time.
  const settle = ({ propertyName }: TransitionEvent): void => {
    if (/background|color/.test(propertyName)) changed();
  };
  document.addEventListener("transitionend", settle, on);
  const attributes = new MutationObserver(changed);
  const attributeFilter = ["class", "style", ...ATTRIBUTES];
  for (let at: Element | null = element; at; at = parentOf(at)) attributes.observe(at, { attributeFilter });
  return () => {
    stop.abort();
    attributes.disconnect();
  };
}
