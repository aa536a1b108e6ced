/** The colours and the font of charts, from the page's custom properties so that they stand in one place. */
export interface ChartLook {
  readonly text: string;
  readonly textSoft: string;
  readonly line: string;
  readonly grid: string;
  readonly surface: string;
  /** None where the page has no colours for groups; Vega's own hold then. */
  readonly categories: readonly string[];
  readonly font: string;
}

/** The look of what is drawn into the element. */
export function lookOf(element: Element): ChartLook {
  const style = getComputedStyle(element);
  const property = (name: string): string => style.getPropertyValue(`--ndpeek-${name}`).trim();
  const categories = property("categories");
  return {
    text: property("text"),
    textSoft: property("text-soft"),
    line: property("line"),
    grid: property("grid"),
    surface: property("surface"),
    categories: categories === "" ? [] : categories.split(/\s+/),
    font: style.fontFamily,
  };
}

/** Vega's configuration for a look, whose parts may be expressions. */
export function themeWith({ text, textSoft, line, grid, surface, categories, font }: Readonly<Record<keyof ChartLook, unknown>>) {
  const titles = { labelColor: textSoft, titleColor: text, labelFontSize: 12, titleFontSize: 12 };
  // Opaque, or the colours would lose their contrast; the stroke tells points apart that lie over each other.
  const points = { opacity: 1, stroke: surface, strokeWidth: 0.75 };
  return {
    background: "transparent",
    font,
    view: { stroke: line },
    circle: points,
    square: points,
    axis: { ...titles, gridColor: grid, domainColor: line, tickColor: line },
    legend: titles,
    header: titles,
    title: {
      color: text,
      subtitleColor: textSoft,
      fontSize: 16,
      subtitleFontSize: 13,
      anchor: "start",
      offset: 12,
    },
    range: { category: categories },
  };
}

/** The same for what is drawn into the element. */
export function themeOf(element: Element): object {
  const look = lookOf(element);
  const { range, ...theme } = themeWith(look);
  return { ...theme, ...(look.categories.length > 0 && { range }) };
}
