import { deflateRawSync, inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONSTRUCTORS, elements, type NdArray, type TypedArray } from "../../src/base/ndarray.ts";
import { imagesPerChunk, PackedReader, type PackedStack, packChunk } from "../../src/io/packed-stack.ts";
import { rejected } from "../fixtures/refusal.ts";

const TYPES = Object.fromEntries(CONSTRUCTORS.map((Type) => [Type.name, Type]));

/** Marsaglia's xorshift: every pattern of bits comes, NaNs with a payload and negative zeros too. */
function bytesOf(length: number, seed: number): Uint8Array<ArrayBuffer> {
  let state = seed * 2654435761 + 1;
  return Uint8Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 24;
  });
}

function stackOf(type: string, shape: readonly number[], seed = 1): NdArray {
  const Type = TYPES[type]!;
  return { data: new Type(bytesOf(elements(shape) * Type.BYTES_PER_ELEMENT, seed).buffer), shape };
}

const rawBytes = ({ buffer, byteOffset, byteLength }: TypedArray): Buffer => Buffer.from(buffer, byteOffset, byteLength);

const imageOf = ({ data, shape }: NdArray, row: number): TypedArray => {
  const size = elements(shape.slice(1));
  return data.subarray(row * size, (row + 1) * size);
};

async function pack(
  stack: NdArray,
  most = imagesPerChunk(stack.shape, stack.data.BYTES_PER_ELEMENT),
): Promise<{ described: PackedStack; text: string }> {
  const [length = 0, ...axes] = stack.shape;
  const size = elements(axes);
  const chunks: string[] = [];
  for (let first = 0; first < length; first += most) {
    const end = Math.min(length, first + most);
    const chunk = { data: stack.data.subarray(first * size, end * size), shape: [end - first, ...axes] };
    chunks.push(Buffer.from(await packChunk(chunk)).toString("base64"));
  }
  const letters = chunks.map((chunk) => chunk.length);
  return {
    described: { shape: stack.shape, type: stack.data.constructor.name, imagesPerChunk: most, letters },
    text: chunks.join(""),
  };
}

