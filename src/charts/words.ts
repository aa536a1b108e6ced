/** Vega-Lite's form for what an expression gives. */
export interface Expr {
  readonly expr: string;
}

/** An axis of areas. The domain is nice already. */
export interface AreaWords {
  readonly title: string | Expr;
  readonly domain: readonly [number, number] | Expr;
}

/**
 * What the layout of a chart takes from its rows. A portable spec has literals here; a frame, which the page compiles once and fills later,
 * has the names of signals. Lists of names are expressions in both: names never become keys or scale values, because Vega fails on some,
 * such as "constructor".
 */
export interface ChartWords {
  readonly title: unknown;
  /** Of the plot; Vega-Lite's `width` of a view. */
  readonly width: number | "container";
  /** The same for expressions. */
  readonly plotWidth: string;
  readonly height: number;
  /** The names of the columns or rows, by their index; an empty one is a gap. */
  readonly groups: string;
  /** The name of a metric under the middle of its columns, else empty; nothing where there is one metric. */
  readonly metrics?: string;
  /** The indices of the columns or rows. */
  readonly places: readonly number[] | Expr;
  readonly groupTitle: string | Expr | null;
  /** One, or x and then y. */
  readonly areas: readonly AreaWords[];
  /** The indices of the groups, which are what colours stand for. */
  readonly hues: readonly number[] | Expr;
}

/** Points and where they come from; a frame has none. */
export interface PointWords {
  readonly data: object;
  readonly transform: readonly object[];
  readonly tooltip: readonly object[];
  readonly description: Expr;
}
