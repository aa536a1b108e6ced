// A scenegraph as plain data, to be compared.

interface Item {
  readonly items?: readonly Mark[];
  readonly [name: string]: unknown;
}

interface Mark {
  readonly marktype: string;
  readonly role?: string;
  readonly name?: string;
  readonly items: readonly Item[];
}

/** What an item is: a mark's kind and role, all that is drawn of it, and what is in it. */
export interface Shape {
  readonly [name: string]: unknown;
}

/** What Vega keeps of an item beside what is drawn; of a layout, what is left over from measuring. */
const KEPT = new Set(["mark", "items", "datum", "bounds", "context", "exit", "_bounds"]);

const isPlain = (value: unknown): boolean => value !== undefined && typeof value !== "function" && typeof value !== "symbol";

const isEmptyText = (mark: Mark, { text }: Item): boolean =>
  mark.marktype === "text" && (text === "" || (Array.isArray(text) && text.length === 0));

/** A legend of nothing. */
const isEmptyLegend = ({ role }: Mark, { width }: Item): boolean => role === "legend" && width === 0;

/** Without the noise of sums in another order. */
const rounded = (value: unknown): unknown => (typeof value === "number" ? Math.round(value * 1e6) / 1e6 : value);

/** All that is drawn under a root but the points, what is in a group after the group itself. Texts of nothing are nothing. */
export function shapes(root: Mark): Shape[] {
  const found: Shape[] = [];
  const visit = (mark: Mark, path: string): void => {
    if (mark.marktype === "symbol" && mark.role === "mark") return;
    const here = `${path}/${mark.role ?? mark.marktype}`;
    for (const item of mark.items) {
      if (isEmptyText(mark, item) || isEmptyLegend(mark, item)) continue;
      const drawn = Object.entries(item)
        .filter(([name, value]) => !KEPT.has(name) && isPlain(value))
        .map(([name, value]) => [name, rounded(value)] as const);
      found.push({ is: `${here} ${mark.marktype}`, ...Object.fromEntries(drawn.sort(([a], [b]) => (a < b ? -1 : 1))) });
      for (const inner of item.items ?? []) visit(inner, here);
    }
  };
  visit(root, "");
  return found;
}

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly datum: Readonly<Record<string, unknown>>;
}

/** The points of a portable chart. */
export function symbols(mark: Mark): Point[] {
  if (mark.marktype === "symbol") return mark.role === "mark" ? (mark.items as unknown as Point[]) : [];
  return mark.items.flatMap(({ items }) => items ?? []).flatMap(symbols);
}
