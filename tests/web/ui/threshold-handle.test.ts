import { expect, test } from "vitest";
import { thresholdAt, thresholdByKey } from "../../../web/ui/threshold-handle.ts";

const REAL = { low: 0, high: 1, whole: false };
const BYTES = { low: 0, high: 255, whole: true };

test.each([
  [0.4, "ArrowRight", 0.41],
  [0.4, "ArrowDown", 0.39],
  [0.4, "PageUp", 0.5],
  [0.95, "PageUp", 1],
  [0.4, "Home", 0],
  [0.4, "End", 1],
  [7, "ArrowLeft", 0.99],
  [Number.NEGATIVE_INFINITY, "ArrowRight", 0.01],
  [0.4, "Enter", undefined],
])("a key leads a threshold from %f by %s to %s", (from, key, to) => {
  expect(thresholdByKey(from, key, REAL)).toBe(to);
});

test("thresholds of whole numbers stay whole", () => {
  expect(thresholdByKey(100, "ArrowRight", BYTES)).toBe(105);
  expect(thresholdAt(0.5, BYTES)).toBe(128);
});

test("a drag is rounded to short numbers within the axis", () => {
  expect(thresholdAt(0.43691, REAL)).toBe(0.436);
  expect(thresholdAt(-0.2, REAL)).toBe(0);
  expect(thresholdAt(1.2, REAL)).toBe(1);
});
