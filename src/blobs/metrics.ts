/** The metrics' columns, the names a reader sees, and where the image is. */
export const METRICS = [
  { field: "image1_area", name: "Image 1 (circle)", image: "image1", embedded: "image1_base64" },
  { field: "image2_area", name: "Image 2 (square)", image: "image2", embedded: "image2_base64" },
] as const;

export type AreaField = (typeof METRICS)[number]["field"];

export const METRIC_FIELDS = METRICS.map(({ field }) => field);
export const METRIC_NAMES = METRICS.map(({ name }) => name);
