import { beforeAll, describe, expect, it } from "vitest";
import { type BlobOptions, generateBlobs, load, type Ndpeek, openWorkers } from "../../src/index.ts";
import { range, rejected, thrown, type } from "../fixtures/refusal.ts";

let nd: Ndpeek;
beforeAll(async () => {
  nd = await load();
});

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

const refusal = (options: unknown) => rejected(generateBlobs(options as BlobOptions));

describe("generateBlobs refuses with the option's name, what it expects and what it got:", () => {
  it.each([
    ["no rows", { rows: 0 }, range(/^rows: expected an integer .*, got 0$/)],
    ["negative rows", { rows: -1 }, range(/^rows: expected an integer .*, got -1$/)],
    ["a fraction of a row", { rows: 2.5 }, range(/^rows: expected an integer .*, got 2\.5$/)],
    ["NaN rows", { rows: nan }, range(/^rows: .*, got NaN$/)],
    ["infinitely many rows", { rows: infinity }, range(/^rows: .*, got Infinity$/)],
    ["rows as text", { rows: "200" }, type(/^rows: .*, got "200"$/)],
    ["rows null", { rows: null }, type(/^rows: .*, got null$/)],
    ["width 0", { width: 0 }, range(/^width: .*, got 0$/)],
    ["a negative width", { width: -96 }, range(/^width: .*, got -96$/)],
    ["a fractional width", { width: 9.5 }, range(/^width: .*, got 9\.5$/)],
    ["a NaN width", { width: nan }, range(/^width: .*, got NaN$/)],
    ["dims 1", { dims: 1 }, range(/^dims: expected 2 or 3, got 1$/)],
    ["dims 4", { dims: 4 }, range(/^dims: expected 2 or 3, got 4$/)],
    ["dims as text", { dims: "2" }, type(/^dims: expected 2 or 3, got "2"$/)],
    ["a NaN threshold", { threshold: nan }, range(/^threshold: .*, got NaN$/)],
    ["a threshold as text", { threshold: "0.4" }, type(/^threshold: .*, got "0\.4"$/)],
    ["no groups", { groups: [] }, range(/^groups: .*, got \[\]$/)],
    ["groups that are no texts", { groups: ["a", 1] }, type(/^groups: /)],
    ["groups as one text", { groups: "abc" }, type(/^groups: .*, got "abc"$/)],
    ["no circle sizes", { circle: { sizes: [] } }, range(/^circle\.sizes: .*, got \[\]$/)],
    ["no square sizes", { square: { sizes: [] } }, range(/^square\.sizes: .*, got \[\]$/)],
    [
      "more sizes than a recipe can tell apart",
      { square: { sizes: new Array(65_537).fill(0.3) } },
      range(/^square\.sizes: expected at most 65536 sizes, got 65537$/),
    ],
    ["a NaN size", { circle: { sizes: [0.1, nan] } }, range(/^circle\.sizes\[1\]: .*, got NaN$/)],
    ["an infinite size", { square: { sizes: [infinity] } }, range(/^square\.sizes\[0\]: .*, got Infinity$/)],
    ["a negative size", { circle: { sizes: [-0.1] } }, range(/^circle\.sizes\[0\]: .*, got -0\.1$/)],
    ["a size as text", { square: { sizes: ["0.3"] } }, type(/^square\.sizes\[0\]: .*, got "0\.3"$/)],
    ["sizes that are no list", { circle: { sizes: 0.1 } }, type(/^circle\.sizes: .*, got 0\.1$/)],
    ["circle that is no object", { circle: [0.1] }, type(/^circle: /)],
    ["a NaN mean", { square: { mean: nan } }, range(/^square\.mean: .*, got NaN$/)],
    ["an infinite mean", { square: { mean: infinity } }, range(/^square\.mean: .*, got Infinity$/)],
    [
      "an unknown stream, naming the nearest",
      { stream: "spwan" },
      range(/^stream: expected one of numpy, spawn.*"spwan".*"spawn"/),
    ],
    ["negative workers", { workers: -1 }, range(/^workers: .*, got -1$/)],
    ["fractional workers", { workers: 0.5 }, range(/^workers: .*, got 0\.5$/)],
    [
      "a pool that is none",
      { pool: { workers: 2, close: () => {} } },
      type(/^pool: expected what openWorkers gave, got an Object$/),
    ],
    ["a pool null", { pool: null }, type(/^pool: .*, got null$/)],
    [
      "workers beside a pool",
      { pool: openWorkers(), workers: 2 },
      type(/^workers: expected nothing beside a pool, which has its own; got 2$/),
    ],
    [
      "a module beside a pool",
      { pool: openWorkers(), module: "k.wasm" },
      type(/^module: expected nothing beside a pool, .* got "k.wasm"$/),
    ],
    ["onProgress that is no function", { onProgress: true }, type(/^onProgress: .*, got true$/)],
    ["onRows that is no function", { onRows: 1 }, type(/^onRows: .*, got 1$/)],
    ["a signal that is none", { signal: {} }, type(/^signal: expected an AbortSignal/)],
    ["options that are no object", 200, type(/^options: .*, got 200$/)],
    ["options null", null, type(/^options: .*, got null$/)],
  ])("%s", async (_, options, error) => {
    expect(await refusal(options)).toEqual(error);
  });

  it.each([
    ["row", "rows"],
    ["widht", "width"],
    ["treshold", "threshold"],
    ["Seed", "seed"],
    ["squares", "square"],
  ])("the unknown option %s, naming %s as the nearest known one and listing the known ones", async (unknown, nearest) => {
    const { kind, message } = await refusal({ [unknown]: 1 });
    expect(kind).toBe("TypeError");
    expect(message).toContain(`"${unknown}"`);
    expect(message).toContain(`did you mean "${nearest}"?`);
    for (const known of ["rows", "seed", "width", "dims", "threshold", "groups", "circle", "square", "stream", "workers"]) {
      expect(message).toContain(known);
    }
  });

  it("the unknown option circle.size, naming sizes", async () => {
    expect(await refusal({ circle: { size: [0.1] } })).toEqual(type(/^circle: unknown option "size" \(did you mean "sizes"\?\)/));
    expect(await refusal({ circle: { mean: 4 } })).toEqual(type(/^circle: unknown option "mean"/));
  });

  it("an unknown option that resembles none, without a guess", async () => {
    expect((await refusal({ xylophone: 1 })).message).not.toContain("did you mean");
  });

  it.each([[{ rows: 1e9 }], [{ rows: 1e9, width: 1 }], [{ rows: 10_000_001 }]])(
    "%o before memory is taken, with the limit",
    async (options) => {
      const before = process.memoryUsage();
      const { kind, message } = await refusal(options);
      const after = process.memoryUsage();
      expect(kind).toBe("RangeError");
      expect(message).toMatch(/^rows: expected an integer from 1 to 10,?000,?000, got \d+$/);
      expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(2 ** 20);
    },
  );

  it("a width whose pixels would not fit, with the limit", async () => {
    expect(await refusal({ width: 1e6 })).toEqual(range(/^width: .*\b4096\b.*, got 1000000$/));
    expect(await refusal({ width: 300, dims: 3 })).toEqual(range(/^width: .*\b25[56]\b.*, got 300$/));
  });
});

