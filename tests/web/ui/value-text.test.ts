import { describe, expect, test } from "vitest";
import { countText, valueText } from "../../../web/ui/value-text.ts";

describe("valueText", () => {
  test.each([
    [0.731234567, "0.73123"],
    [Math.fround(0.1), "0.1"],
    [0.4, "0.4"],
    [-12.5, "−12.5"],
    [-0, "0"],
    [16777216, "16777216"],
    [123456.789, "123457"],
    [1.23456e-9, "1.2346e−9"],
    [1.5e300, "1.5e300"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "∞"],
    [Number.NEGATIVE_INFINITY, "−∞"],
  ])("of %f is %s", (value, text) => {
    expect(valueText(value)).toBe(text);
  });

  test("tells a value from the one beside it", () => {
    const above = 0.4 + 2 ** -53;
    expect(valueText(0.4000001, { beside: 0.4 })).toBe("0.4000001");
    expect(valueText(above, { beside: 0.4 })).not.toBe(valueText(0.4, { beside: above }));
    expect(valueText(0.4, { beside: 0.4 })).toBe("0.4");
  });
});

test("counts have their thousands apart", () => {
  expect(countText(9216)).toBe("9,216");
});
