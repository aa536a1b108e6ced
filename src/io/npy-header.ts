// The header of a .npy file: numpy.lib.format, versions 1 to 3. Its text is a Python dict, of which exactly what NumPy writes is understood.
import { show } from "../base/checks.ts";

/** How the elements of a file are stored. */
export interface ElementType {
  /** NumPy's letter for the kind: boolean, integer, unsigned, floating point. */
  readonly kind: "b" | "i" | "u" | "f";
  /** Bytes of an element. */
  readonly size: number;
  readonly bigEndian: boolean;
}

export interface NpyHeader {
  readonly type: ElementType;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** Magic, version, and the length in the longer of its two forms. */
export const PREFIX_BYTES = 12;
/** Headers are padded to 64 bytes and hold a few numbers; one of a structured type may be longer. */
const LONGEST = 1 << 20;
const MOST_AXES = 64;
const SIZES: Readonly<Record<string, readonly number[]>> = { b: [1], i: [1, 2, 4, 8], u: [1, 2, 4, 8], f: [2, 4, 8] };

const fault = (what: string): RangeError => new RangeError(`.npy: ${what}`);

/** Where the header's text lies, by the file's first bytes (`PREFIX_BYTES`, or all where there are fewer). */
export function headerPlace(prefix: Uint8Array): { begin: number; end: number; utf8: boolean } {
  if (prefix.length < MAGIC.length + 4 || MAGIC.some((byte, i) => prefix[i] !== byte)) {
    throw fault("expected a file that begins with \\x93NUMPY");
  }
  const [major, minor] = [prefix[6]!, prefix[7]!];
  if (major < 1 || major > 3 || minor !== 0) throw fault(`expected version 1.0, 2.0 or 3.0, got ${major}.${minor}`);
  const view = new DataView(prefix.buffer, prefix.byteOffset, prefix.byteLength);
  if (major > 1 && prefix.length < PREFIX_BYTES)
    throw fault(`expected a header of at least ${PREFIX_BYTES} bytes, got ${prefix.length}`);
  const begin = major === 1 ? 10 : 12;
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > LONGEST) throw fault(`expected a header of at most ${LONGEST} bytes, got ${length}`);
  return { begin, end: begin + length, utf8: major === 3 };
}

/** A reader of the few Python literals that a header has. */
class Literals {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Takes what the pattern (sticky) matches, after spaces. */
  #take(pattern: RegExp): RegExpExecArray | null {
    const spaces = /\s*/y;
    spaces.lastIndex = this.#at;
    this.#at += spaces.exec(this.#text)![0].length;
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found) this.#at += found[0].length;
    return found;
  }

  /** Whether the sign comes next, which is taken then. */
  has(sign: string): boolean {
    return this.#take(new RegExp(`\\${sign}`, "y")) !== null;
  }

  need(sign: string): void {
    if (!this.has(sign)) throw this.unexpected(`"${sign}"`);
  }

  text(): string | undefined {
    const found = this.#take(/'([^'\\]*)'|"([^"\\]*)"/y);
    return found ? (found[1] ?? found[2])! : undefined;
  }

  boolean(): boolean | undefined {
    const found = this.#take(/True|False/y);
    return found ? found[0] === "True" : undefined;
  }

  /** Python 2 wrote long integers with an L. */
  integer(): number | undefined {
    const found = this.#take(/(\d+)L?/y);
    return found ? Number(found[1]) : undefined;
  }

  get isAtEnd(): boolean {
    return this.#take(/$/y) !== null;
  }

  unexpected(expected: string): RangeError {
    return fault(`expected ${expected} in the header, got ${show(this.#text.slice(this.#at, this.#at + 30))}`);
  }
}

function readShape(literals: Literals): number[] {
  const shape: number[] = [];
  literals.need("(");
  while (!literals.has(")")) {
    const length = literals.integer();
    if (length === undefined) throw literals.unexpected("an axis' length");
    if (!Number.isSafeInteger(length)) throw fault(`expected axes of at most ${Number.MAX_SAFE_INTEGER}, got ${length}`);
    shape.push(length);
    if (literals.has(")")) break;
    literals.need(",");
  }
  if (shape.length > MOST_AXES) throw fault(`expected at most ${MOST_AXES} axes, got ${shape.length}`);
  return shape;
}

function readType(literals: Literals): ElementType {
  const descr = literals.text();
  if (descr === undefined) throw literals.unexpected("one element type (structured arrays are not read)");
  const [, order, kind, digits] = /^([<>|=])([a-zA-Z])(\d+)$/.exec(descr) ?? [];
  const size = Number(digits);
  if (!SIZES[kind!]?.includes(size)) {
    throw fault(`expected elements of b1, i1 to i8, u1 to u8, f2, f4 or f8, got ${show(descr)}`);
  }
  return { kind: kind as ElementType["kind"], size, bigEndian: order === ">" };
}

/** What the header's text says. */
export function parseHeader(bytes: Uint8Array, utf8: boolean): NpyHeader {
  const literals = new Literals(new TextDecoder(utf8 ? "utf-8" : "latin1").decode(bytes));
  let type: ElementType | undefined;
  let fortranOrder: boolean | undefined;
  let shape: number[] | undefined;
  literals.need("{");
  while (!literals.has("}")) {
    const key = literals.text();
    literals.need(":");
    if (key === "descr" && type === undefined) type = readType(literals);
    else if (key === "shape" && shape === undefined) shape = readShape(literals);
    else if (key === "fortran_order" && fortranOrder === undefined) {
      fortranOrder = literals.boolean();
      if (fortranOrder === undefined) throw literals.unexpected("True or False");
    } else throw fault(`expected descr, fortran_order and shape in the header, once each, got ${show(key)}`);
    if (literals.has("}")) break;
    literals.need(",");
  }
  if (!literals.isAtEnd) throw literals.unexpected("its end");
  if (type === undefined || fortranOrder === undefined || shape === undefined) {
    throw fault("expected descr, fortran_order and shape in the header");
  }
  return { type, fortranOrder, shape };
}
