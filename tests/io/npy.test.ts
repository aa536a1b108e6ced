import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { bytesInMemory, bytesOfBlob, NpyFile } from "../../src/io/npy.ts";
import { withHeader } from "../fixtures/npy-bytes.ts";
import { rejected } from "../fixtures/refusal.ts";
import { golden, sha256 } from "../golden/read.ts";

interface Case {
  what: string;
  shape: number[];
  array: string;
  /** The array's own name of its type, where its data cannot say it. */
  dtype?: string;
  sha256: string;
  second: string | null;
  first: number | string | null;
  file: string;
}

const cases = golden<Case>("npy");
const bytesOf = ({ file }: Case): Uint8Array => new Uint8Array(inflateSync(Buffer.from(file, "base64")));
const open = (bytes: Uint8Array) => NpyFile.open(bytesInMemory(bytes));

describe("a .npy file", () => {
  it.each(cases)("of $what has NumPy's values", async (one) => {
    const file = await open(bytesOf(one));
    expect(file.shape).toEqual(one.shape);
    const { data, shape, dtype } = await file.read();
    expect(shape).toEqual(one.shape.length === 0 ? [1] : one.shape);
    expect(dtype).toBe(one.dtype);
    expect(data.constructor.name.toLowerCase()).toBe(`${one.array}array`);
    expect(sha256(data)).toBe(one.sha256);
    if (one.first !== null) expect(Object.is(data[0], Number(one.first))).toBe(true);
    if (one.second !== null) expect(sha256((await file.slice(1, 2)).data)).toBe(one.second);
  });

  it.each([
    ["<i8", -(2n ** 53n) - 1n],
    ["<i8", 2n ** 53n + 1n],
    [">i8", 2n ** 53n + 1n],
    [">i8", -(2n ** 63n)],
    ["<u8", 2n ** 53n + 1n],
    [">u8", 2n ** 64n - 1n],
  ])("of %s is not read where a double would round a value: %s is named with its place", async (descr, value) => {
    for (const [order, place] of [
      ["False", 4],
      // The elements in Fortran order: 0, 3, 1, 4, 2, 5.
      ["True", 2],
    ] as const) {
      const bytes = new DataView(new ArrayBuffer(48));
      bytes.setBigUint64(8 * 4, BigInt.asUintN(64, value), descr.startsWith("<"));
      const text = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (2, 3), }`;
      const file = await open(withHeader(text, new Uint8Array(bytes.buffer)));
      const message = `.npy: expected 64-bit integers within 2^53 of 0, which doubles hold exactly, got ${value} at flat index ${place}`;
      expect(await rejected(file.read())).toEqual({ kind: "RangeError", message });
      const [row, other] = [Math.floor(place / 3), 1 - Math.floor(place / 3)];
      expect(await rejected(file.slice(row, row + 1))).toEqual({ kind: "RangeError", message });
      expect((await file.slice(other, other + 1)).data).toEqual(new Float64Array(3));
    }
  });

  it("is read from a Blob, and from a subarray", async () => {
    const one = cases.find(({ what }) => what.startsWith(">f4"))!;
    const bytes = bytesOf(one);
    const within = new Uint8Array(bytes.length + 7);
    within.set(bytes, 3);
    for (const source of [bytesOfBlob(new Blob([bytes.slice()])), bytesInMemory(within.subarray(3, 3 + bytes.length))]) {
      expect(sha256((await (await NpyFile.open(source)).read()).data)).toBe(one.sha256);
    }
  });

  it.each(["C", "F"])(
    "in %s order is read by ranges: an image of many needs no more than itself, or a piece at a time",
    { tags: "long" },
    async (order) => {
      const [images, height, width] = [4000, 50, 60];
      const text = `{'descr': '<f4', 'fortran_order': ${order === "F" ? "True" : "False"}, 'shape': (${images}, ${height}, ${width}), }`;
      const header = withHeader(text, new Uint8Array(0));
      const size = header.length + 4 * images * height * width;
      let most = 0;
      // A value is its flat position in C order.
      const source = {
        size,
        async read(begin: number, end: number) {
          most = Math.max(most, end - begin);
          if (begin < header.length) return header.slice(begin, end);
          const first = (begin - header.length) / 4;
          const values = Float32Array.from({ length: (end - begin) / 4 }, (_, k) => {
            const at = first + k;
            if (order === "C") return at;
            const [i, y, x] = [at % images, Math.floor(at / images) % height, Math.floor(at / images / height)];
            return (i * height + y) * width + x;
          });
          return new Uint8Array(values.buffer);
        },
      };
      const { data, shape } = await (await NpyFile.open(source)).slice(1234, 1236);
      expect(shape).toEqual([2, height, width]);
      expect(data).toEqual(Float32Array.from({ length: 2 * height * width }, (_, k) => 1234 * height * width + k));
      expect(most).toBeLessThanOrEqual(order === "C" ? 4 * 2 * height * width : 1 << 22);
    },
  );

  it.each([
    ["something else", new Uint8Array(200), "expected a file that begins with \\x93NUMPY"],
    ["nothing", new Uint8Array(0), "expected a file that begins with \\x93NUMPY"],
    ["version 4", withHeader("{}", undefined, [4, 0]), "expected version 1.0, 2.0 or 3.0, got 4.0"],
    ["a header without an end", withHeader("{}").slice(0, 40), "expected a header up to byte 128, got a file of 40 bytes"],
    ["no dict", withHeader("[1]"), 'expected "{" in the header, got "[1]'],
    [
      "no shape",
      withHeader("{'descr': '<f8', 'fortran_order': False, }"),
      "expected descr, fortran_order and shape in the header",
    ],
    ["a key twice", withHeader("{'descr': '<f8', 'descr': '<f8', }"), 'once each, got "descr"'],
    ["another key", withHeader("{'descr': '<f8', 'order': 'C', }"), 'once each, got "order"'],
    ["complex numbers", withHeader("{'descr': '<c16', "), 'f2, f4 or f8, got "<c16"'],
    ["texts", withHeader("{'descr': '<U5', "), 'got "<U5"'],
    ["objects", withHeader("{'descr': '|O', "), 'got "|O"'],
    ["a structure", withHeader("{'descr': [('x', '<f8')], "), "one element type (structured arrays are not read)"],
    ["a length below 0", withHeader("{'descr': '<f8', 'fortran_order': False, 'shape': (-1, 3), }"), "an axis' length"],
    ["no truth", withHeader("{'descr': '<f8', 'fortran_order': 0, "), "True or False"],
    ["words behind it", withHeader("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), } x"), "its end"],
    [
      "too little data",
      withHeader("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 4), }"),
      "expected 64 bytes for shape (2, 4), got 48",
    ],
    [
      "a shape beyond all bounds",
      withHeader("{'descr': '<f8', 'fortran_order': False, 'shape': (0, 99999999999999999999), }"),
      "expected axes of at most 9007199254740991",
    ],
  ])("that is %s is refused with the reason", async (_, bytes, reason) => {
    await expect(open(bytes)).rejects.toThrow(RangeError);
    await expect(open(bytes)).rejects.toThrow(reason);
  });

  it("refuses rows that it has not", async () => {
    const file = await open(bytesOf(cases.find(({ shape }) => shape[0] === 4)!));
    for (const [start, end] of [
      [-1, 2],
      [3, 2],
      [0, 5],
      [0.5, 1],
    ] as const) {
      await expect(file.slice(start, end)).rejects.toThrow(/^slice: expected rows within 0 to 4, got /);
    }
  });

  it("whose bytes were changed at random is read or refused with a RangeError, 10,000 times", { tags: "long" }, async () => {
    let state = 1;
    const random = (n: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * n);
    };
    const files = cases.map(bytesOf);
    let read = 0;
    let refused = 0;
    for (let i = 0; i < 10_000; i++) {
      const bytes = files[i % files.length]!.slice();
      for (let k = random(3); k >= 0; k--) {
        const at = random(Math.min(bytes.length, i % 2 === 0 ? 128 : bytes.length));
        const letter = String.fromCharCode(bytes[at]!);
        // One file in two stays a .npy file mostly: a digit becomes a digit, an order an order, and data anything.
        const alike = at >= 128 ? undefined : ["0123456789", "<>", "iuf", " "].find((some) => some.includes(letter));
        if (i % 2 === 1 && at < 128 && !alike) continue;
        const pool = i % 2 === 1 && alike ? alike : "0123456789(),:{}'<>fiuTF ";
        bytes[at] = at >= 128 || (random(3) === 0 && i % 2 === 0) ? random(256) : pool.charCodeAt(random(pool.length));
      }
      const cut = random(9) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes;
      try {
        const file = await open(cut);
        const { data } = await file.read();
        // Halves become floats, and nothing grows more.
        expect(data.byteLength).toBeLessThanOrEqual(2 * cut.length);
        read++;
      } catch (error) {
        if (!(error instanceof RangeError) || !error.message.startsWith(".npy: ")) throw error;
        refused++;
      }
    }
    expect(read).toBeGreaterThan(1000);
    expect(refused).toBeGreaterThan(1000);
  });
});
