/** Significant digits: enough to tell levels apart, and to be read at a glance. */
const DIGITS = 5;
const MOST_DIGITS = 17;

export interface ValueTextOptions {
  /** Significant digits, default 5. All digits before the point are written. */
  readonly digits?: number;
  /** A value that stands beside it: where they differ, there are as many digits as show that. */
  readonly beside?: number;
}

/** Significant digits of values between two ends: of a short range far from zero more, or its values would be one. */
export function digitsBetween(low: number, high: number): number {
  const parts = Math.max(Math.abs(low), Math.abs(high)) / (high - low);
  return Number.isFinite(parts) ? Math.max(DIGITS, 3 + Math.ceil(Math.log10(parts))) : DIGITS;
}

const signed = (text: string): string => text.replace(/-/g, "−").replace("e+", "e");

/** The shortest decimal that is `value` to so many significant digits; whole numbers are whole as far as they are exact. */
function rounded(value: number, digits: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  const before = Number.isSafeInteger(Math.trunc(value)) ? String(Math.trunc(Math.abs(value))).length : 0;
  return String(Number(value.toPrecision(Math.min(MOST_DIGITS, Math.max(digits, before)))));
}

/** A value to be read: "0.7312", "−12", "1.2e−7", "∞", "NaN". */
export function valueText(value: number, { digits = DIGITS, beside }: ValueTextOptions = {}): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  let count = Math.min(MOST_DIGITS, digits);
  if (beside !== undefined && beside !== value) {
    while (count < MOST_DIGITS && rounded(value, count) === rounded(beside, count)) count++;
  }
  return signed(rounded(value, count));
}

export const countText = (count: number): string => count.toLocaleString("en-US");
