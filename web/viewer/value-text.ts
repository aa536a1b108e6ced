/** Significant digits: enough to tell levels apart, and to be read at a glance. */
const DIGITS = 5;
const MOST_DIGITS = 17;

const signed = (text: string): string => text.replace("-", "−").replace(/e(?:\+|-)/, (sign) => (sign === "e-" ? "e−" : "e"));

/** The shortest decimal that is `value` to so many significant digits. Integers are whole as far as they are exact. */
function rounded(value: number, digits: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  return String(Number(value.toPrecision(digits)));
}

/** A value to be read: "0.7312", "−12", "1.2e−7", "∞", "NaN". Beside `other`, from which it differs, it has as many digits as show that. */
export function valueText(value: number, other?: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  let digits = DIGITS;
  if (other !== undefined && other !== value) {
    while (digits < MOST_DIGITS && rounded(value, digits) === rounded(other, digits)) digits++;
  }
  return signed(rounded(value, digits));
}

export const countText = (count: number): string => count.toLocaleString("en-US");