describe("generateBlobs accepts", () => {
  it("width 1: every image is its one pixel, divided by itself", async () => {
    const set = await generateBlobs({ rows: 5, width: 1 });
    for (const name of ["image1", "image2"] as const) {
      for (let row = 0; row < 5; row++) expect(set.image(row, name)).toEqual({ data: Float64Array.of(1), shape: [1, 1] });
    }
    expect([...set.columns.image1_area, ...set.columns.image2_area]).toEqual(new Array(10).fill(1));
    expect(set.png(0).length).toBeGreaterThan(0);
  });

  it("undefined for any option, as if it were not given", async () => {
    const set = await generateBlobs({
      rows: 2,
      width: 9,
      seed: undefined,
      circle: undefined,
      square: { sizes: undefined },
    } as object);
    expect(set.rows()).toEqual((await generateBlobs({ rows: 2, width: 9 })).rows());
  });

  it("a zero maximum: 0 / 0 is NaN, which is never above the threshold and is grey 0", async () => {
    const set = await generateBlobs({ rows: 8, width: 16, seed: 15, square: { mean: -60 } });
    for (let row = 0; row < 8; row++) {
      const { data } = set.image(row, "image2");
      const outside = data.filter(Number.isNaN);
      expect(outside.length).toBeGreaterThan(0);
      expect(data.filter((x) => Math.abs(x) === infinity).length + outside.length).toBe(256);
      expect(set.columns.image2_area[row]).toBe(data.filter((x) => x > 0.4).length / 256);
      expect(nd.toGray8({ data: outside, shape: [outside.length] }).data).toEqual(new Uint8Array(outside.length));
    }
  });
});

