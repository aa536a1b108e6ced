// What one would write by hand: plain JavaScript, one axis after the other, SciPy's order of additions.
import { local } from "./local.mjs";

function reflected(length, radius) {
  const index = new Int32Array(length + 2 * radius);
  for (let i = 0; i < index.length; i++) {
    const at = (((i - radius) % (2 * length)) + 2 * length) % (2 * length);
    index[i] = at < length ? at : 2 * length - 1 - at;
  }
  return index;
}

/** Both axes of a square image of doubles; `weights` are those of one axis. */
function gaussian(from, to, width, weights, index, line) {
  const radius = weights.length >> 1;
  for (const [step, stride] of [
    [width, 1],
    [1, width],
  ]) {
    const source = step === width ? from : to;
    for (let start = 0; start < width; start++) {
      for (let i = 0; i < line.length; i++) line[i] = source[start * stride + index[i] * step];
      for (let i = 0; i < width; i++) {
        const centre = i + radius;
        let sum = line[centre] * weights[radius];
        for (let k = radius; k > 0; k--) sum += (line[centre - k] + line[centre + k]) * weights[radius - k];
        to[start * stride + i * step] = sum;
      }
    }
  }
}

/** Gaussians of one image of doubles only: the other cases say nothing that this one does not. */
export function plainEntries(nd, { kind, width, dtype, sigma, radius, images }, input) {
  if (kind !== "gaussian" || dtype !== "f64" || images !== undefined) return [];
  const weights = nd.gaussianWeights(sigma);
  const index = reflected(width, radius);
  const line = new Float64Array(index.length);
  const out = new Float64Array(width * width);
  const call = () => {
    gaussian(input.data, out, width, weights, index, line);
    return out[7];
  };
  return [local({ name: "plain JavaScript", bits: "every", call, output: () => out })];
}
