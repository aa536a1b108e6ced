// The Python literals that the header of a .npy file is made of, as ast.literal_eval reads them.

/** A text, an integer, a truth, None, or several of them. */
export type Literal = string | number | boolean | null | LiteralTuple | LiteralList;

export interface LiteralTuple {
  readonly tuple: readonly Literal[];
}

export interface LiteralList {
  readonly list: readonly Literal[];
}

/** Spaces, comments and line breaks, which mean nothing between brackets. */
const BLANK = /(?:[ \t\f\r\n]|\\\r?\n|#[^\r\n]*)*/y;
const INTEGER = /([+-]?)(0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|0(?:_?0)*|[1-9](?:_?\d)*)(?![\w.])/y;
/** Python 2 wrote long integers with an L. */
const OLD_INTEGER = /([+-]?)(\d+)[ \t]*L(?!\w)/y;
const TEXT = /([uUrR]?)('''|"""|'|")((?:\\[\s\S]|(?!\2)[\s\S])*?)\2/y;
const WORD = /(True|False|None)(?!\w)/y;
const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|([0-7]{1,3})|(\r\n|[\s\S]))/g;
/** Brackets within brackets that Python's own parser allows. */
const MOST_NESTED = 200;

const ESCAPED: Readonly<Record<string, string>> = {
  ...{ a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" },
  ...{ "\\": "\\", "'": "'", '"': '"', "\n": "", "\r": "", "\r\n": "" },
};

const unescaped = (body: string): string =>
  body.replace(ESCAPE, (all, hex?: string, unicode?: string, octal?: string, other = "") => {
    const digits = hex ?? unicode;
    if (digits !== undefined) return String.fromCharCode(Number.parseInt(digits, 16));
    return octal === undefined ? (ESCAPED[other] ?? all) : String.fromCharCode(Number.parseInt(octal, 8));
  });

export interface LiteralDialect {
  /** Whether integers may end in an L, as Python 2 wrote them. */
  readonly longIntegers: boolean;
  /** The error where something else was expected; `rest` is the text from there on. */
  readonly fault: (expected: string, rest: string) => Error;
}

/** Reads literals from a text, one after the other. */
export class LiteralReader {
  readonly #text: string;
  readonly #dialect: LiteralDialect;
  #at = 0;

  constructor(text: string, dialect: LiteralDialect) {
    this.#text = text;
    this.#dialect = dialect;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found) this.#at += found[0].length;
    return found;
  }

  /** Takes what the pattern (sticky) matches, after what is blank. */
  #take(pattern: RegExp): RegExpExecArray | null {
    this.#match(BLANK);
    return this.#match(pattern);
  }

  /** Whether the sign comes next; it is taken then. */
  has(sign: string): boolean {
    this.#match(BLANK);
    const comes = this.#text.startsWith(sign, this.#at);
    if (comes) this.#at += sign.length;
    return comes;
  }

  need(sign: string): void {
    if (!this.has(sign)) throw this.unexpected(`"${sign}"`);
  }

  get isAtEnd(): boolean {
    this.#match(BLANK);
    return this.#at === this.#text.length;
  }

  unexpected(expected: string): Error {
    return this.#dialect.fault(expected, this.#text.slice(this.#at));
  }

  /** The literal that comes next, if it is a right one. */
  expect<T extends Literal>(expected: string, isRight: (value: Literal | undefined) => value is T): T {
    const start = this.#at;
    const value = this.literal();
    if (isRight(value)) return value;
    this.#at = start;
    this.#match(BLANK);
    throw this.unexpected(expected);
  }

  /** The literal that comes next; `undefined` if another thing does. */
  literal(depth = 0): Literal | undefined {
    if (depth > MOST_NESTED) throw this.unexpected(`at most ${MOST_NESTED} nested brackets`);
    if (this.has("(")) {
      const { items, isTuple } = this.#items(")", depth);
      return isTuple ? { tuple: items } : items[0]!;
    }
    if (this.has("[")) return { list: this.#items("]", depth).items };
    return this.#texts() ?? this.#integer() ?? this.#word();
  }

  /** Literals up to the bracket that closes; in parentheses one without a comma is no tuple. */
  #items(closing: string, depth: number): { items: Literal[]; isTuple: boolean } {
    const items: Literal[] = [];
    let hasComma = false;
    while (!this.has(closing)) {
      const item = this.literal(depth + 1);
      if (item === undefined) throw this.unexpected("a number, a text or a bracket");
      items.push(item);
      if (this.has(closing)) break;
      this.need(",");
      hasComma = true;
    }
    return { items, isTuple: hasComma || items.length === 0 };
  }

  /** Texts that stand side by side are one. */
  #texts(): string | undefined {
    let text: string | undefined;
    for (let one = this.#oneText(); one !== undefined; one = this.#oneText()) text = (text ?? "") + one;
    return text;
  }

  #oneText(): string | undefined {
    const start = this.#at;
    const [, prefix = "", quote = "", body = ""] = this.#take(TEXT) ?? [];
    // Only a text in three quotes runs over a line's end.
    if (quote === "" || (quote.length === 1 && /[\r\n]/.test(body.replace(/\\(\r\n|[\s\S])/g, "")))) {
      this.#at = start;
      return undefined;
    }
    return /r/i.test(prefix) ? body : unescaped(body);
  }

  #integer(): number | undefined {
    const long = this.#dialect.longIntegers && this.#take(OLD_INTEGER);
    const [, sign, digits] = long || (this.#take(INTEGER) ?? []);
    if (digits === undefined) return undefined;
    const value = Number(digits.replaceAll("_", ""));
    return sign === "-" && value !== 0 ? -value : value;
  }

  #word(): boolean | null | undefined {
    const word = this.#take(WORD)?.[1];
    return word === undefined ? undefined : word === "None" ? null : word === "True";
  }
}
