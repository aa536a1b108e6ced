// NumPy's texts for element types, as numpy.dtype reads them on Linux: '<f8', 'u1', '?', 'float64', 'intc'.

/** Letters that mean a kind and a size. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ "?": "b1", b: "i1", B: "u1", h: "i2", H: "u2", i: "i4", I: "u4", e: "f2", f: "f4", d: "f8" },
  ...{ l: "i8", L: "u8", q: "i8", Q: "u8", p: "i8", P: "u8" },
};

const NAMES: Readonly<Record<string, string>> = {
  ...{ bool: "b1", bool_: "b1", bool8: "b1" },
  ...{ int8: "i1", byte: "i1", uint8: "u1", ubyte: "u1", int16: "i2", short: "i2", uint16: "u2", ushort: "u2" },
  ...{ int32: "i4", intc: "i4", uint32: "u4", uintc: "u4" },
  ...{ int64: "i8", int: "i8", int_: "i8", int0: "i8", long: "i8", longlong: "i8", intp: "i8" },
  ...{ uint64: "u8", uint: "u8", uint0: "u8", ulong: "u8", ulonglong: "u8", uintp: "u8" },
  ...{ float16: "f2", half: "f2", float32: "f4", single: "f4" },
  ...{ float64: "f8", float: "f8", float_: "f8", double: "f8" },
};

const CODES = ["b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"];

/** An element type as NumPy's own files name it: kind and size, as `f8`, and whether the highest byte comes first. */
export interface DtypeCode {
  readonly code: string;
  readonly bigEndian: boolean;
}

const own = (table: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** The type of numbers or truths that a text means; `undefined` if it means another thing, or nothing. */
export function dtypeCode(text: string): DtypeCode | undefined {
  const named = own(NAMES, text);
  if (named) return { code: named, bigEndian: false };
  const [, order = "", type = ""] = /^([<>|=]?)(.+)$/.exec(text) ?? [];
  const code = own(LETTERS, type) ?? type.replace(/^([biuf])0+/, "$1");
  return CODES.includes(code) ? { code, bigEndian: order === ">" } : undefined;
}

/** What NumPy means by other texts, and what can be done about it. */
const OTHERS: readonly (readonly [pattern: RegExp, says: string])[] = [
  [
    /^(c\d+|[FDG]|(single|c)?(long)?complex.*|c(single|double|longdouble|float|longfloat))$/,
    "complex numbers: save np.abs(a), or a.real",
  ],
  [/^(f16|g|longdouble|longfloat|float128)$/, 'extended precision: save a.astype("f8")'],
  [/^(M|datetime64)/, "points in time: save them as numbers"],
  [/^(m|timedelta64)/, "spans of time: save them as numbers"],
  [/^([USac]\d*|str_?|str0|bytes_?|bytes0|string_|unicode_?)$/, "texts: save numbers"],
  [/^(O|object)/, "Python objects, which are stored as a pickle: save numbers"],
  [/^(V\d*|void0?)$/, "raw bytes: save a.view of a number's type"],
  [/,/, "a structured type: save one of its fields"],
];

/** What a text that is no type of numbers or truths means, in words; `undefined` if NumPy does not know it either. */
export function otherDtype(text: string): string | undefined {
  const type = text.replace(/^[<>|=]/, "");
  return OTHERS.find(([pattern]) => pattern.test(type))?.[1];
}
