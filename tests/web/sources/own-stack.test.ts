import { beforeAll, describe, expect, it, vi } from "vitest";
import { halfOfBits } from "../../../src/base/half.ts";
import { load, type NdArray, type Ndpeek, type TypedArray } from "../../../src/index.ts";
import { type MeasuredStack, type MeasureSettings, measureStacks } from "../../../web/sources/own-measure.ts";
import { type OwnStack, openOwnStacks } from "../../../web/sources/own-stack.ts";
import { fileOf, rawFile, stackFile } from "../../fixtures/own-files.ts";

/** Whether workers are forbidden, and how many are open. */
const workers = vi.hoisted(() => ({ forbidden: false, open: 0 }));

vi.mock("../../../src/threads/channel.ts", async (original) => {
  const real = await original<typeof import("../../../src/threads/channel.ts")>();
  const openChannel: typeof real.openChannel = (source, listener) => {
    if (workers.forbidden) return undefined;
    const channel = real.openChannel(source, listener)!;
    workers.open++;
    let isOpen = true;
    return {
      post: (message: never, transfer?: ArrayBuffer[]) => channel.post(message, transfer),
      hold: channel.hold,
      close() {
        if (isOpen) workers.open--;
        isOpen = false;
        return channel.close();
      },
    };
  };
  return { openChannel };
});

let nd: Ndpeek;
beforeAll(async () => {
  nd = await load();
});

const firstThat = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).findIndex((value, i) => !Object.is(value, b[i]));

function expectSame(got: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect({ length: got.length, differ: firstThat(got, expected) }).toEqual({ length: expected.length, differ: -1 });
}

const noise = (shape: readonly number[], kind: { from(values: Iterable<number>): TypedArray }, scale = 1): NdArray => ({
  data: kind.from(
    nd
      .defaultRng(shape)
      .random(shape.reduce((a, b) => a * b))
      .map((x) => x * scale),
  ),
  shape,
});

const rowOf = ({ data, shape }: NdArray, row: number): TypedArray => {
  const size = data.length / shape[0]!;
  return data.subarray(row * size, (row + 1) * size);
};

/** What load()'s functions make of the stack. */
function measured(stack: NdArray, { gaussian, uniform, threshold }: MeasureSettings) {
  const axes = stack.shape.map((_, axis) => axis).slice(1);
  let images = gaussian > 0 ? nd.gaussianFilter(stack, gaussian, { axes }) : stack;
  if (uniform > 1) images = nd.uniformFilter(images, uniform, { axes });
  const thresholds = threshold === "otsu" ? nd.otsuEach(images) : new Float64Array(stack.shape[0]!).fill(threshold);
  return { images, thresholds, areas: nd.areaAboveEach(images, thresholds) };
}

async function expectMeasured(one: MeasuredStack, array: NdArray, settings: MeasureSettings): Promise<void> {
  const { images, thresholds, areas } = measured(array, settings);
  expectSame(one.areas, areas);
  expectSame(one.thresholds, thresholds);
  for (const threshold of [images.data[5]!, images.data[77]!]) {
    expectSame(await one.at(threshold), nd.areaAboveEach(images, threshold));
  }
  const last = array.shape[0]! - 1;
  expectSame((await one.image(last)).data, rowOf(images, last));
}

const PLAIN: MeasureSettings = { gaussian: 0, uniform: 1, threshold: 0.5 };

