/** The titles that charts of blobs have where nothing else is said. "dropdown" writes the metric below its own. */
export const CHART_TITLES = {
  strip: "Area of blobs",
  scatter: "Blob areas, image by image",
  histogram: "Distribution of blob areas",
  repeat: "Comparison of blob areas",
  dropdown: "Area of blobs",
} as const;
