import { describe, expect, test, vi } from "vitest";
import type { PeekView } from "../../src/draw/frame-values.ts";
import { CHART_KINDS, type PeekTable } from "../../src/draw/peek-table.ts";
import { pointTooltip } from "../../src/draw/point-tooltip.ts";
import { spoken } from "../../src/draw/tooltip-text.ts";

/** Labels that no code of the project knows; the second is one that the project has for something else. */
const RENAMED = vi.hoisted(() => ({ group: "Gruppe", metric: "Row", area: "Fläche", row: "Zeile", rows: "Zeilen" }));
vi.mock("../../src/charts/labels.ts", () => ({ LABELS: RENAMED }));

const tableOf = (names: readonly string[], groups: readonly string[] = []): PeekTable => ({
  length: 2,
  groups,
  hues: groups.length > 0 ? Uint32Array.of(0, 1) : undefined,
  metrics: names.map((name, i) => ({ name, label: name, areas: Float64Array.of(i / 4, i / 2) })),
  meaning: "",
  reference: (row, metric) => ({ which: metric === undefined ? "both" : metric === 0 ? "image1" : "image2", rows: [row] }),
});

const viewOf = (kind: PeekView["kind"]): PeekView => ({ kind, metric: 1, title: "" });

describe("the tooltip of a point, with its labels renamed", () => {
  test.each(CHART_KINDS)("carries the row and its images in a %s", (kind) => {
    const shown = { table: tableOf(["Metric", "Row"], ["12", "1"]), view: viewOf(kind) };
    const points = kind === "repeat" ? [1, 3] : [1];
    for (const index of points) {
      const content = pointTooltip(() => shown, index).content();
      const isOfAll = kind === "repeat" || kind === "scatter";
      expect(content).toMatchObject({ row: 1, reference: { which: isOfAll ? "both" : "image2", rows: [1] } });
      expect(spoken(content)).toMatch(/^Zeile 1, Gruppe 1, /);
    }
  });

  test("follows the areas and groups that are shown, and stays at its row", () => {
    let table = tableOf(["one", "two"], ["a", "b"]);
    const tooltip = pointTooltip(() => ({ table, view: viewOf("strip") }), 1);
    const fields = [
      ["Gruppe", "b"],
      ["Row", "two"],
      ["Fläche", "0.5000"],
      ["Zeile", "1"],
    ];
    expect(tooltip.content().fields).toEqual(fields);
    const metrics = table.metrics.map((metric) => ({ ...metric, areas: Float64Array.of(0, 0.75) }));
    table = { ...table, hues: undefined, metrics };
    fields[0] = ["Gruppe", "not known yet"];
    fields[2] = ["Fläche", "0.7500"];
    expect(tooltip.content()).toMatchObject({ row: 1, fields });
  });
});

test("stacks may be called what a tooltip has names for: picture, row and both areas stay", () => {
  for (const names of [
    ["image", "Zeile"],
    ["__proto__", "title"],
  ]) {
    const shown = { table: tableOf(names), view: viewOf("scatter") };
    expect(pointTooltip(() => shown, 0).content()).toMatchObject({
      reference: { rows: [0] },
      row: 0,
      fields: [
        [`Area of ${names[0]}`, "0.0000"],
        [`Area of ${names[1]}`, "0.2500"],
        ["Zeile", "0"],
      ],
    });
  }
});
