/** Vega's colours, taken from the page's custom properties so that they stand in one place. */
export function themeOf(element: Element): object {
  const style = getComputedStyle(element);
  const color = (name: string): string => style.getPropertyValue(`--ndpeek-${name}`).trim();
  const categories = color("categories");
  const titles = { labelColor: color("text-soft"), titleColor: color("text"), labelFontSize: 12, titleFontSize: 12 };
  // Opaque, or the colours would lose their contrast; the stroke tells points apart that lie over each other.
  const points = { opacity: 1, stroke: color("surface"), strokeWidth: 0.75 };
  return {
    background: "transparent",
    font: style.fontFamily,
    view: { stroke: color("line") },
    circle: points,
    square: points,
    axis: { ...titles, gridColor: color("grid"), domainColor: color("line"), tickColor: color("line") },
    legend: titles,
    header: titles,
    title: {
      color: color("text"),
      subtitleColor: color("text-soft"),
      fontSize: 16,
      subtitleFontSize: 13,
      anchor: "start",
      offset: 12,
    },
    ...(categories !== "" && { range: { category: categories.split(/\s+/) } }),
  };
}
