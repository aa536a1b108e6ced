import type { Plane } from "./image-planes.ts";
import type { Size } from "./resize.ts";

/** A run of pixels, and how much of each is covered. */
interface Part {
  readonly first: number;
  readonly weights: readonly number[];
}

/** `from` pixels in `to` parts of one length. */
function parts(from: number, to: number): Part[] {
  return Array.from({ length: to }, (_, i) => {
    // In units of 1 / to of a pixel, so that nothing is rounded.
    const [begin, end] = [i * from, (i + 1) * from];
    const first = Math.floor(begin / to);
    const weights = Array.from({ length: Math.ceil(end / to) - first }, (_, k) => {
      return Math.min(end, (first + k + 1) * to) - Math.max(begin, (first + k) * to);
    });
    return { first, weights };
  });
}

/** The mean of a channel's values that are not NaN; where `alpha` is a channel's number, of what can be seen of them. */
function mean({ data, width, channels }: Plane, row: Part, column: Part, channel: number, alpha?: number): number {
  const [rows, columns] = [row.weights.length, column.weights.length];
  let sum = 0;
  let weights = 0;
  for (let y = 0; y < rows; y++) {
    let pixel = ((row.first + y) * width + column.first) * channels;
    for (let x = 0; x < columns; x++, pixel += channels) {
      const value = data[pixel + channel]!;
      const weight = row.weights[y]! * column.weights[x]! * (alpha === undefined ? 1 : data[pixel + alpha]!);
      if (Number.isNaN(value) || weight === 0) continue;
      sum += weight * value;
      weights += weight;
    }
  }
  return sum / weights;
}

/** Fewer pixels: each is the mean on its area. */
export function reduce(plane: Plane, to: Size): Plane<Float64Array> {
  const { channels } = plane;
  const data = new Float64Array(to.width * to.height * channels);
  const columns = parts(plane.width, to.width);
  let at = 0;
  for (const row of parts(plane.height, to.height)) {
    for (const column of columns) {
      if (channels === 4) {
        const alpha = mean(plane, row, column, 3);
        data[at + 3] = alpha;
        if (alpha !== 0) for (let channel = 0; channel < 3; channel++) data[at + channel] = mean(plane, row, column, channel, 3);
      } else {
        for (let channel = 0; channel < channels; channel++) data[at + channel] = mean(plane, row, column, channel);
      }
      at += channels;
    }
  }
  return { data, ...to, channels };
}
