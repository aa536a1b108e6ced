import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { peekTooltips } from "../../../cli/poster/peek-tooltip.ts";
import { tableOf } from "../../../src/draw/blob-tables.ts";
import { CHART_KINDS } from "../../../src/draw/peek-table.ts";
import { type BlobSet, generateBlobs } from "../../../src/index.ts";

const RENAMED = vi.hoisted(() => ({ group: "image", metric: "title", area: "Row", row: "Group", rows: "Zeilen" }));
vi.mock("../../../src/charts/labels.ts", () => ({ LABELS: RENAMED }));

let set: BlobSet;
beforeAll(async () => {
  set = await generateBlobs({ rows: 8, width: 16 });
});
afterAll(() => set.close());

test.each(CHART_KINDS)("the card of a %s has its row's images and all its texts, whatever its labels are", async (kind) => {
  const table = tableOf(set);
  const view = { kind, metric: 1, title: "" };
  const { pictures, fields } = await peekTooltips(set, table, view, "gray")(kind === "repeat" ? 8 + 5 : 5);
  const isOfBoth = kind === "repeat" || kind === "scatter";
  const names = isOfBoth ? (["image1", "image2"] as const) : (["image2"] as const);
  expect(pictures.map(({ uri }) => uri)).toEqual(names.map((which) => set.dataUri(5, { which, labels: false })));
  const [circle, square] = table.metrics.map(({ label, areas }) => [label, areas[5]!.toFixed(4)] as const);
  expect(fields).toEqual([
    ["image", set.columns.group[5]],
    ...(kind === "scatter"
      ? [circle, square]
      : [
          ["title", square![0]],
          ["Row", square![1]],
        ]),
    ["Group", "5"],
  ]);
});
