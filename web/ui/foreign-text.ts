// Texts that are not ours (names of files, groups, columns) within our own.

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const [ISOLATE, END] = ["\u2068", "\u2069"];

/** The text with its control characters by their numbers, as `[U+202E]`: some turn round what stands behind them. */
export const showControls = (text: string): string =>
  text.replace(CONTROLS, (letter) => `[U+${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);

/** A name for a line with other things in it: letters that run from right to left take none of those with them. */
export function apart(name: string): string {
  const shown = showControls(name);
  return RIGHT_TO_LEFT.test(shown) ? ISOLATE + shown + END : shown;
}