describe.each([false, true])("a stack of one's own, workers forbidden: %s", (forbidden) => {
  beforeAll(() => {
    workers.forbidden = forbidden;
  });

  it.each([
    ["float64", Float64Array, 1],
    ["float32", Float32Array, 1],
    ["uint8", Uint8Array, 256],
    ["uint16", Uint16Array, 60000],
  ] as const)("of %s has the bits of load(): filters, thresholds, areas, images", async (dtype, kind, scale) => {
    const array = noise([9, 20, 30], kind, scale);
    const [stack] = (await openOwnStacks([stackFile("cells.npy", array)])) as [OwnStack];
    const [low, high] = nd.minMax(array);
    expect(stack).toMatchObject({ name: "cells", length: 9, shape: [9, 20, 30], dtype, isColour: false, range: [low, high] });
    expectSame((await stack.image(4)).data, rowOf(array, 4));
    for (const settings of [
      { ...PLAIN, threshold: 0.4 * scale },
      { gaussian: 1.5, uniform: 1, threshold: "otsu" },
      { gaussian: 0.8, uniform: 4, threshold: 0.5 * scale },
    ] as const) {
      const [one] = (await measureStacks([stack], settings)) as [MeasuredStack];
      await expectMeasured(one, array, settings);
      one.close();
    }
    expect(workers.open).toBe(0);
  });

  it("of 64-bit integers and of halves stays what it is through filters, thresholds, areas and images", async () => {
    const counts = noise([9, 20, 30], Float64Array, 3000);
    const wide: NdArray = { ...counts, data: counts.data.map((x) => Math.floor(x) - 9), dtype: "int64" };
    const bits = Uint16Array.from({ length: 9 * 20 * 30 }, (_, i) => (i * 7919) % 0x3c00);
    const halves: NdArray = { data: Float32Array.from(bits, halfOfBits), shape: [9, 20, 30], dtype: "float16" };
    for (const [file, array] of [
      [stackFile("wide.npy", wide), wide],
      [rawFile("halves.npy", "<f2", halves.shape, new Uint8Array(bits.buffer)), halves],
    ] as const) {
      const [stack] = (await openOwnStacks([file])) as [OwnStack];
      expect(stack).toMatchObject({ dtype: array.dtype, range: nd.minMax(array) });
      expect(await stack.image(4)).toEqual({ data: rowOf(array, 4).slice(), shape: [20, 30], dtype: array.dtype });
      for (const settings of [
        { ...PLAIN, threshold: 0.3 },
        { gaussian: 1.5, uniform: 1, threshold: "otsu" },
        { gaussian: 0.8, uniform: 4, threshold: 0.5 },
      ] as const) {
        const [one] = (await measureStacks([stack], settings)) as [MeasuredStack];
        await expectMeasured(one, array, settings);
        expectSame(await one.at(0.3), nd.areaAboveEach(measured(array, settings).images, 0.3));
        expect((await one.image(8)).dtype).toBe(array.dtype);
        one.close();
      }
    }
  });

  it("of 64-bit integers in Fortran order is written anew as such, and refused where doubles would round one", async () => {
    const shape = [3, 2, 4];
    const values = new BigInt64Array(24).map((_, i) => BigInt(i - 7) * 2n ** 48n);
    const [stack] = (await openOwnStacks([rawFile("f.npy", "<i8", shape, new Uint8Array(values.buffer), true)])) as [OwnStack];
    const { data, dtype } = await stack.image(1);
    expect(dtype).toBe("int64");
    expect([...data]).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((k) => (1 + 3 * ((k >> 2) + 2 * (k & 3)) - 7) * 2 ** 48));
    values[5] = 2n ** 53n + 1n;
    for (const fortran of [true, false]) {
      const opened = openOwnStacks([rawFile("far.npy", "<i8", shape, new Uint8Array(values.buffer), fortran)]);
      await expect(opened).rejects.toThrow(
        /^"far\.npy": .*\.npy: expected 64-bit integers within 2\^53 of 0.*, got 9007199254740993 at flat index/,
      );
    }
  });

  it("of volumes is filtered along all their axes, and its range is that of what is seen of them", async () => {
    const array = noise([5, 6, 12, 10], Float64Array);
    const [stack] = (await openOwnStacks([stackFile("v.npy", array)])) as [OwnStack];
    const [low, high] = nd.minMax(array);
    expect(stack.range[1]).toBe(high);
    expect(stack.range[0]).toBeGreaterThan(low);
    const settings = { gaussian: 1, uniform: 3, threshold: "otsu" } as const;
    const [one] = (await measureStacks([stack], settings)) as [MeasuredStack];
    await expectMeasured(one, array, settings);
    one.close();
  });

  it("in Fortran order, of another machine's bytes, of halves and of truths is read as NumPy reads it", async () => {
    const shape = [3, 2, 4];
    const values = Array.from({ length: 24 }, (_, i) => ((i * 7) % 24) + 1);
    const inFortranOrder = (at: number): number => {
      const [i, j, k] = [at % 3, Math.floor(at / 3) % 2, Math.floor(at / 6)];
      return values[i * 8 + j * 4 + k]!;
    };
    const big = new DataView(new ArrayBuffer(96));
    for (const [i] of values.entries()) big.setFloat32(4 * i, inFortranOrder(i));
    const halves = new Uint8Array(Uint16Array.from(values, (_, i) => 0x3c00 + i).buffer);
    const truths = Uint8Array.from(values, (value) => value & 1);
    const read = async (file: File) => {
      const [stack] = (await openOwnStacks([file])) as [OwnStack];
      const images = await Promise.all([0, 1, 2].map(async (row) => [...(await stack.image(row)).data]));
      const [one] = (await measureStacks([stack], { ...PLAIN, threshold: 12 })) as [MeasuredStack];
      one.close();
      return { dtype: stack.dtype, range: stack.range, values: images.flat(), areas: [...one.areas] };
    };
    const areas = [0, 1, 2].map((i) => values.slice(8 * i, 8 * i + 8).filter((value) => value > 12).length / 8);
    expect(await read(rawFile("a.npy", ">f4", shape, new Uint8Array(big.buffer), true))).toEqual({
      dtype: ">f4",
      range: [1, 24],
      values,
      areas,
    });
    const ones = values.map((_, i) => 1 + i / 1024);
    expect(await read(rawFile("b.npy", "<f2", shape, halves))).toMatchObject({
      dtype: "float16",
      range: [1, ones[23]],
      values: ones,
    });
    expect(await read(rawFile("c.npy", "|b1", shape, truths))).toMatchObject({
      dtype: "bool",
      range: [0, 1],
      values: [...truths],
    });
  });

  it("of values that are not finite has the range of those that are", async () => {
    const array = { data: Float64Array.of(Number.NaN, 3, -1, Number.POSITIVE_INFINITY), shape: [2, 1, 2] };
    const [stack] = (await openOwnStacks([stackFile("odd.npy", array)])) as [OwnStack];
    expect(stack.range).toEqual([-1, 3]);
    const [one] = (await measureStacks([stack], { ...PLAIN, threshold: 0 })) as [MeasuredStack];
    expect([...one.areas]).toEqual([0.5, 0.5]);
    one.close();
    expect(workers.open).toBe(0);
  });

  it.each([
    ["float64", Float64Array],
    ["float32", Float32Array],
  ] as const)(
    "of %s with NaN and infinities has Otsu's threshold of the finite values, and 0 where there is none",
    async (_, kind) => {
      const array = noise([4, 6, 7], kind);
      const { data } = array;
      for (const [at, value] of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].entries())
        data[42 + 9 * at] = value;
      data.fill(Number.NaN, 84, 126);
      const [stack] = (await openOwnStacks([stackFile("odd.npy", array)])) as [OwnStack];
      const [one] = (await measureStacks([stack], { ...PLAIN, threshold: "otsu" })) as [MeasuredStack];
      const otsu = [0, 1, 2, 3].map((row) => {
        const finite = kind.from([...rowOf(array, row)].filter(Number.isFinite));
        return row === 2 ? 0 : nd.otsu({ data: finite, shape: [finite.length] });
      });
      expectSame(one.thresholds, otsu);
      expectSame(one.areas, nd.areaAboveEach(array, otsu));
      expect(one.areas[2]).toBe(0);
      one.close();
    },
  );

  it("ends at once when it is told to, with its workers", async () => {
    const file = stackFile("large.npy", noise([300, 64, 64], Float32Array));
    const [stack] = (await openOwnStacks([file])) as [OwnStack];
    const run = new AbortController();
    const told: number[] = [];
    const measuring = measureStacks(
      [stack],
      { gaussian: 6, uniform: 9, threshold: "otsu" },
      {
        signal: run.signal,
        onProgress: ({ done }) => {
          told.push(done);
          run.abort(new Error("enough"));
        },
      },
    );
    await expect(measuring).rejects.toThrow("enough");
    expect(told[0]).toBeLessThan(300);
    expect(workers.open).toBe(0);
    const before = new AbortController();
    before.abort(new Error("not even begun"));
    await expect(openOwnStacks([file], { signal: before.signal })).rejects.toThrow("not even begun");
    await expect(measureStacks([stack], PLAIN, { signal: before.signal })).rejects.toThrow("not even begun");
    expect(workers.open).toBe(0);
  });
});

