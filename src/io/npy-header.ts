// The header of a .npy file: numpy.lib.format, versions 1 to 3. Its text is a Python dict, and what np.load
// takes is taken: white space around the dict too where Python is strict about it, but no key twice.
import { show } from "../base/checks.ts";
import { dtypeCode, otherDtype } from "./dtype-text.ts";
import { fileKind } from "./file-kind.ts";
import { type Literal, type LiteralList, LiteralReader, type LiteralTuple } from "./python-literal.ts";

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

const MAGIC_BYTES = 6;
/** Magic, version, and the length in the longer of its two forms. */
const PREFIX_BYTES = 12;
/** NumPy's own limit, `max_header_size`. */
const LONGEST = 10_000;
const MOST_AXES = 64;

const fault = (what: string): RangeError => new RangeError(`.npy: ${what}`);

/**
 * Where the header's text lies, by the file's first `KIND_BYTES` bytes, or all where there are fewer.
 * Throws a RangeError that says what the file is where it is another.
 */
export function headerPlace(prefix: Uint8Array): { begin: number; end: number; utf8: boolean } {
  const { is, says } = fileKind(prefix);
  if (is !== "npy") throw fault(`expected a file that begins with \\x93NUMPY, got ${says}`);
  if (prefix.length < MAGIC_BYTES + 4) {
    throw fault(`expected a header of at least ${PREFIX_BYTES} bytes, got ${prefix.length}`);
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

const isTuple = (value: Literal | undefined): value is LiteralTuple =>
  typeof value === "object" && value !== null && "tuple" in value;
const isDescr = (value: Literal | undefined): value is string | LiteralList =>
  typeof value === "string" || (typeof value === "object" && value !== null && "list" in value);
const isTruth = (value: Literal | undefined): value is boolean => typeof value === "boolean";

function readShape(literals: LiteralReader): number[] {
  const { tuple } = literals.expect("a shape in parentheses, as (2, 3),", isTuple);
  const shape = tuple.map((length) => {
    if (typeof length !== "number" || length < 0) throw fault(`expected an axis' length, an integer >= 0, got ${show(length)}`);
    if (!Number.isSafeInteger(length)) throw fault(`expected axes of at most ${Number.MAX_SAFE_INTEGER}, got ${length}`);
    return length;
  });
  if (shape.length > MOST_AXES) throw fault(`expected at most ${MOST_AXES} axes, got ${shape.length}`);
  return shape;
}

/** The name of a structured type's field, which may have a title beside it. */
function fieldName(field: Literal): string {
  const name = isTuple(field) ? field.tuple[0] : undefined;
  const text = isTuple(name) ? name.tuple[1] : name;
  return typeof text === "string" ? text : "?";
}

function structured(fields: readonly string[]): RangeError {
  const names = fields.map((field) => JSON.stringify(field)).join(", ");
  const [first = "x"] = fields;
  const save = `save one of them, as a[${JSON.stringify(first)}]`;
  const got = fields.length > 0 ? `the field${fields.length > 1 ? "s" : ""} ${names}: ${save}` : "no fields";
  return fault(`expected one element type (structured arrays are not read), got ${got}`);
}

function readType(literals: LiteralReader): ElementType {
  const descr = literals.expect("one element type (structured arrays are not read)", isDescr);
  if (typeof descr !== "string") throw structured(descr.list.map(fieldName));
  const found = dtypeCode(descr);
  if (!found) {
    const meaning = otherDtype(descr);
    const got = `${show(descr)}${meaning ? ` (${meaning})` : ""}`;
    throw fault(`expected elements of b1, i1 to i8, u1 to u8, f2, f4 or f8, got ${got}`);
  }
  const { code, bigEndian } = found;
  return { kind: code[0] as ElementType["kind"], size: Number(code[1]), bigEndian };
}

function headerText(bytes: Uint8Array, utf8: boolean): string {
  try {
    return new TextDecoder(utf8 ? "utf-8" : "latin1", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw fault("expected a header in UTF-8, as version 3.0 has it");
  }
}

/** What the header's text says. */
export function parseHeader(bytes: Uint8Array, utf8: boolean): NpyHeader {
  const literals = new LiteralReader(headerText(bytes, utf8), {
    longIntegers: !utf8,
    fault: (expected, rest) => fault(`expected ${expected} in the header, got ${show(rest.slice(0, 30))}`),
  });
  let type: ElementType | undefined;
  let fortranOrder: boolean | undefined;
  let shape: number[] | undefined;
  let brackets = 0;
  while (literals.has("(")) brackets++;
  literals.need("{");
  while (!literals.has("}")) {
    const key = literals.literal();
    literals.need(":");
    if (key === "descr" && type === undefined) type = readType(literals);
    else if (key === "shape" && shape === undefined) shape = readShape(literals);
    else if (key === "fortran_order" && fortranOrder === undefined) {
      fortranOrder = literals.expect("True or False for fortran_order", isTruth);
    } else throw fault(`expected descr, fortran_order and shape in the header, once each, got ${show(key)}`);
    if (literals.has("}")) break;
    literals.need(",");
  }
  for (; brackets > 0; brackets--) literals.need(")");
  if (!literals.isAtEnd) throw literals.unexpected("its end");
  if (type === undefined || fortranOrder === undefined || shape === undefined) {
    throw fault("expected descr, fortran_order and shape in the header");
  }
  return { type, fortranOrder, shape };
}
