import type { TypedArray } from "../ndarray.ts";
import { dtypeCode } from "./dtype.ts";
import type { Kernels } from "./instance.ts";

export function countAbove({ call, arena }: Kernels, data: TypedArray, threshold: number): number {
  return arena.scope(() => call.countAbove(arena.copyIn(data), dtypeCode(data), data.length, threshold));
}

export function mask({ call, arena }: Kernels, data: TypedArray, threshold: number): Uint8Array {
  return arena.scope(() => {
    const from = arena.copyIn(data);
    const to = arena.alloc(data.length);
    call.mask(from, dtypeCode(data), data.length, threshold, to);
    return arena.bytes(to, data.length).slice();
  });
}

export function minMax({ call, arena }: Kernels, data: TypedArray): [min: number, max: number] {
  return arena.scope(() => {
    const at = arena.copyIn(data);
    const dtype = dtypeCode(data);
    return [call.minimum(at, dtype, data.length), call.maximum(at, dtype, data.length)];
  });
}

export function toGray8({ call, arena }: Kernels, data: TypedArray, low: number, high: number): Uint8Array {
  return arena.scope(() => {
    const from = arena.copyIn(data);
    const to = arena.alloc(data.length);
    call.toGray8(from, dtypeCode(data), data.length, low, high, to);
    return arena.bytes(to, data.length).slice();
  });
}
