// The page's theme: light or dark as the system has it, or as the root's attribute data-theme says.

/** Calls `changed` when the colours are others, until what it returns is called. */
export type ThemeWatch = (changed: () => void) => () => void;

/** Calls `changed` when the colours of the page have changed, until it is stopped. */
export const watchTheme: ThemeWatch = (changed) => {
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const attributes = new MutationObserver(changed);
  scheme.addEventListener("change", changed);
  attributes.observe(document.documentElement, { attributeFilter: ["data-theme", "data-scheme"] });
  return () => {
    scheme.removeEventListener("change", changed);
    attributes.disconnect();
  };
};
