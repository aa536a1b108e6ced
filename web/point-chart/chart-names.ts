// What choices are called where a reader makes them. The page's own lists stand in its HTML, so that they are there before any script; a test holds them to these.

import type { PeekChartKind } from "../../src/draw/peek-table.ts";
import type { ColourMapName } from "../../src/pictures/colour-maps.ts";

export const CHART_NAMES: Readonly<Record<PeekChartKind, string>> = {
  strip: "Strips",
  scatter: "Scatter",
  histogram: "Histogram",
  repeat: "Side by side",
  dropdown: "Columns",
};

export const SCHEME_NAMES = { ndpeek: "Varied", safe: "Colour-blind safe", grey: "Greys" } as const;

export const CMAP_NAMES: Readonly<Record<ColourMapName, string>> = {
  gray: "Gray",
  viridis: "Viridis",
  magma: "Magma",
  cividis: "Cividis",
};
