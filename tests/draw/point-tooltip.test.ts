import { expect, test } from "vitest";
import { pointTooltip } from "../../src/draw/point-tooltip.ts";

const table = (names: readonly string[]) => ({
  length: 1,
  groups: [],
  metrics: names.map((name, i) => ({ name, label: name, areas: Float64Array.of(i / 4) })),
  meaning: "",
  reference: () => "ndpeek:rows/0",
});

test("stacks may be called what a tooltip has names for: picture, row and both areas stay", () => {
  const view = { kind: "scatter", metric: 0, title: "" } as const;
  for (const names of [
    ["image", "Row"],
    ["__proto__", "title"],
  ]) {
    const shown = { table: table(names), view };
    expect(Object.entries(pointTooltip(() => shown, 0))).toEqual([
      ["image", "ndpeek:rows/0"],
      [`Area of ${names[0]}`, "0.0000"],
      [`Area of ${names[1]}`, "0.2500"],
      ["Row", 0],
    ]);
  }
});
