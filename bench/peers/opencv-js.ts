// OpenCV in WebAssembly. Its matrices are kept, but for fresh results; the copies in and out are timed, as they are for ndpeek.
import type { NdArray } from "../../src/base/ndarray.ts";
import type { FilterCase, ThresholdCase } from "../cases.ts";
import { type Entry, entryOf, type Peer } from "../entry.ts";

interface Mat {
  readonly data64F: Float64Array;
  readonly data32F: Float32Array;
  readonly data: Uint8Array;
  delete(): void;
}

/** The part of the package that is called. */
export interface OpenCv {
  readonly Mat: new (rows?: number, columns?: number, type?: number, value?: object) => Mat;
  readonly Scalar: new (value: number) => object;
  readonly Size: new (width: number, height: number) => object;
  readonly Point: new (x: number, y: number) => object;
  readonly CV_64FC1: number;
  readonly CV_32FC1: number;
  readonly CV_8UC1: number;
  readonly BORDER_REFLECT: number;
  readonly CMP_GT: number;
  GaussianBlur(from: Mat, to: Mat, size: object, sigmaX: number, sigmaY: number, border: number): void;
  boxFilter(from: Mat, to: Mat, depth: number, size: object, anchor: object, normalize: boolean, border: number): void;
  compare(one: Mat, other: Mat, to: Mat, how: number): void;
  countNonZero(from: Mat): number;
  getBuildInformation(): string;
  onRuntimeInitialized?: () => void;
}

/** `imported`: the package's default export, a module, a promise of one, or one that has yet to start. */
export async function readyOpenCv(imported: OpenCv | Promise<OpenCv>): Promise<OpenCv> {
  const cv = await imported;
  if (!cv.Mat) {
    await new Promise<void>((resolve) => {
      cv.onRuntimeInitialized = resolve;
    });
  }
  return cv;
}

const peer = "opencv-js";
const SINGLE = { f64: ["CV_64FC1", "data64F"], f32: ["CV_32FC1", "data32F"], u8: ["CV_8UC1", "data"] } as const;

type View = "data64F" | "data32F" | "data";

interface Kept {
  readonly from: Mat;
  readonly view: View;
  readonly input: NdArray;
  readonly to: Mat;
  /** Of the result, where it is not the input's; and what its numbers are worth. */
  readonly toView?: View;
  readonly unit?: number;
  readonly work: () => void;
}

/** The two ways that keep their matrices. */
function keptEntries({ from, view, input, to, toView = view, unit = 1, work }: Kept): Entry[] {
  const result = to[toView].slice();
  from[view].set(input.data);
  return [
    entryOf({
      ...{ peer, mode: "kept", output: () => result, unit },
      call() {
        from[view].set(input.data);
        work();
        result.set(to[toView]);
        return result[7]!;
      },
    }),
    entryOf({
      ...{ peer, mode: "alone", output: () => to[toView], unit },
      call() {
        work();
        return to[toView][7]!;
      },
    }),
  ];
}

function filterEntries(cv: OpenCv, one: FilterCase, input: NdArray): Entry[] {
  const { width, dtype } = one;
  const [type, view] = SINGLE[dtype];
  const side = one.kernel === "gaussian" ? 2 * one.radius + 1 : one.size;
  const window = new cv.Size(side, side);
  const anchor = new cv.Point(-1, -1);
  const filter = (a: Mat, b: Mat) =>
    one.kernel === "gaussian"
      ? cv.GaussianBlur(a, b, window, one.sigma, one.sigma, cv.BORDER_REFLECT)
      : cv.boxFilter(a, b, -1, window, anchor, true, cv.BORDER_REFLECT);
  const from = new cv.Mat(width, width, cv[type]);
  const to = new cv.Mat(width, width, cv[type]);
  let made = input.data;
  const fresh = entryOf({
    ...{ peer, mode: "fresh", output: () => made },
    call() {
      const a = new cv.Mat(width, width, cv[type]);
      const b = new cv.Mat();
      a[view].set(input.data);
      filter(a, b);
      made = b[view].slice();
      a.delete();
      b.delete();
      return made[7]!;
    },
    free() {
      from.delete();
      to.delete();
    },
  });
  return [...keptEntries({ from, view, input, to, work: () => filter(from, to) }), fresh];
}

/** Masks of 0 and 255, by a comparison with a matrix of thresholds: faster than its `threshold`, whose result is as wide as its input. */
function thresholdEntries(cv: OpenCv, { operation, width, dtype, threshold }: ThresholdCase, input: NdArray): Entry[] {
  const [type, view] = SINGLE[dtype];
  const from = new cv.Mat(width, width, cv[type]);
  const limits = new cv.Mat(width, width, cv[type], new cv.Scalar(threshold));
  const to = new cv.Mat(width, width, cv.CV_8UC1);
  from[view].set(input.data);
  const work = () => cv.compare(from, limits, to, cv.CMP_GT);
  const free = () => {
    for (const mat of [from, limits, to]) mat.delete();
  };
  if (operation === "mask") {
    const kept = keptEntries({ from, view, input, to, toView: "data", unit: 1 / 255, work });
    return kept.map((entry, i) => (i === 0 ? { ...entry, free } : entry));
  }
  let share = 0;
  const count = () => {
    work();
    share = cv.countNonZero(to) / (width * width);
    return share;
  };
  return [
    entryOf({
      ...{ peer, mode: "kept", output: () => [share], free },
      call() {
        from[view].set(input.data);
        return count();
      },
    }),
    entryOf({ peer, mode: "alone", call: count, output: () => [share] }),
  ];
}

/** Single images: it has no stacks. */
export const openCvPeer = (cv: OpenCv, version: string): Peer => ({
  id: "opencv-js",
  name: peer,
  version: `${version} (OpenCV ${/General configuration for OpenCV (\S+)/.exec(cv.getBuildInformation())?.[1] ?? "unknown"})`,
  entries(one, { input }) {
    if (input?.shape.length !== 2) return [];
    if (one.kernel === "gaussian" || one.kernel === "box") return filterEntries(cv, one, input);
    return one.kernel === "threshold" ? thresholdEntries(cv, one, input) : [];
  },
});
