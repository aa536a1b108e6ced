import type { Mode } from "../../src/index.ts";

/** One call with what SciPy's own test of that name expects; "both" runs as correlation and as convolution. */
export interface ScipyCase {
  /** The test in scipy/ndimage/tests/test_filters.py, SciPy 1.10. */
  test: string;
  filter: "correlate1d" | "convolve1d" | "both" | "uniformFilter" | "uniformFilter1d" | "gaussianFilter" | "gaussianFilter1d";
  shape: number[];
  input: number[];
  first: number | number[];
  options?: { axis?: number; mode?: Mode | Mode[]; origin?: number | number[]; cval?: number; order?: number };
  expected: number[];
}

const line = (...input: number[]) => ({ shape: [input.length], input });
const both = (test: string, input: number[], first: number[], expected: number[]): ScipyCase => ({
  test,
  filter: "both",
  ...line(...input),
  first,
  expected,
});

/** A pair of tests: what the correlation gives, and what the convolution. */
const pair = (
  common: Omit<ScipyCase, "filter" | "expected">,
  expected: { correlate1d: number[]; convolve1d: number[] },
): ScipyCase[] => [
  { ...common, filter: "correlate1d", expected: expected.correlate1d },
  { ...common, filter: "convolve1d", expected: expected.convolve1d },
];

const rows = { shape: [2, 3], input: [1, 2, 3, 2, 4, 6] };
const tent = [1, 2, 1];
const square = { shape: [16, 16], input: Array.from({ length: 256 }, (_, i) => i) };

const correlations: ScipyCase[] = [
  both("correlate01", [1, 2], [2], [2, 4]),
  both("correlate02", [1, 2, 3], [1], [1, 2, 3]),
  both("correlate03", [1], [1, 1], [2]),
  ...pair({ test: "correlate04", ...line(1, 2), first: [1, 1] }, { correlate1d: [2, 3], convolve1d: [3, 4] }),
  ...pair({ test: "correlate05", ...line(1, 2, 3), first: [1, 1] }, { correlate1d: [2, 3, 5], convolve1d: [3, 5, 6] }),
  ...pair({ test: "correlate06", ...line(1, 2, 3), first: [1, 2, 3] }, { correlate1d: [9, 14, 17], convolve1d: [7, 10, 15] }),
  both("correlate07", [1, 2, 3], tent, [5, 8, 11]),
  ...pair({ test: "correlate08", ...line(1, 2, 3), first: [1, 2, -1] }, { correlate1d: [1, 2, 5], convolve1d: [3, 6, 7] }),
  both("correlate09", [], [1, 1], []),
  ...pair(
    { test: "correlate17", ...line(1, 2, 3), first: [1, 1], options: { origin: -1 } },
    { correlate1d: [3, 5, 6], convolve1d: [2, 3, 5] },
  ),
  { test: "correlate20 and 21", filter: "both", ...rows, first: tent, options: { axis: 0 }, expected: [5, 10, 15, 7, 14, 21] },
  {
    test: "correlate22",
    filter: "both",
    ...rows,
    first: tent,
    options: { axis: 0, mode: "wrap" },
    expected: [6, 12, 18, 6, 12, 18],
  },
  {
    test: "correlate23",
    filter: "both",
    ...rows,
    first: tent,
    options: { axis: 0, mode: "nearest" },
    expected: [5, 10, 15, 7, 14, 21],
  },
  ...pair(
    { test: "correlate24", ...rows, first: tent, options: { axis: 0, mode: "nearest", origin: -1 } },
    { correlate1d: [7, 14, 21, 8, 16, 24], convolve1d: [4, 8, 12, 5, 10, 15] },
  ),
  ...pair(
    { test: "correlate25", ...rows, first: tent, options: { axis: 0, mode: "nearest", origin: 1 } },
    { correlate1d: [4, 8, 12, 5, 10, 15], convolve1d: [7, 14, 21, 8, 16, 24] },
  ),
  { test: "correlate26", filter: "both", ...line(1), first: [1, 1, 1, 1, 1], options: { mode: "mirror" }, expected: [5] },
];

const EXTENSIONS: Record<string, { first: number[]; expected: Partial<Record<Mode, number[]>> }> = {
  extend01: {
    first: [1, 0],
    expected: { nearest: [1, 1, 2], wrap: [3, 1, 2], reflect: [1, 1, 2], mirror: [2, 1, 2], constant: [0, 1, 2] },
  },
  extend02: {
    first: [1, 0, 0, 0, 0, 0, 0, 0],
    expected: { nearest: [1, 1, 1], wrap: [3, 1, 2], reflect: [3, 3, 2], mirror: [1, 2, 3], constant: [0, 0, 0] },
  },
  extend03: {
    first: [0, 0, 1],
    expected: { nearest: [2, 3, 3], wrap: [2, 3, 1], reflect: [2, 3, 3], mirror: [2, 3, 2], constant: [2, 3, 0] },
  },
  extend04: {
    first: [0, 0, 0, 0, 0, 0, 0, 0, 1],
    expected: { nearest: [3, 3, 3], wrap: [2, 3, 1], reflect: [2, 1, 1], mirror: [1, 2, 3], constant: [0, 0, 0] },
  },
};

const extensions = Object.entries(EXTENSIONS).flatMap(([test, { first, expected }]) =>
  Object.entries(expected).map(
    ([mode, expected]): ScipyCase => ({
      test,
      filter: "correlate1d",
      ...line(1, 2, 3),
      first,
      options: { axis: 0, mode: mode as Mode, cval: 0 },
      expected,
    }),
  ),
);

const uniforms: ScipyCase[] = [
  { test: "uniform01", filter: "uniformFilter1d", ...line(2, 4, 6), first: 2, options: { origin: -1 }, expected: [3, 5, 6] },
  { test: "uniform03", filter: "uniformFilter", ...line(1, 2, 3), first: [1], expected: [1, 2, 3] },
  { test: "uniform04", filter: "uniformFilter", ...line(2, 4, 6), first: [2], expected: [2, 3, 5] },
  { test: "uniform05", filter: "uniformFilter", ...line(), first: [1], expected: [] },
  {
    test: "uniform06",
    filter: "uniformFilter",
    shape: [2, 3],
    input: [4, 8, 12, 16, 20, 24],
    first: [2, 2],
    expected: [4, 6, 10, 10, 12, 16],
  },
];

const gaussians: ScipyCase[] = [
  { test: "gauss01", filter: "gaussianFilter", ...rows, first: 0, expected: rows.input },
  ...[0, 3].flatMap((order): ScipyCase[] => [
    { test: "orders_gauss", filter: "gaussianFilter", ...line(0), first: 1, options: { order }, expected: [0] },
    { test: "orders_gauss", filter: "gaussianFilter1d", ...line(0), first: 1, options: { order }, expected: [0] },
  ]),
];

/** Cases whose values every dtype of the contract can hold. */
export const scipyCases: ScipyCase[] = [...correlations, ...extensions, ...uniforms, ...gaussians];

/** correlate01_overlap: the output is the input. Its values pass 127. */
export const overlap = { ...square, first: [2], expected: square.input.map((x) => 2 * x) };
