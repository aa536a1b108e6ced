import type { Flag } from "./flags.ts";

const COLUMN = 28;
const WIDTH = 96;

function wrap(text: string): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1)!;
    if (last && COLUMN + last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}

function definition([name, meaning]: readonly [name: string, meaning: string]): string {
  const head = name.length < COLUMN - 2 ? `  ${name}`.padEnd(COLUMN) : `  ${name}\n${" ".repeat(COLUMN)}`;
  return `${head}${wrap(meaning).join(`\n${" ".repeat(COLUMN)}`)}\n`;
}

/** A list with its names on the left and what they mean, wrapped, on the right. */
export const definitions = (entries: readonly (readonly [name: string, meaning: string])[]): string =>
  entries.map(definition).join("");

/** The flags of a command with their defaults. */
export function flagList(flags: readonly Flag[]): string {
  return definitions(
    flags.map((entry) => [
      `--${entry.flag}${entry.placeholder ? ` ${entry.placeholder}` : ""}`,
      entry.doc + (entry.default === undefined ? "" : ` (default ${entry.default})`),
    ]),
  );
}
