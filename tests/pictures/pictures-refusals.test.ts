import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { COLOUR_MAPS, colourMap } from "../../src/pictures/colour-maps.ts";
import { rowPictures } from "../../src/pictures/row-images.ts";
import { type Refusal, range, thrown, type } from "../fixtures/refusal.ts";

const stack = (...shape: number[]) => ({ data: new Float32Array(shape.reduce((a, b) => a * b, 1)), shape });
const good = stack(2, 3, 4);

const refused = (sources: unknown, options: unknown = {}): Refusal =>
  thrown(() => rowPictures(sources as never, options as never));
const refusedRow = (sources: unknown, options: unknown = {}, row: unknown = 0): Refusal =>
  thrown(() => rowPictures(sources as never, options as never).png(row as number));

describe("rowPictures names what is wrong with", () => {
  it("its options", () => {
    for (const [options, error] of [
      [{ vmin: 3, vmax: 3 }, range(/^vmax: expected a number > vmin \(3\), got 3$/)],
      [{ vmin: Number.NaN }, range(/^vmin: expected a finite number, got NaN$/)],
      [{ vmax: "1" }, type(/^vmax: expected a finite number, got "1"$/)],
      [{ percentile: [1] }, range(/^percentile: expected two percentiles \[low, high\] from 0 to 100, got \[1\]$/)],
      [{ percentile: 5 }, type(/^percentile: expected two percentiles/)],
      [{ percentile: [1, 101] }, range(/^percentile\[1\]: expected a finite number >= 0 and <= 100, got 101$/)],
      [{ percentile: [50, 50] }, range(/^percentile: expected low < high, got \[50, 50\]$/)],
      [{ range: "row" }, range(/^range: expected one of stack, image, got "row"/)],
      [{ gamma: 0 }, range(/^gamma: expected a number > 0, got 0$/)],
      [
        { cmap: "virids" },
        range(/^cmap: expected one of gray, viridis, magma, cividis, got "virids" \(did you mean "viridis"\?\)$/),
      ],
      [{ cmap: 3 }, type(/^cmap: /)],
      [{ imageWidth: 4097 }, range(/^imageWidth: expected an integer from 1 to 4096, got 4097$/)],
      [{ imageWidth: 1.5 }, range(/^imageWidth: /)],
      [{ gama: 2 }, type(/^options: unknown option "gama" \(did you mean "gamma"\?\)/)],
      [{ labels: "a" }, type(/^labels: expected a list of strings, got "a"$/)],
      [{ labels: [1] }, type(/^labels: expected a list of strings/)],
      [{ labels: ["a", "b"] }, range(/^labels: expected 1, one for each source, got 2$/)],
      [{ level: 10 }, range(/^level: expected an integer from 0 to 9, got 10$/)],
    ] as const) {
      expect(refused([good], options)).toEqual(error);
    }
  });

  it("its sources", () => {
    const expected = /^source: expected an array \{ data, shape \} or \{ length, image\(row\) \}, got /;
    const image = () => good;
    for (const [sources, error] of [
      [[], type(/^sources: expected a list of one source or more, got \[\]$/)],
      [good, type(/^sources: /)],
      [[null], type(expected)],
      [[{ length: 3 }], type(expected)],
      [[good, 3], type(/^sources\[1\]: /)],
      [
        [stack(3, 4)],
        range(
          /^source\.shape: expected \(n, h, w\), \(n, h, w, 1 \| 3 \| 4\), \(n, d, h, w\) or \(n, d, h, w, 1\), got \(3, 4\)$/,
        ),
      ],
      [[stack(2, 3, 0)], range(/^source\.shape: expected axes >= 1 of an image, got \(2, 3, 0\)$/)],
      [[good, stack(3, 3, 4)], range(/^sources: expected as many images of each, got 2 and 3$/)],
      [[{ length: -1, image }], range(/^source\.length: /)],
      [[{ ...good, data: [1] }], type(/^source\.data: /)],
    ] as const) {
      expect(refused(sources)).toEqual(error);
    }
    expect(refused([{ length: 1, image }], { range: "stack" })).toEqual(
      range(/^range: expected "image", or vmin and vmax, for images/),
    );
    expect(rowPictures([{ length: 1, image }], { range: "stack", vmin: 0, vmax: 1 }).length).toBe(1);
  });

  it("a row, and what a function gives for it", () => {
    expect(refusedRow([good], {}, 2)).toEqual(range(/^row: expected an integer from 0 to 1, got 2$/));
    expect(refusedRow([good], {}, "1")).toEqual(type(/^row: /));
    expect(refusedRow([{ length: 9, image: () => stack(4) }], {}, 7)).toEqual(
      range(/^source\.image\(7\)\.shape: expected \(h, w\), \(h, w, 1 \| 3 \| 4\), \(d, h, w\) or \(d, h, w, 1\), got \(4\)$/),
    );
    expect(refusedRow([{ length: 9, image: () => [1] }])).toEqual(type(/^source\.image\(0\)\.data: /));
    expect(refusedRow([stack(1, 1000, 1)], { imageWidth: 4096 })).toEqual(
      range(/^imageWidth: expected at most 67108864 pixels an image, got 4096: 4096 × 4096000$/),
    );
  });
});

it("the colour maps are matplotlib 3.6's, by their hash", () => {
  const hashes = COLOUR_MAPS.map((name) => createHash("sha256").update(colourMap(name).table.subarray(0, 768)).digest("hex"));
  expect(hashes).toMatchInlineSnapshot(`
    [
      "72432263dbfe17abc40ed269f24c7a344e077e3671007dfc8a2f3851f8193dc2",
      "96a1f6f37d4041f953def955ffb8b9ea2110a9b4e3c9b701182d48f7a9774c58",
      "e2e7c21b2cdebd6f55d07fae05ea13bb4b4f0908509892384b87c747b9f319f6",
      "8a6c6bf382be7cc30a8cbbefab8d5580471f07c59e828295e414c3f350504e29",
    ]
  `);
});
