import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bitsOfHalf, halfOfBits, roundToHalf } from "../../src/base/half.ts";
import { load } from "../../src/index.ts";
import { casesOf } from "../golden/dtypes.ts";
import { sha256 } from "../golden/read.ts";

const COUNT = 0x7c00;

/** The double next to `value`, away from zero or towards it; of positive numbers. */
function neighbour(value: number, by: 1n | -1n): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigUint64(0, view.getBigUint64(0) + by);
  return view.getFloat64(0);
}

const hashOf = (values: string): string => casesOf("cast to half").find((one) => one.values === values)!.sha256;

describe("a half", () => {
  it("of any 16 bits is NumPy's number, and has these bits", () => {
    const all = Float32Array.from({ length: 0x10000 }, (_, bits) => halfOfBits(bits));
    expect(sha256(all)).toBe(casesOf("all bits")[0]!.sha256);
    const floats = new Uint32Array(all.buffer);
    const wrong = all.findIndex((value, bits) => !Number.isNaN(value) && bitsOfHalf(floats[bits]!) !== bits);
    expect(wrong).toBe(-1);
    expect(Number.isNaN(halfOfBits(bitsOfHalf(0x7fc00000)))).toBe(true);
    // A NaN whose payload has no bit among the upper ten stays one.
    expect(Number.isNaN(halfOfBits(bitsOfHalf(0x7f800001)))).toBe(true);
  });

  it("is what NumPy casts a double to, at all halves, half-way between them, and a bit beside", () => {
    const halves = Array.from({ length: COUNT }, (_, bits) => halfOfBits(bits));
    const middles = halves.slice(1).map((half, i) => (halves[i]! + half) / 2);
    const up = middles.map((middle) => neighbour(middle, 1n));
    const down = middles.map((middle) => neighbour(middle, -1n));
    const values = [...halves, ...middles, ...up, ...down, 65519.99, 65520, 1e300, 5e-324];
    expect(sha256(Float64Array.from(values, roundToHalf))).toBe(hashOf("beside"));
  });

  it("is what NumPy casts 20,000 random doubles to", async () => {
    const random = (await load()).defaultRng(42);
    const shares = random.random(20_000);
    const powers = random.random(20_000);
    const values = shares.map((u, i) => (u - 0.5) * 2 ** Math.floor(powers[i]! * 60 - 40));
    expect(sha256(values.map(roundToHalf))).toBe(hashOf("random"));
  });

  it("keeps signs, those of zeros too, NaN and infinities", () => {
    fc.assert(fc.property(fc.double(), (value) => Object.is(roundToHalf(-value), -roundToHalf(value))));
    expect([-0, Number.NaN, Number.POSITIVE_INFINITY, -1e-9].map(roundToHalf)).toEqual([
      -0,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      -0,
    ]);
  });
});