describe("a packed stack", () => {
  it.each(Object.keys(TYPES))("of %s gives back each image bit for bit, in any order and in a last short chunk", async (type) => {
    for (const shape of [
      [7, 5, 3],
      [1, 1, 1],
      [5, 2, 3, 4],
      [4, 3, 2, 3],
    ]) {
      const stack = stackOf(type, shape, shape.length);
      const { described, text } = await pack(stack, 3);
      expect(described.letters).toHaveLength(Math.ceil(shape[0]! / 3));
      const reader = new PackedReader(described, text);
      expect(reader.length).toBe(shape[0]);
      for (let k = 0; k < shape[0]!; k++) {
        const row = (k * 3 + 1) % shape[0]!;
        const image = await reader.image(row);
        expect(image.shape).toEqual(shape.slice(1));
        expect(image.data.constructor).toBe(TYPES[type]);
        expect(rawBytes(image.data).equals(rawBytes(imageOf(stack, row)))).toBe(true);
      }
    }
  });

  it("of any dtype, shape and chunk gives back what was put in", async () => {
    const cases = fc.record({
      type: fc.constantFrom(...Object.keys(TYPES)),
      shape: fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })),
      most: fc.integer({ min: 1, max: 25 }),
      seed: fc.integer({ min: 1, max: 1e6 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ type, shape, most, seed }) => {
        const stack = stackOf(type, shape, seed);
        const { described, text } = await pack(stack, most);
        const reader = new PackedReader(described, text);
        const rows = Array.from({ length: shape[0] }, (_, row) => row);
        const images = await Promise.all(rows.map((row) => reader.image(row)));
        expect(Buffer.concat(images.map(({ data }) => rawBytes(data))).equals(rawBytes(stack.data))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it("gives back what its numbers stand for, where its type does not say it", async () => {
    const stack = { data: Float64Array.of(1, -2, 2 ** 53, 4), shape: [2, 1, 2] };
    const { described, text } = await pack(stack);
    const image = await new PackedReader({ ...described, dtype: "int64" }, text).image(1);
    expect(image).toEqual({ data: Float64Array.of(2 ** 53, 4), shape: [1, 2], dtype: "int64" });
    expect("dtype" in (await new PackedReader(described, text).image(1))).toBe(false);
  });

  it("has chunks of 64 KiB at most, or of one image that is larger", async () => {
    expect(imagesPerChunk([9, 64, 64], 4)).toBe(4);
    expect(imagesPerChunk([9, 64, 65], 4)).toBe(3);
    expect(imagesPerChunk([9, 200, 200], 8)).toBe(1);
    const stack = stackOf("Float64Array", [3, 200, 200]);
    const { described, text } = await pack(stack);
    const image = await new PackedReader(described, text).image(2);
    expect(rawBytes(image.data).equals(rawBytes(imageOf(stack, 2)))).toBe(true);
  });

  it("holds deflated bytes by significance, as zlib reads them", async () => {
    const { text } = await pack({ data: Uint16Array.of(0x0102, 0x0304, 0x0506), shape: [3, 1, 1] });
    expect([...inflateRawSync(Buffer.from(text, "base64"))]).toEqual([2, 4, 6, 1, 3, 5]);
  });

  it("packs an image that is a view into a larger buffer", async () => {
    const whole = stackOf("Int16Array", [10, 4, 4]);
    const part = { data: whole.data.subarray(3 * 16, 6 * 16), shape: [3, 4, 4] };
    const { described, text } = await pack(part);
    expect((await new PackedReader(described, text).image(1)).data).toEqual(imageOf(whole, 4));
  });

  it("of no image is no text, and refuses a row", async () => {
    const { described, text } = await pack(stackOf("Float32Array", [0, 8, 8]));
    expect({ text, letters: described.letters }).toEqual({ text: "", letters: [] });
    const reader = new PackedReader(described, text);
    expect(reader.length).toBe(0);
    expect((await rejected(reader.image(0))).message).not.toBe("");
  });

  it("reads more chunks than it keeps, and the first one again", async () => {
    const stack = stackOf("Uint8Array", [50, 3, 3]);
    const { described, text } = await pack(stack, 1);
    const reader = new PackedReader(described, text);
    for (let row = 0; row < 50; row++) await reader.image(row);
    expect((await reader.image(0)).data).toEqual(imageOf(stack, 0));
  });
});

describe("damaged text of a stack", () => {
  const SHAPE = [4, 30, 30];

  it.each([
    ["cut short", (text: string) => text.slice(0, text.length >> 1)],
    ["with another byte for each", (text: string) => text.replaceAll(/[A-Z]/g, "/")],
    ["of other letters than base64's", () => "*".repeat(4000)],
    ["that is empty", () => ""],
  ])("%s gives an error that the next read gives again", async (_, damage) => {
    const { described, text } = await pack(stackOf("Float32Array", SHAPE));
    const damaged = damage(text);
    const reader = new PackedReader({ ...described, letters: [damaged.length] }, damaged);
    const first = await rejected(reader.image(1));
    expect(first.message).not.toMatch(/fulfilled/);
    expect(await rejected(reader.image(1))).toEqual(first);
  });

  it("whose shape is another one names the numbers of bytes", async () => {
    const { described, text } = await pack(stackOf("Float32Array", SHAPE));
    const messageFor = async (height: number) =>
      (await rejected(new PackedReader({ ...described, shape: [4, height, 30] }, text).image(0))).message;
    expect(await messageFor(31)).toBe("stack: expected 14880 bytes in chunk 0, got 14400");
    expect(await messageFor(29)).toBe("stack: expected 13920 bytes in chunk 0, got more");
  });

  it("that would unpack to 200 MB is given up at the first piece too many", { tags: "long" }, async () => {
    const text = deflateRawSync(Buffer.alloc(2e8)).toString("base64");
    const before = process.memoryUsage().arrayBuffers;
    const reader = new PackedReader({ shape: [1, 10, 10], type: "Uint8Array", imagesPerChunk: 1, letters: [text.length] }, text);
    expect((await rejected(reader.image(0))).message).toBe("stack: expected 100 bytes in chunk 0, got more");
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1e8);
  });

  it("leaves the other chunks readable", async () => {
    const stack = stackOf("Uint16Array", [4, 20, 20]);
    const { described, text } = await pack(stack, 2);
    const reader = new PackedReader(described, `${"A".repeat(described.letters[0]!)}${text.slice(described.letters[0])}`);
    expect((await rejected(reader.image(0))).message).not.toMatch(/fulfilled/);
    expect((await reader.image(3)).data).toEqual(imageOf(stack, 3));
  });
});
