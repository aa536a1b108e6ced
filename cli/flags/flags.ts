import { parseArgs } from "node:util";
import { decimal, nearest } from "../../src/base/checks.ts";

/** Bad input on the command line: told in one line, exit code 2. */
export class UsageError extends Error {}

/** A flag of one command; without a placeholder it is a switch. */
export interface Flag {
  readonly flag: string;
  readonly placeholder?: string;
  readonly doc: string;
  /** As written in the help; nothing where there is none. */
  readonly default?: string;
}

/** The flags given, by name without the dashes; a switch has the text `""`. */
export type Given = ReadonlyMap<string, string>;

/** Reads `args` by `flags`, or throws a UsageError that names what is unknown, repeated or incomplete. */
export function readFlags(args: readonly string[], flags: readonly Flag[]): Given {
  const { given, others } = readArguments(args, flags);
  if (others.length > 0) throw new UsageError(`unexpected argument ${JSON.stringify(others[0])}`);
  return given;
}

/** The same for a command that takes arguments beside its flags: `others`, in their order. */
export function readArguments(args: readonly string[], flags: readonly Flag[]): { given: Given; others: readonly string[] } {
  const known = new Map(flags.map((entry) => [entry.flag, entry]));
  const options = Object.fromEntries(
    flags.map(({ flag, placeholder }) => [flag, { type: placeholder ? "string" : "boolean" } as const]),
  );
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const given = new Map<string, string>();
  const others: string[] = [];
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") {
      others.push(token.value);
      continue;
    }
    const name = token.rawName;
    const entry = name.startsWith("--") ? known.get(token.name) : undefined;
    if (!entry) {
      const names = flags.map(({ flag }) => `--${flag}`);
      throw new UsageError(`unknown flag ${name}${nearest(name, names) || `; known: ${names.join(", ")}`}`);
    }
    if (given.has(entry.flag)) throw new UsageError(`${name}: given more than once`);
    if (!entry.placeholder && token.value !== undefined)
      throw new UsageError(`${name}: takes no value, got ${JSON.stringify(token.value)}`);
    if (entry.placeholder && (token.value === undefined || (!token.inlineValue && token.value.startsWith("--")))) {
      throw new UsageError(`${name}: expected a value (${entry.placeholder}) after it`);
    }
    given.set(entry.flag, token.value ?? "");
  }
  return { given, others };
}

/** The value of a flag that names one of a few words. */
export function readChoice<T extends string>(given: Given, flag: string, known: readonly T[]): T | undefined {
  const value = given.get(flag);
  if (value === undefined || known.includes(value as T)) return value as T | undefined;
  throw new UsageError(`--${flag}: expected one of ${known.join(", ")}, got ${JSON.stringify(value)}${nearest(value, known)}`);
}

/** The value of a flag that is a finite number of at least `min`; `hint` says more of a text that is none. */
export function readNumber(
  given: Given,
  flag: string,
  min = Number.NEGATIVE_INFINITY,
  hint: (text: string) => string = () => "",
): number | undefined {
  const value = given.get(flag);
  if (value === undefined) return undefined;
  const number = decimal(value);
  if (number !== undefined && Number.isFinite(number) && number >= min) return number;
  const expected = min > Number.NEGATIVE_INFINITY ? `a number >= ${min}` : "a number";
  throw new UsageError(`--${flag}: expected ${expected}, got ${JSON.stringify(value)}${hint(value)}`);
}

/** The value of a flag that is an integer from `min` to `max`. */
export function readInteger(given: Given, flag: string, min: number, max: number): number | undefined {
  const value = given.get(flag);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (/^[+-]?\d+$/.test(value) && number >= min && number <= max) return number;
  throw new UsageError(`--${flag}: expected an integer from ${min} to ${max}, got ${JSON.stringify(value)}`);
}
