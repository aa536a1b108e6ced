import { editDistance } from "./edit-distance.ts";

/** "a Uint8Array", "an Int8Array". */
export const withArticle = (noun: string): string => `${/^[AEIO]/i.test(noun) ? "an" : "a"} ${noun}`;

/** A short rendering of a value for an error message. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) {
    const head = value.slice(0, 4).map(show).join(", ");
    return value.length > 4 ? `[${head}, …] (${value.length} items)` : `[${head}]`;
  }
  if (typeof value === "object" && value !== null) {
    return withArticle(value.constructor?.name || "object");
  }
  return Object.is(value, -0) ? "-0" : String(value);
}

/** ` (did you mean "x"?)` for a likely typing error, else nothing. */
export function nearest(word: string, known: readonly string[]): string {
  let best = "";
  let distance = Number.POSITIVE_INFINITY;
  for (const one of known) {
    const other = editDistance(word, one);
    if (other < distance) [best, distance] = [one, other];
  }
  return distance <= Math.max(2, Math.floor(best.length / 3)) ? ` (did you mean ${JSON.stringify(best)}?)` : "";
}

export const wrongKind = (name: string, expected: string, got: unknown): TypeError =>
  new TypeError(`${name}: expected ${expected}, got ${show(got)}`);

export const wrongValue = (name: string, expected: string, got: unknown): RangeError =>
  new RangeError(`${name}: expected ${expected}, got ${show(got)}`);

// What was expected is spelled out for an error only: these checks stand before every call.

/** A finite number within [min, max]. */
export function checkNumber(
  value: unknown,
  name: string,
  min = Number.NEGATIVE_INFINITY,
  max = Number.POSITIVE_INFINITY,
): number {
  if (typeof value === "number" && Number.isFinite(value) && value >= min && value <= max) return value;
  const bounds = [min > Number.NEGATIVE_INFINITY ? `>= ${min}` : "", max < Number.POSITIVE_INFINITY ? `<= ${max}` : ""];
  const expected = ["a finite number", bounds.filter(Boolean).join(" and ")].join(" ").trimEnd();
  throw (typeof value === "number" ? wrongValue : wrongKind)(name, expected, value);
}

/** A number, infinite ones included: what exceeds them is a fair question. What exceeds NaN is not. */
export function checkThreshold(value: unknown, name = "threshold"): number {
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) return value;
  return checkNumber(value, name);
}

/** An integer within [min, max]. */
export function checkInteger(value: unknown, name: string, min: number, max: number): number {
  if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) return value as number;
  throw (typeof value === "number" ? wrongValue : wrongKind)(name, `an integer from ${min} to ${max}`, value);
}

export function checkChoice<T extends string>(value: unknown, name: string, known: readonly T[]): T {
  if ((known as readonly unknown[]).includes(value)) return value as T;
  const expected = `one of ${known.join(", ")}`;
  if (typeof value !== "string") throw wrongKind(name, expected, value);
  throw new RangeError(`${name}: expected ${expected}, got ${show(value)}${nearest(value, known)}`);
}

/** A plain options object without names outside `known`; `undefined` counts as empty. */
export function checkOptions<T extends object>(value: T | undefined, name: string, known: readonly string[]): Partial<T> {
  if (value === undefined) return {};
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrongKind(name, "an options object", value);
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) {
      throw new TypeError(`${name}: unknown option ${show(key)}${nearest(key, known)}; known: ${known.join(", ")}`);
    }
  }
  return value;
}

/** The number that a decimal text stands for, infinite ones included; nothing where it stands for none (blanks, hexadecimal). */
export const decimal = (text: string): number | undefined =>
  /^[+-]?((\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|Infinity)$/.test(text) ? Number(text) : undefined;
