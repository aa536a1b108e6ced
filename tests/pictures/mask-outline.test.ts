import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskOutline, outlineAbove } from "../../src/pictures/mask-outline.ts";

const maskOf = (rows: readonly string[]) => ({
  data: Uint8Array.from(rows.join(""), (letter) => (letter === "#" ? 1 : 0)),
  shape: [rows.length, rows[0]!.length],
});

/** The unit edges between a pixel of the mask and one outside, as "x,y-x,y", the slow and obvious way. */
function edgesOf({ data, shape: [height, width] }: { data: Uint8Array; shape: readonly number[] }): string[] {
  const at = (x: number, y: number): number => (x >= 0 && y >= 0 && x < width! && y < height! ? data[y * width! + x]! : 0);
  const edges: string[] = [];
  for (let y = 0; y <= height!; y++) {
    for (let x = 0; x <= width!; x++) {
      if (at(x, y) !== at(x, y - 1)) edges.push(`${x},${y}-${x + 1},${y}`);
      if (at(x, y) !== at(x - 1, y)) edges.push(`${x},${y}-${x},${y + 1}`);
    }
  }
  return edges.sort();
}

/** The unit edges that a path draws; its commands are checked for alternating. */
function edgesDrawn(path: string): string[] {
  const edges: string[] = [];
  for (const loop of path.split("z").slice(0, -1)) {
    const [, startX, startY, runs] = /^M(\d+) (\d+)((?:h-?\d+v-?\d+)*h-?\d+)$/.exec(loop)!;
    let [x, y] = [Number(startX), Number(startY)];
    const line = (dx: number, dy: number): void => {
      for (let i = 0; i < Math.abs(dx + dy); i++) {
        const [nextX, nextY] = [x + Math.sign(dx), y + Math.sign(dy)];
        edges.push(`${Math.min(x, nextX)},${Math.min(y, nextY)}-${Math.max(x, nextX)},${Math.max(y, nextY)}`);
        [x, y] = [nextX, nextY];
      }
    };
    for (const [, command, length] of runs!.matchAll(/([hv])(-?\d+)/g)) {
      if (command === "h") line(Number(length), 0);
      else line(0, Number(length));
    }
    expect(x).toBe(Number(startX));
    line(0, Number(startY) - y);
  }
  return edges.sort();
}

describe("maskOutline", () => {
  test.each([
    ["nothing", ["..", ".."], ""],
    ["a pixel", ["...", ".#.", "..."], "M1 1h1v1h-1z"],
    ["a rectangle, to the mask's edge", ["###", "###"], "M0 0h3v2h-3z"],
    ["a step", ["#.", "##"], "M0 0h1v1h1v1h-2z"],
    ["a ring", ["###", "#.#", "###"], "M0 0h3v3h-3zM1 2h1v-1h-1z"],
    ["two pixels that touch at a corner", ["#.", ".#"], "M0 0h1v1h-1zM1 1h1v1h-1z"],
  ])("goes round %s", (_, rows, path) => {
    expect(maskOutline(maskOf(rows))).toBe(path);
  });

  test("draws each edge between mask and background once, and no other, in closed loops of alternating runs", () => {
    const masks = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })).chain(([height, width]) =>
      fc.record({
        data: fc.uint8Array({ min: 0, max: 1, minLength: height * width, maxLength: height * width }),
        shape: fc.constant([height, width]),
      }),
    );
    fc.assert(
      fc.property(masks, (mask) => {
        expect(edgesDrawn(maskOutline(mask))).toEqual(edgesOf(mask));
      }),
      { numRuns: 500 },
    );
  });
});

describe("the outline of what is above a threshold", () => {
  test("is that of what areaAbove counts: halves and floats are compared in their own precision", () => {
    const third = Float32Array.of(0.2, 0.300048828125, 0.4);
    const last = "M2 0h1v1h-1z";
    expect(outlineAbove({ data: third, dtype: "float16" }, 1, 3, 0.3)).toBe(last);
    expect(outlineAbove({ data: third }, 1, 3, 0.3)).toBe("M1 0h2v1h-2z");
    expect(outlineAbove({ data: Float32Array.of(0.1, 0.4, 0.5) }, 1, 3, 0.4)).toBe(last);
  });
});
