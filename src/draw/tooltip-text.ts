/** A label and a value, both for readers: code looks nothing up by them. */
export type Field = readonly [name: string, value: string];

/** What a tooltip says beside its pictures. */
export interface TooltipText {
  readonly title: string;
  /** A plain value is one field without a name. */
  readonly fields: readonly Field[];
  /** The index of the field that tells the row, which is spoken first. */
  readonly rowField?: number | undefined;
}

const LONGEST_TEXT = 200;
const DEEPEST = 2;

/** vega-tooltip 1.1, formatValue.ts: what lies deeper than `DEEPEST` is "[Object]", what holds itself "[Circular]". Big integers, which JSON lacks, are text. */
function nested(value: object): string {
  const path: unknown[] = [];
  function replace(this: unknown, _: string, item: unknown): unknown {
    if (typeof item === "bigint") return String(item);
    if (typeof item !== "object" || item === null) return item;
    path.length = path.indexOf(this) + 1;
    if (path.length > DEEPEST) return "[Object]";
    if (path.includes(item)) return "[Circular]";
    path.push(item);
    return item;
  }
  try {
    return JSON.stringify(value, replace) ?? String(value);
  } catch {
    return "[Object]";
  }
}

const dateText = (date: Date): string => (Number.isNaN(date.getTime()) ? "Invalid Date" : date.toISOString());

function whole(value: unknown): string {
  if (value instanceof Date) return dateText(value);
  return typeof value === "object" && value !== null ? nested(value) : String(value);
}

const cut = (text: string): string => (text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text);

/** A value in words, cut where it is long. */
export const valueText = (value: unknown): string => cut(whole(value));

/** A tooltip's value as Vega's own tooltip reads it: `title` is a heading, `image` is not for reading, a field that is undefined is left out. */
export function tooltipText(value: unknown): TooltipText {
  if (Array.isArray(value)) return { title: "", fields: [["", cut(`[${value.map(whole).join(", ")}]`)]] };
  if (typeof value !== "object" || value === null || value instanceof Date)
    return { title: "", fields: [["", valueText(value)]] };
  const { title, image: _, ...rest } = value as Record<string, unknown>;
  const fields = Object.entries(rest)
    .filter(([, item]) => item !== undefined)
    .map(([name, item]): Field => [valueText(name), valueText(item)]);
  const empty: readonly Field[] = Object.keys(value).length === 0 ? [["", "{}"]] : [];
  return { title: title ? valueText(title) : "", fields: fields.length > 0 ? fields : empty };
}

/** The same as one line for a reader's voice, the row first. */
export function spoken({ title, fields, rowField = -1 }: TooltipText): string {
  const ordered = [...fields.slice(rowField, rowField + 1), ...fields.filter((_, i) => i !== rowField)];
  return [title, ...ordered.map(([name, value]) => `${name} ${value}`.trim())].filter(Boolean).join(", ");
}

/** The same as lines of names and values for a clipboard. */
export const copied = ({ title, fields }: TooltipText): string =>
  [title, ...fields.map(([name, value]) => [name, value].filter(Boolean).join("\t"))].filter(Boolean).join("\n");
