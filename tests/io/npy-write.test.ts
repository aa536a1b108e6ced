import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { halfOfBits } from "../../src/base/half.ts";
import { joinBytes } from "../../src/base/join-bytes.ts";
import { CONSTRUCTORS, type NdArray } from "../../src/base/ndarray.ts";
import { bytesInMemory, NpyFile } from "../../src/io/npy.ts";
import { npyParts } from "../../src/io/npy-write.ts";
import { golden } from "../golden/read.ts";

const read = async (bytes: Uint8Array): Promise<NdArray> => (await NpyFile.open(bytesInMemory(bytes))).read();

describe("a written .npy file", () => {
  const named: NdArray[] = [
    {
      data: Float64Array.of(0, 1, -1, 2 ** 53, -(2 ** 53), 2 ** 32, -(2 ** 32), 2 ** 31, 4_294_967_295),
      shape: [3, 3],
      dtype: "int64",
    },
    { data: Float64Array.of(0, 1, 2 ** 53, 2 ** 32, 2 ** 31, 4_294_967_295), shape: [2, 1, 3], dtype: "uint64" },
    { data: Float32Array.from({ length: 0x10000 }, (_, bits) => halfOfBits(bits)), shape: [256, 256], dtype: "float16" },
    // Not at the beginning of its buffer.
    { data: Float32Array.of(9, 0.5, -0, 65504).subarray(1), shape: [3], dtype: "float16" },
  ];

  it.each(named)("of $dtype is read as it was", async (array) => {
    expect(await read(joinBytes(npyParts(array)))).toEqual({ ...array, data: array.data.slice() });
  });

  it.each(CONSTRUCTORS.map((Type) => [Type.name, Type] as const))("of %s is read as it was", async (_, Type) => {
    const array = { data: Type.from([0, 1, 2, 100, 5, 7]), shape: [2, 3] };
    expect(await read(joinBytes(npyParts(array)))).toEqual(array);
  });

  it.each(["<i8", "<u8", "<f2", "<i4"])(
    "of %s has the elements' bytes that NumPy writes, under its name for the type",
    async (descr) => {
      const one = golden<{ what: string; file: string }>("npy").find(
        ({ what }) => what.startsWith(`${descr} `) && what.endsWith("C"),
      )!;
      const bytes = new Uint8Array(inflateSync(Buffer.from(one.file, "base64")));
      const [header, elements] = npyParts(await read(bytes));
      expect(new TextDecoder("latin1").decode(header)).toContain(`'descr': '${descr}'`);
      expect(Buffer.from(elements!).equals(bytes.subarray(-elements!.length))).toBe(true);
      expect(elements!.length).toBe(60 * Number(descr.at(-1)));
    },
  );
});
