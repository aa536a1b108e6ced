// What no filter, stream or measure can do without, alone, in the same rounds as the peers: the arithmetic of an exact result, the way of its
// bytes through memory, or the random stream that has to be gone along.
import type { Kernels } from "../../src/kernels/instance.ts";
import { skippedDraws } from "../../src/kernels/streams.ts";
import type { BenchCase, Dtype } from "../cases.ts";
import type { Entry, Peer } from "../entry.ts";
import type { LimitExports } from "../limit-exports.ts";
import { timeCalls } from "../measure.ts";
import type { Roofline } from "../result.ts";

const SIZES: Readonly<Record<Dtype, number>> = { f64: 8, f32: 4, u8: 1 };
/** Pixels of noise of a row of the tutorial's table. */
const ROW_NOISE = 96 * 96;

const entry = (detail: string, call: () => number): Entry => ({
  ...{ peer: "limit", detail, mode: "limit", bits: "other" },
  round: (repeats) => timeCalls(call, repeats),
  check: () => ({ exact: true, error: 0 }),
});

function copy(limits: LimitExports, bytes: number): Entry {
  limits.makeRoom(2 * bytes);
  return entry("one copy of the array", () => limits.copyWithin(bytes));
}

function read(limits: LimitExports, bytes: number): Entry {
  limits.makeRoom(bytes);
  return entry("one reading of the array", () => limits.readAll(bytes));
}

const stream = (kernels: Kernels, draws: number): Entry => entry("the random stream alone", skippedDraws(kernels, draws));

/**
 * Two vector additions a tap and pair of pixels for a Gaussian (four pixels in floats), one vector division a pair of pixels for a box; twice, for two
 * axes. SciPy's arithmetic is in doubles whatever the dtype.
 */
function entriesOf(limits: LimitExports, kernels: Kernels, one: BenchCase): Entry[] {
  switch (one.kernel) {
    case "gaussian": {
      const lanes = one.precision === "single" ? 4 : 2;
      const count = (2 * 2 * one.radius * one.items) / lanes;
      return [entry("the additions alone", () => limits.additions(count, 1e-9)), copy(limits, one.items * SIZES[one.dtype])];
    }
    case "box":
      return [
        entry("the divisions alone", () => limits.divisions(one.items, 1.000000001)),
        copy(limits, one.items * SIZES[one.dtype]),
      ];
    case "threshold":
      return [read(limits, one.items * SIZES[one.dtype])];
    case "random":
      return one.operation === "normal" ? [stream(kernels, one.items)] : [copy(limits, one.items * SIZES[one.dtype])];
    case "rows":
      return one.operation === "table" ? [stream(kernels, one.items * ROW_NOISE)] : [];
    default:
      return [];
  }
}

export const limitPeer = (limits: LimitExports, kernels: Kernels): Peer => ({
  id: "limits",
  name: "limit",
  version: "",
  entries: (one) => entriesOf(limits, kernels, one),
});

const COPIES = [1 << 14, 1 << 17, 1 << 20, 1 << 23, 1 << 26];

/** What this machine does in WebAssembly: best of many tries, each long enough for a browser's clock. */
export function rooflineOf(limits: LimitExports, now: () => number = () => performance.now()): Roofline {
  const count = 2_000_000;
  const best = (call: () => number, repeats: number, tries: number) =>
    Math.min(...Array.from({ length: tries }, () => timeCalls(call, repeats, now))) / repeats;
  const chain = best(() => limits.chain(count, 3), 6, 20);
  const additions = best(() => limits.additions(count, 1e-9), 8, 20);
  const copies = COPIES.map((bytes) => {
    limits.makeRoom(2 * bytes);
    const seconds = best(() => limits.copyWithin(bytes), Math.max(1, (1 << 27) / bytes), 8);
    return { bytes, perSecond: bytes / seconds };
  });
  return {
    clockGHz: count / chain / 1e9,
    additionsPerCycle: chain / additions,
    cyclesPerDivision: best(() => limits.divisions(count, 1.000000001), 2, 20) / chain,
    gigaflops: (2 * count) / additions / 1e9,
    copy: copies,
  };
}