describe("an unsupported seed is refused by defaultRng and generateBlobs alike:", () => {
  const wrongValue = /^seed(\[\d\])?: expected .*, got /;
  it.each([
    ["-1", -1, "RangeError"],
    ["1.5", 1.5, "RangeError"],
    ["2^53, which a number cannot tell from 2^53 + 1", 2 ** 53, "RangeError"],
    ["NaN", nan, "RangeError"],
    ["Infinity", infinity, "RangeError"],
    ["-1n", -1n, "RangeError"],
    ["an empty text", "", "RangeError"],
    ["an empty list", [], "RangeError"],
    ["a list with -1", [1, -1], "RangeError"],
    ["a list with 0.5", [0.5], "RangeError"],
    ["a list in a list", [[1]], "TypeError"],
    ["a list of texts", ["1"], "TypeError"],
    ["an object", {}, "TypeError"],
    ["null", null, "TypeError"],
    ["true", true, "TypeError"],
  ])("%s", async (_, seed, kind) => {
    const error = { kind, message: expect.stringMatching(wrongValue) };
    expect(thrown(() => nd.defaultRng(seed as never))).toEqual(error);
    expect(await refusal({ seed })).toEqual(error);
  });

  it("undefined, by defaultRng", () => {
    expect(thrown(() => nd.defaultRng(undefined as never))).toEqual(type(/^seed: .*, got undefined$/));
  });

  it("2^53 - 1 and 2^53 as a bigint are supported", () => {
    expect(nd.defaultRng(2 ** 53 - 1).random()).not.toBe(nd.defaultRng(2n ** 53n).random());
  });
});

it.each([
  ["negative workers", { workers: -1 }, range(/^workers: expected an integer from 0 to 1024, got -1$/)],
  ["too many", { workers: 1025 }, range(/^workers: .*, got 1025$/)],
  ["workers as text", { workers: "2" }, type(/^workers: .*, got "2"$/)],
  ["a module that is none", { module: 7 }, type(/^module: expected a WebAssembly.Module, its bytes or a URL, got 7$/)],
  [
    "an unknown option",
    { worker: 2 },
    type(/^options: unknown option "worker" \(did you mean "workers"\?\); known: workers, module$/),
  ],
  ["a number", 2, type(/^options: expected an options object, got 2$/)],
])("openWorkers refuses %s", (_, options, error) => {
  expect(thrown(() => openWorkers(options as never))).toEqual(error);
});

describe("a BlobSet refuses", () => {
  it("rows it does not have, names and options it does not know, and a NaN threshold", async () => {
    const set = await generateBlobs({ rows: 3, width: 8 });
    for (const row of [-1, 3, 0.5, nan]) {
      expect(thrown(() => set.image(row, "image1"))).toEqual(range(/^row: expected an integer from 0 to 2, got /));
      expect(thrown(() => set.png(row))).toEqual(range(/^row: expected an integer from 0 to 2, got /));
    }
    expect(thrown(() => set.image("0" as never, "image1"))).toEqual(type(/^row: /));
    expect(thrown(() => set.image(0, "image3" as never))).toEqual(range(/^name: expected one of image1, image2, got "image3"/));
    expect(thrown(() => set.png(0, { which: "all" as never }))).toEqual(
      range(/^which: expected one of both, image1, image2, got "all"/),
    );
    expect(thrown(() => set.png(0, { label: false } as never))).toEqual(
      type(/^options: unknown option "label" \(did you mean "labels"\?\)/),
    );
    expect(thrown(() => set.rows({ images: "all" as never }))).toEqual(
      range(/^images: expected one of none, both, single, got "all"/),
    );
    expect(thrown(() => set.areas(nan))).toEqual(range(/^threshold: .*, got NaN$/));
    expect(thrown(() => set.slice(0.5))).toEqual(range(/^start: .*, got 0\.5$/));
  });
});
