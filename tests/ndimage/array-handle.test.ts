import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type ArrayHandle, load, type NdArray, type Ndpeek } from "../../src/index.ts";
import { Held, holdCopy } from "../../src/kernels/held.ts";
import { instantiate } from "../../src/kernels/source.ts";
import { uniformFilter } from "../../src/ndimage/ndimage.ts";
import { firstDifference } from "../fixtures/first-difference.ts";
import { range, thrown, type } from "../fixtures/refusal.ts";
import { type Dtype, dtypes, input } from "../golden/input.ts";
import { sha256 } from "../golden/read.ts";

let nd: Ndpeek;
beforeAll(async () => {
  nd = await load();
});

const image = (dtype: Dtype = "f8", shape = [37, 41]): NdArray => input(nd, dtype, shape, 3);

describe("a handle", () => {
  it.each(dtypes)("holds an array of %s, read and written as often as one likes", (dtype) => {
    const array = image(dtype);
    const handle = nd.hold(array);
    expect(handle.shape).toEqual([37, 41]);
    expect(handle.read()).toEqual(array);
    const other = input(nd, dtype, [37, 41], 4);
    handle.write(other);
    const out = { data: array.data.slice(), shape: [37, 41] };
    expect(handle.read(out)).toBe(out);
    expect(out).toEqual(other);
    handle.close();
  });

  it("copies: what happens to the array afterwards changes nothing", () => {
    const array = image();
    const handle = nd.hold(array);
    const first = array.data[0];
    array.data[0] = -1;
    expect(handle.read().data[0]).toBe(first);
    handle.close();
  });

  it("answers every method as the function of the same name answers the array", () => {
    for (const dtype of dtypes) {
      const array = image(dtype, [5, 33, 36]);
      const handle = nd.hold(array);
      const results: [ArrayHandle, NdArray][] = [
        [handle.gaussianFilter(1.4), nd.gaussianFilter(array, 1.4)],
        [handle.gaussianFilter([1, 2], { axes: [1, 2] }), nd.gaussianFilter(array, [1, 2], { axes: [1, 2] })],
        [handle.gaussianFilter(2, { precision: "single" }), nd.gaussianFilter(array, 2, { precision: "single" })],
        [handle.gaussianFilter1d(3, { axis: 0 }), nd.gaussianFilter1d(array, 3, { axis: 0 })],
        [handle.uniformFilter(5, { mode: "wrap" }), nd.uniformFilter(array, 5, { mode: "wrap" })],
        [handle.uniformFilter(5, { axes: [-2, -1] }), nd.uniformFilter(array, 5, { axes: [-2, -1] })],
        [handle.uniformFilter1d(4), nd.uniformFilter1d(array, 4)],
        [handle.correlate1d([0.2, 0.3, 0.1]), nd.correlate1d(array, [0.2, 0.3, 0.1])],
        [handle.convolve1d([0.2, 0.3, 0.1], { axis: 1 }), nd.convolve1d(array, [0.2, 0.3, 0.1], { axis: 1 })],
        [handle.mask(20), nd.mask(array, 20)],
        [handle.toGray8({ vmin: -5, vmax: 90 }), nd.toGray8(array, { vmin: -5, vmax: 90 })],
      ];
      for (const [held, expected] of results) {
        expect(held.read()).toEqual(expected);
        held.close();
      }
      expect(handle.areaAbove(20)).toBe(nd.areaAbove(array, 20));
      expect(handle.areaAboveEach(20)).toEqual(nd.areaAboveEach(array, 20));
      expect(handle.minMax()).toEqual(nd.minMax(array));
      expect(handle.minMaxEach()).toEqual(nd.minMaxEach(array));
      expect(handle.otsu({ bins: 64 })).toBe(nd.otsu(array, { bins: 64 }));
      expect(handle.otsuEach()).toEqual(nd.otsuEach(array));
      expect(handle.read()).toEqual(array);
      handle.close();
    }
  });

  it("writes to the handle that out names, which may be itself", { tags: "long" }, () => {
    const array = image("f8", [300, 500]);
    const expected = nd.gaussianFilter(array, 3);
    const [from, to] = [nd.hold(array), nd.hold(array)];
    expect(from.gaussianFilter(3, { out: to })).toBe(to);
    expect(to.read()).toEqual(expected);
    expect(from.read()).toEqual(array);
    expect(from.gaussianFilter(3, { out: from })).toBe(from);
    expect(from.read()).toEqual(expected);
    from.close();
    to.close();
  });

  it("of no element goes through the filters", () => {
    const handle = nd.hold({ data: new Float64Array(0), shape: [0, 5] });
    const smooth = handle.gaussianFilter(2);
    expect(smooth.read()).toEqual({ data: new Float64Array(0), shape: [0, 5] });
    expect(thrown(() => handle.areaAbove(0))).toEqual(range(/^input: expected at least one element/));
    handle.close();
    smooth.close();
  });

  it("once closed refuses everything but to be closed again", () => {
    const handle = nd.hold(image());
    const open = nd.hold(image());
    expect(handle.closed).toBe(false);
    handle.close();
    handle.close();
    expect(handle.closed).toBe(true);
    const calls = [
      () => handle.read(),
      () => handle.write(image()),
      () => handle.gaussianFilter(1),
      () => handle.uniformFilter1d(3),
      () => handle.areaAbove(0),
      () => handle.otsu(),
      () => handle.mask(0),
      () => open.gaussianFilter(1, { out: handle }),
    ];
    for (const call of calls) expect(thrown(call)).toEqual(type(/expected an open handle, got one that has been closed$/));
    open.close();
  });

  it("refuses another dtype or shape, an array for out, a handle for an array, and one of another instance", async () => {
    const handle = nd.hold(image());
    expect(thrown(() => handle.write(image("f4")))).toEqual(
      type(/^input: expected the handle's dtype \(Float64Array\), got a Float32Array$/),
    );
    expect(thrown(() => handle.write(image("f8", [41, 37])))).toEqual(
      range(/^input: expected shape \(37, 41\), got \(41, 37\)$/),
    );
    expect(thrown(() => handle.read(image("f8", [41, 37])))).toEqual(range(/^out: expected shape/));
    expect(thrown(() => handle.gaussianFilter(1, { out: image() as never }))).toEqual(type(/^out: expected a handle/));
    expect(thrown(() => nd.gaussianFilter(handle as never, 1))).toEqual(type(/^input: expected an array .*, got a handle/));
    expect(thrown(() => nd.gaussianFilter(image(), 1, { out: handle as never }))).toEqual(
      type(/^out: expected an array .* a handle/),
    );
    expect(thrown(() => handle.write(handle as never))).toEqual(type(/^input: expected an array .*, got a handle/));
    expect(thrown(() => handle.gaussianFilter(1, { out: handle.mask(0) as never }))).toEqual(type(/got a Uint8Array$/));
    expect(thrown(() => nd.hold(handle as never))).toEqual(type(/^input: expected an array/));
    expect(thrown(() => nd.hold({ data: [1], shape: [1] } as never))).toEqual(type(/^input\.data/));
    const other = (await load()).hold(image());
    expect(thrown(() => handle.gaussianFilter(1, { out: other }))).toEqual(type(/^out: expected a handle of this instance/));
    expect(thrown(() => handle.gaussianFilter(1, { sigma: 1 } as never))).toEqual(type(/^options: unknown option "sigma"/));
    handle.close();
  });
});

describe("a handle that the caller's own code closes meanwhile", () => {
  it("is refused, and nobody else's data are read", () => {
    const line = { data: Float64Array.from({ length: 40 }, (_, i) => i), shape: [40] };
    const handle = nd.hold(line);
    const weights = {
      length: 1,
      get 0() {
        handle.close();
        nd.hold({ data: new Float64Array(40).fill(-5), shape: [40] });
        return 1;
      },
    };
    expect(thrown(() => handle.correlate1d(weights))).toEqual(type(/got one that has been closed$/));
    const stack = nd.hold({ data: new Float64Array(4), shape: [2, 2] });
    const thresholds = {
      length: 2,
      get 0() {
        stack.close();
        return 1;
      },
      1: 1,
    };
    expect(thrown(() => stack.areaAboveEach(thresholds))).toEqual(type(/got one that has been closed$/));
  });
});

describe("the memory that handles take", () => {
  it("is reused, whatever the order of opening and closing, and given back at the end", { tags: "long" }, async () => {
    const kernels = await instantiate();
    const start = kernels.call.mark();
    const step = fc.record({ size: fc.integer({ min: 0, max: 5000 }), close: fc.nat(), keep: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const open: { held: Held; array: NdArray }[] = [];
        const check = ({ held, array }: (typeof open)[number]) => {
          const { data, shape } = held.read();
          expect(shape).toEqual(array.shape);
          expect(firstDifference(data, array.data)).toBeUndefined();
        };
        for (const { size, close, keep } of steps) {
          const array = { data: new Float64Array(size).fill(open.length + size), shape: [size] };
          open.push({ held: holdCopy(kernels, array), array });
          if (keep) continue;
          const [closed] = open.splice(close % open.length, 1);
          check(closed!);
          closed!.held.close();
        }
        for (const one of open) check(one);
        for (const { held } of open) held.close();
        expect(kernels.call.mark()).toBe(start);
      }),
    );
  });

  it("stays within twice what is held at most, over 100,000 handles of mixed sizes", async () => {
    const kernels = await instantiate();
    const start = kernels.call.memory.buffer.byteLength;
    const open: Held[] = [];
    for (let i = 0; i < 100_000; i++) {
      open.push(new Held(kernels, [1 + ((i * 7919) % 4096)], 0));
      if (open.length > 20) open.splice((i * 104729) % 20, 1)[0]!.close();
    }
    expect(kernels.call.memory.buffer.byteLength - start).toBeLessThan(2 * 21 * 8 * 4096);
  });

  it("suffices for a filter of a large image in place, with little beside it", async () => {
    const kernels = await instantiate();
    const start = kernels.call.memory.buffer.byteLength;
    const shape = [3000, 1000];
    const array = input(nd, "f8", shape, 6);
    const held = holdCopy(kernels, array);
    uniformFilter(kernels, held, 5, { out: held });
    expect(sha256(held.read().data)).toBe(sha256(nd.uniformFilter(array, 5).data));
    expect(kernels.call.memory.buffer.byteLength - start).toBeLessThan(1.1 * array.data.byteLength);
  });

  it("that runs short leaves a stack that is filtered in place as it was", { tags: "long" }, async () => {
    const kernels = await instantiate();
    const array = input(nd, "f8", [3, 300, 300], 6);
    const held = holdCopy(kernels, array);
    const ballast: Held[] = [];
    for (let elements = 2 ** 28; elements > 2 ** 16; elements /= 2) {
      for (let full = false; !full; ) {
        try {
          ballast.push(new Held(kernels, [elements], 0));
        } catch {
          full = true;
        }
      }
    }
    expect(thrown(() => uniformFilter(kernels, held, 3, { out: held }))).toEqual(range(/^memory: /));
    expect(held.read()).toEqual(array);
    for (const block of ballast) block.close();
    uniformFilter(kernels, held, 3, { out: held });
    expect(held.read()).toEqual(nd.uniformFilter(array, 3));
  });

  it("is refused with both numbers where it cannot be had, and the instance goes on working", async () => {
    const kernels = await instantiate();
    const held = holdCopy(kernels, { data: Float64Array.of(1, 2), shape: [2] });
    expect(thrown(() => new Held(kernels, [2 ** 30], 0))).toEqual(range(/^memory: expected at most .* got a request for 85\d+ /));
    expect(held.read().data).toEqual(Float64Array.of(1, 2));
    const start = kernels.call.mark();
    held.close();
    expect(kernels.call.mark()).toBeLessThan(start);
  });
});
