import { describe, expect, test } from "vitest";
import type { PeekTable } from "../../../src/draw/peek-table.ts";
import { isAll, type Selection, selectedRows, sortedRows } from "../../../web/gallery/selection.ts";

const table: PeekTable = {
  length: 5,
  groups: ["a", "b"],
  hues: Uint32Array.of(0, 1, 0, 1, 0),
  metrics: [
    { name: "image1", label: "Image 1", areas: Float64Array.of(0.3, 0.1, 0.2, 0.3, 0) },
    { name: "image2", label: "Image 2", areas: Float64Array.of(1, 2, 3, 4, 5) },
  ],
  meaning: "",
  reference: (row) => ({ rows: [row] }),
};
const rows = (selection: Selection): number[] => [...sortedRows(selectedRows(table, selection), table, selection)];

describe("a selection", () => {
  test("of all rows is sorted by area, rows of one area by their numbers", () => {
    expect(rows({ metric: 0, order: "largest" })).toEqual([0, 3, 2, 1, 4]);
    expect(rows({ metric: 0, order: "smallest" })).toEqual([4, 1, 2, 0, 3]);
    expect(rows({ metric: 1, order: "largest" })).toEqual([4, 3, 2, 1, 0]);
    expect(rows({ metric: 0, order: "row" })).toEqual([0, 1, 2, 3, 4]);
  });

  test("takes the brush, the limits and the group together; limits are included", () => {
    expect(rows({ metric: 0, order: "largest", brushed: Uint32Array.of(1, 2, 3) })).toEqual([3, 2, 1]);
    expect(rows({ metric: 0, order: "largest", from: 0.2 })).toEqual([0, 3, 2]);
    expect(rows({ metric: 0, order: "largest", to: 0.2 })).toEqual([2, 1, 4]);
    expect(rows({ metric: 0, order: "largest", group: 1 })).toEqual([3, 1]);
    expect(rows({ metric: 0, order: "largest", group: 0, from: 0.2, brushed: Uint32Array.of(0, 4) })).toEqual([0]);
  });

  test("is of all rows where nothing limits it", () => {
    expect(isAll({ metric: 0, order: "row" })).toBe(true);
    for (const limit of [{ brushed: new Uint32Array() }, { from: 0 }, { to: 1 }, { group: 0 }]) {
      expect(isAll({ metric: 0, order: "row", ...limit })).toBe(false);
    }
  });
});
