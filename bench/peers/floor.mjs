// The floor under a case: its additions, its divisions or its random stream alone, timed in the same rounds as the peers.
import { timeCalls } from "../measure.mjs";

const round = (call) => (repeats) => timeCalls(call, repeats);

/** What a case by handles is held against: its array copied once, inside WebAssembly. */
function oneCopy(limits, bytes) {
  limits.makeRoom(2 * bytes);
  return { name: "one copy in WebAssembly", round: round(() => limits.copyWithin(bytes)) };
}

/** The noise of all rows stepped over: whoever makes the rows has to go along this stream, in order. */
function streamAlone({ alloc, memory, skipStandardNormal }, draws) {
  const generator = alloc(40);
  const words = new BigUint64Array(memory.buffer, generator, 5);
  words.set([1n, 2n, 3n, 4n, 0n]);
  const call = () => {
    skipStandardNormal(generator, draws);
    return 1;
  };
  return { name: "floor: the random stream alone", round: round(call) };
}

/**
 * Two vector additions a tap and pair of pixels for a Gaussian (four pixels in floats), one vector division a pair of pixels for a box; twice,
 * for two axes. Loads, stores and copies come on top, so no filter reaches it. For rows, the random stream.
 */
export function floorOf({ limits, kernels }, { kind, dtype, items, radius, precision, held, noise }) {
  if (noise) return streamAlone(kernels, noise);
  if (held) return oneCopy(limits, items * (dtype === "f64" ? 8 : 4));
  if (kind === "gaussian") {
    const lanes = precision === "single" ? 4 : 2;
    const count = (2 * 2 * radius * items) / lanes;
    return { name: "floor: the additions alone", round: round(() => limits.additions(count, 1e-9)) };
  }
  if (kind === "box" && dtype === "f64")
    return { name: "floor: the divisions alone", round: round(() => limits.divisions(items, 1.000000001)) };
  return undefined;
}

/** The clock in GHz by a chain of dependent integer operations, and what the vector units do in a cycle: best of many short tries. */
export function clock(limits, now = () => performance.now()) {
  const count = 2_000_000;
  const best = (call) => Math.min(...Array.from({ length: 80 }, () => timeCalls(call, 1, now)));
  const chain = best(() => limits.chain(count, 3));
  return {
    clockGHz: count / chain / 1e9,
    additionsPerCycle: chain / best(() => limits.additions(count, 1e-9)),
    cyclesPerDivision: best(() => limits.divisions(count, 1.000000001)) / chain,
  };
}
