/** How a chart writes numbers. */
export interface NumberText {
  area(area: number): string;
  /** For a View's option `locale`, as d3-format has it; nothing for d3's own, English. */
  readonly vega: { readonly number: object } | undefined;
}

const DIGITS = 4;

const PLAIN: NumberText = { area: (area) => area.toFixed(DIGITS), vega: undefined };

/** Numbers as they are written at a place of the world, by its BCP 47 tag; without one as programs write them. */
export function numberText(locale?: string): NumberText {
  if (locale === undefined) return PLAIN;
  const areas = new Intl.NumberFormat(locale, { minimumFractionDigits: DIGITS, maximumFractionDigits: DIGITS });
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(-1234567.8);
  const part = (type: string): string | undefined => parts.find((one) => one.type === type)?.value;
  const digits = new Intl.NumberFormat(locale, { useGrouping: false });
  return {
    area: (area) => areas.format(area),
    vega: {
      number: {
        decimal: part("decimal") ?? ".",
        thousands: part("group") ?? "",
        grouping: [3],
        currency: ["", ""],
        numerals: Array.from({ length: 10 }, (_, digit) => digits.format(digit)),
        minus: part("minusSign") ?? "−",
      },
    },
  };
}
