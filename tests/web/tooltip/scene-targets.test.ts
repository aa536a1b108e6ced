import { describe, expect, test } from "vitest";
import type { SceneItem, SceneMark } from "../../../src/draw/scene.ts";
import { sceneTargets } from "../../../web/tooltip/scene-targets.ts";

type Part<T> = { -readonly [K in keyof T]?: T[K] };

/** A mark of items whose bounds are 4 pixels round their places. */
function markOf(
  marktype: string,
  places: readonly (readonly [number, number])[],
  item: Part<SceneItem> = {},
  more: Part<SceneMark> = {},
): SceneMark {
  const mark = { marktype, ...more } as SceneMark & { items: SceneItem[] };
  mark.items = places.map(([x, y]) => ({
    mark,
    x,
    y,
    tooltip: `${x},${y}`,
    bounds: { x1: x - 2, y1: y - 2, x2: x + 2, y2: y + 2 },
    ...item,
  }));
  return mark;
}

function groupOf(items: readonly SceneMark[], place: Part<SceneItem> = {}): SceneMark {
  const mark = { marktype: "group" } as SceneMark & { items: SceneItem[] };
  mark.items = [{ mark, items, bounds: { x1: 0, y1: 0, x2: 100, y2: 100 }, width: 100, height: 100, ...place }];
  return mark;
}

const found = (root: SceneMark): unknown[] => sceneTargets(root).items.map(({ tooltip }) => tooltip);

describe("sceneTargets", () => {
  test("adds up the places of nested groups", () => {
    const inner = groupOf([markOf("symbol", [[10, 20]])], { x: 5, y: 7 });
    const { boxes, points } = sceneTargets(groupOf([inner, markOf("rect", [[1, 1]])], { x: 100, y: 200 }));
    expect([...boxes]).toEqual([113, 225, 117, 229, 99, 199, 103, 203]);
    expect([...points]).toEqual([1, 0]);
  });

  test("takes a line's points for places of its items, whose bounds are the line's", () => {
    const line = markOf("line", [[10, 20]], { bounds: { x1: 0, y1: 0, x2: 400, y2: 300 } });
    expect([...sceneTargets(groupOf([line])).boxes]).toEqual([7, 17, 13, 23]);
  });

  test.each([
    ["without a tooltip", { tooltip: undefined }, {}],
    ["with an empty tooltip", { tooltip: "" }, {}],
    ["that cannot be seen", { opacity: 0 }, {}],
    ["of a Voronoi cell", { isVoronoi: true }, {}],
    [
      "without bounds",
      { bounds: { x1: Number.MAX_VALUE, y1: Number.MAX_VALUE, x2: -Number.MAX_VALUE, y2: -Number.MAX_VALUE } },
      {},
    ],
    ["of a mark that is not interactive", {}, { interactive: false }],
  ])("leaves out items %s", (_, item, mark) => {
    expect(found(groupOf([markOf("symbol", [[10, 10]], item, mark), markOf("symbol", [[30, 30]])]))).toEqual(["30,30"]);
  });

  test("leaves out what a clipped mark, or a clipped group, does not show", () => {
    const places = [
      [50, 50],
      [101, 50],
      [50, -1],
    ] as const;
    expect(found(groupOf([markOf("symbol", places)]))).toHaveLength(3);
    expect(found(groupOf([markOf("symbol", places, {}, { clip: true })]))).toEqual(["50,50"]);
    expect(found(groupOf([markOf("symbol", places)], { clip: true }))).toEqual(["50,50"]);
  });

  test("finds a thousand items and more, in their order", () => {
    const places = Array.from({ length: 3000 }, (_, i) => [i % 100, Math.floor(i / 100)] as const);
    const { items, boxes } = sceneTargets(groupOf([markOf("symbol", places)]));
    expect(items.map(({ x, y }) => [x, y])).toEqual(places);
    expect([...boxes.slice(-4)]).toEqual([97, 27, 101, 31]);
  });
});