describe("stacks of one's own", () => {
  beforeAll(() => {
    workers.forbidden = false;
  });

  it("that come together have names of their own, and progress goes through all", async () => {
    const files = [0, 1].map((i) => stackFile("cells.npy", noise([40, 8, 8 + i], Float64Array)));
    const stacks = await openOwnStacks(files);
    expect(stacks.map(({ name }) => name)).toEqual(["cells", "cells_2"]);
    const told: { done: number; total: number }[] = [];
    const all = await measureStacks(stacks, PLAIN, { onProgress: (progress) => told.push(progress) });
    expect(told.at(-1)).toMatchObject({ done: 80, total: 80, secondsLeft: 0 });
    expect(all.map(({ stack }) => stack)).toEqual(stacks);
    for (const one of all) one.close();
    await expect(all[0]!.at(0.5)).rejects.toMatchObject({ name: "AbortError" });
    expect(workers.open).toBe(0);
  });

  it("answer the first and the last of many calls for another threshold; those between reject with an AbortError", async () => {
    const array = noise([50, 16, 16], Float64Array);
    const [one] = (await measureStacks(await openOwnStacks([stackFile("a.npy", array)]), PLAIN)) as [MeasuredStack];
    const asked = [0.1, 0.2, 0.3, 0.9].map((threshold) => one.at(threshold));
    const [first, second, third, last] = await Promise.allSettled(asked);
    expectSame((first as PromiseFulfilledResult<Float64Array>).value, nd.areaAboveEach(array, 0.1));
    expect([second, third]).toMatchObject([{ reason: { name: "AbortError" } }, { reason: { name: "AbortError" } }]);
    expectSame((last as PromiseFulfilledResult<Float64Array>).value, nd.areaAboveEach(array, 0.9));
    await expect(one.at(Number.NaN)).rejects.toThrow("threshold: expected a finite number, got NaN");
    one.close();
  });

  it("of colours are opened, and not measured", async () => {
    const array = noise([2, 3, 3, 3], Uint8Array, 255);
    const stacks = await openOwnStacks([stackFile("rgb.npy", array)]);
    expect(stacks[0]).toMatchObject({ isColour: true, range: [0, 255] });
    expectSame((await stacks[0]!.image(1)).data, rowOf(array, 1));
    await expect(measureStacks(stacks, PLAIN)).rejects.toThrow(
      '"rgb": expected a stack of shape (n, h, w) or (n, d, h, w), got (2, 3, 3, 3)',
    );
  });

  it("of colours on another scale than they are shown on say so; bytes are not looked at", async () => {
    const [one] = await openOwnStacks([stackFile("rgb.npy", noise([2, 3, 3, 3], Float32Array, 255))]);
    expect(one).toMatchObject({
      range: [0, 255],
      note: expect.stringMatching(/^colors of float32 are shown from 0 to 1 .*divide by 255/),
    });
    const [shares] = await openOwnStacks([stackFile("rgb.npy", noise([2, 3, 3, 3], Float32Array))]);
    const told: unknown[] = [];
    const bytes = stackFile("rgb.npy", noise([2, 3, 3, 3], Uint8Array, 255));
    const [plain] = await openOwnStacks([bytes], { onProgress: (progress) => told.push(progress) });
    expect([shares!.note, plain!.note, told]).toEqual([undefined, undefined, []]);
    expect(workers.open).toBe(0);
  });

  const bytes = new Uint8Array(48);
  const good = () => rawFile("good.npy", "|u1", [3, 4, 4], bytes);
  it.each<[string, () => File[], RegExp]>([
    ["an empty file", () => [fileOf("none.npy", "")], /"none.npy": expected a .npy file, got one of 0 bytes/],
    ["no .npy file", () => [fileOf("text.npy", "hello, this is text")], /"text.npy": .npy: expected a file that begins with/],
    ["one cut off", () => [rawFile("cut.npy", "<f8", [3, 4, 4], bytes)], /"cut.npy": .*expected 384 bytes.*got 48/],
    ["one image", () => [rawFile("flat.npy", "|u1", [6, 8], bytes)], /"flat.npy": expected a stack of shape .*got \(6, 8\)/],
    ["no pixels", () => [rawFile("thin.npy", "|u1", [6, 0, 8], bytes)], /"thin.npy": expected images of at least one pixel/],
    ["no images", () => [rawFile("no.npy", "|u1", [0, 4, 4], bytes)], /"no.npy": expected 1 to 100,000 images, got 0/],
    ["too many images", () => [rawFile("m.npy", "|u1", [100_001, 1, 1], new Uint8Array(100_001))], /1 to 100,000 .* 100,001/],
    ["two lengths", () => [good(), rawFile("o.npy", "|u1", [2, 4, 4], bytes)], /got 3 images in "good.npy" and 2 in "o.npy"/],
    ["three stacks", () => [good(), good(), good()], /expected one stack or two, got 3/],
    ["objects", () => [rawFile("o.npy", "|O", [3, 4, 4], bytes)], /"o.npy": .npy: expected elements of/],
  ])("are refused with the reason: %s", async (_, files, says) => {
    await expect(openOwnStacks(files())).rejects.toThrow(says);
    await expect(openOwnStacks(files())).rejects.toBeInstanceOf(RangeError);
    expect(workers.open).toBe(0);
  });

  it("are refused by what their header says they take, before any of it is read", async () => {
    const file = rawFile("huge.npy", "<f2", [70_000, 96, 96], new Uint8Array(0));
    const size = file.size + 70_000 * 96 * 96 * 2;
    const sparse = Object.create(file, {
      size: { value: size },
      slice: { value: (begin: number, end: number) => File.prototype.slice.call(file, begin, end) },
    }) as File;
    Object.defineProperty(sparse, "name", { value: "huge.npy" });
    await expect(openOwnStacks([sparse])).rejects.toThrow(
      '"huge.npy": expected at most 1,073,741,824 bytes in memory, got 2,580,480,000',
    );
  });

  it("are refused settings that no filter has", async () => {
    const stacks = await openOwnStacks([good()]);
    await expect(measureStacks(stacks, { ...PLAIN, gaussian: -1 })).rejects.toThrow("Gaussian: expected a finite number >= 0");
    await expect(measureStacks(stacks, { ...PLAIN, uniform: 1.5 })).rejects.toThrow("box: expected an integer from 1");
    await expect(measureStacks(stacks, { ...PLAIN, threshold: Number.NaN })).rejects.toThrow(
      "threshold: expected a finite number",
    );
  });
});
