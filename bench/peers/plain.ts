// What one would write by hand: plain JavaScript on typed arrays, SciPy's order of additions.
import type { Ndpeek } from "../../src/index.ts";
import type { GaussianCase, RandomCase, ThresholdCase } from "../cases.ts";
import { type Entry, entryOf, type Peer } from "../entry.ts";

const peer = "plain JavaScript";

function reflected(length: number, radius: number): Int32Array {
  const index = new Int32Array(length + 2 * radius);
  for (let i = 0; i < index.length; i++) {
    const at = (((i - radius) % (2 * length)) + 2 * length) % (2 * length);
    index[i] = at < length ? at : 2 * length - 1 - at;
  }
  return index;
}

/** Both axes of a square image of doubles; `weights` are those of one axis. */
function blur(from: Float64Array, to: Float64Array, width: number, weights: Float64Array, index: Int32Array, line: Float64Array) {
  const radius = weights.length >> 1;
  for (const [step, stride] of [
    [width, 1],
    [1, width],
  ] as const) {
    const source = step === width ? from : to;
    for (let start = 0; start < width; start++) {
      for (let i = 0; i < line.length; i++) line[i] = source[start * stride + index[i]! * step]!;
      for (let i = 0; i < width; i++) {
        const centre = i + radius;
        let sum = line[centre]! * weights[radius]!;
        for (let k = radius; k > 0; k--) sum += (line[centre - k]! + line[centre + k]!) * weights[radius - k]!;
        to[start * stride + i * step] = sum;
      }
    }
  }
}

function gaussian(nd: Ndpeek, { width, sigma, radius }: GaussianCase, data: Float64Array): Entry {
  const weights = nd.gaussianWeights(sigma);
  const index = reflected(width, radius);
  const line = new Float64Array(index.length);
  const out = new Float64Array(width * width);
  return entryOf({
    ...{ peer, mode: "kept", bits: "every", output: () => out },
    call() {
      blur(data, out, width, weights, index, line);
      return out[7]!;
    },
  });
}

function area(data: Float64Array, threshold: number): Entry {
  let share = 0;
  return entryOf({
    ...{ peer, mode: "kept", bits: "every", output: () => [share] },
    call() {
      let above = 0;
      for (let i = 0; i < data.length; i++) if (data[i]! > threshold) above++;
      share = above / data.length;
      return share;
    },
  });
}

function mask(data: Float64Array, threshold: number): Entry {
  let made: Uint8Array = new Uint8Array();
  return entryOf({
    ...{ peer, mode: "fresh", bits: "every", output: () => made },
    call() {
      made = new Uint8Array(data.length);
      for (let i = 0; i < data.length; i++) made[i] = Number(data[i]! > threshold);
      return made[7]!;
    },
  });
}

/** The engine's own stream, which takes no seed; normals by Box and Muller's pairs. */
function draws({ operation, items }: RandomCase): Entry {
  const out = new Float64Array(items);
  const call = {
    random() {
      for (let i = 0; i < items; i++) out[i] = Math.random();
      return out[7]!;
    },
    normal() {
      for (let i = 0; i < items; i += 2) {
        const length = Math.sqrt(-2 * Math.log(1 - Math.random()));
        const angle = 2 * Math.PI * Math.random();
        out[i] = length * Math.cos(angle);
        out[i + 1] = length * Math.sin(angle);
      }
      return out[7]!;
    },
  }[operation];
  return entryOf({ peer, detail: "Math.random", mode: "kept", bits: "other", call, output: () => out });
}

const ofThreshold = ({ operation, threshold }: ThresholdCase, data: Float64Array): Entry =>
  operation === "mask" ? mask(data, threshold) : area(data, threshold);

/** Single images of doubles only: the other cases say nothing that these do not. */
export const plainPeer = (nd: Ndpeek): Peer => ({
  id: "plain",
  name: peer,
  version: "",
  entries(one, { input }) {
    if (one.kernel === "random") return [draws(one)];
    if (!(input?.data instanceof Float64Array) || input.shape.length !== 2) return [];
    if (one.kernel === "gaussian") return [gaussian(nd, one, input.data)];
    return one.kernel === "threshold" ? [ofThreshold(one, input.data)] : [];
  },
});
