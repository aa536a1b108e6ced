import { describe, expect, it } from "vitest";
import { bytesInMemory, NpyFile } from "../../src/io/npy.ts";
import { withHeader } from "../fixtures/npy-bytes.ts";
import { golden } from "../golden/read.ts";

interface Case {
  what: string;
  version: number;
  text: string;
  /** Characters of the text with spaces behind it. */
  length?: number;
  /** What np.load has; null if it refuses the header, or reads what is neither numbers nor truths. */
  reads: { dtype: string; shape: number[] } | null;
}

const cases = golden<Case>("npy-headers");
const DATA = new Uint8Array(480);

function fileOf({ text, length = text.length, version }: Case): Uint8Array {
  const header = Buffer.from(text.padEnd(length), version === 3 ? "utf8" : "latin1");
  const size = Buffer.alloc(version === 1 ? 2 : 4);
  size.writeUIntLE(header.length, 0, size.length);
  return new Uint8Array(Buffer.concat([Buffer.from("\x93NUMPY", "latin1"), Buffer.of(version, 0), size, header, DATA]));
}

const open = (bytes: Uint8Array) => NpyFile.open(bytesInMemory(bytes));

/** NumPy's text for an element type: one of one byte has no order. */
const textOf = ({ kind, size, bigEndian }: NpyFile["type"]): string =>
  `${size === 1 ? "|" : bigEndian ? ">" : "<"}${kind}${size}`;

async function readOf(one: Case): Promise<Case["reads"]> {
  try {
    const { type, shape } = await open(fileOf(one));
    return { dtype: textOf(type), shape: [...shape] };
  } catch (error) {
    expect((error as Error).message).toMatch(/^\.npy: expected .*, got |^\.npy: expected descr, fortran_order and shape in/);
    return null;
  }
}

describe("the header of a .npy file", () => {
  it.each(cases)("with $what is read as np.load reads it, or refused", async (one) => {
    expect(await readOf(one)).toEqual(one.reads);
  });

  it("is refused in words that name what it describes", async () => {
    const says = async (descr: string) => {
      const text = `{'descr': ${descr}, 'fortran_order': False, 'shape': (2, 3), }`;
      return open(withHeader(text)).then(
        () => "nothing",
        (error: Error) => error.message,
      );
    };
    const types = ".npy: expected elements of b1, i1 to i8, u1 to u8, f2, f4 or f8, got";
    const one = ".npy: expected one element type (structured arrays are not read), got";
    expect(await says("'<c16'")).toBe(`${types} "<c16" (complex numbers: save np.abs(a), or a.real)`);
    expect(await says("'<U5'")).toBe(`${types} "<U5" (texts: save numbers)`);
    expect(await says("'|O'")).toBe(`${types} "|O" (Python objects, which are stored as a pickle: save numbers)`);
    expect(await says("'<f16'")).toBe(`${types} "<f16" (extended precision: save a.astype("f8"))`);
    expect(await says("'<M8[ns]'")).toBe(`${types} "<M8[ns]" (points in time: save them as numbers)`);
    expect(await says("'float65'")).toBe(`${types} "float65"`);
    expect(await says("[('x', '<f8'), (('Title', 'y'), '<i4', (2,))]")).toBe(
      `${one} the fields "x", "y": save one of them, as a["x"]`,
    );
    expect(await says("[]")).toBe(`${one} no fields`);
  });

  it("in which texts and brackets do not end is refused", async () => {
    for (const text of [
      "{'descr",
      "{'descr': '<f8', 'shape': (((((",
      `{'shape': ${"(".repeat(5000)}`,
      "{'descr': '\\",
      "{'descr': [('x',",
    ]) {
      await expect(open(withHeader(text))).rejects.toThrow(/^\.npy: expected /);
    }
  });

  it("is refused where version 3.0 is not in UTF-8", async () => {
    const text = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), } # \xe9";
    await expect(open(withHeader(text, DATA, [3, 0]))).rejects.toThrow(".npy: expected a header in UTF-8");
  });
});
