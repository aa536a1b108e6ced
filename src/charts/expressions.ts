// Pieces of Vega's expression language.

/** An expression for a string. */
export function literal(text: string): string {
  // Vega 6 takes a literal such as "constructor" for the name of something it knows.
  if (text in Object.prototype) return `(${literal(text.slice(0, 1))} + ${literal(text.slice(1))})`;
  // JSON leaves two line separators as they are, at which Vega's scanner ends a string.
  return JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

export const literals = (texts: readonly string[]): string => `[${texts.map(literal).join(", ")}]`;
