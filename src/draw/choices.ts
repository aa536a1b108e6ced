// The lists that a reader chooses from: the one place for values, their order, defaults and labels.
// The page's HTML has its lists before any script, and CSS has a rule for each scheme; tests hold
// both to these.
import { METRICS } from "../blobs/metrics.ts";
import { COLOUR_MAPS } from "../pictures/color-map-names.ts";
import { CHART_KINDS } from "./peek-table.ts";

export interface ChoiceList<Value extends string = string> {
  /** As addresses, attributes and flags write them, in the order in which a list shows them. */
  readonly values: readonly Value[];
  readonly default: Value;
  /** As a reader sees them. */
  readonly labels: Readonly<Record<Value, string>>;
}

const list = <const Value extends string>(
  values: readonly Value[],
  fallback: NoInfer<Value>,
  labels: Readonly<Record<NoInfer<Value>, string>>,
): ChoiceList<Value> => ({ values, default: fallback, labels });

export const THEME_NAMES = ["light", "dark"] as const;
export type ThemeName = (typeof THEME_NAMES)[number];

export const SCHEME_NAMES = ["ndpeek", "safe", "grey"] as const;
export type SchemeName = (typeof SCHEME_NAMES)[number];

/** Where theme.css has the colors of each scheme: `--ndpeek-categories` and so on. */
export const SCHEME_PROPERTIES = { ndpeek: "categories", safe: "safe", grey: "greys" } as const satisfies Readonly<
  Record<SchemeName, string>
>;

const [FIRST, SECOND] = METRICS;

export const VIEW_CHOICES = {
  chart: list(CHART_KINDS, "repeat", {
    strip: "Strips",
    scatter: "Scatter",
    histogram: "Histogram",
    repeat: "Side by side",
    dropdown: "Columns",
  }),
  metric: list([FIRST.image, SECOND.image], FIRST.image, { [FIRST.image]: FIRST.name, [SECOND.image]: SECOND.name }),
  scheme: list(SCHEME_NAMES, "ndpeek", { ndpeek: "Varied", safe: "Colour-blind safe", grey: "Greys" }),
  cmap: list(COLOUR_MAPS, "gray", { gray: "Gray", viridis: "Viridis", magma: "Magma", cividis: "Cividis" }),
  theme: list(["auto", ...THEME_NAMES], "auto", { auto: "As the system", light: "Light", dark: "Dark" }),
} as const;
