import { encodePng } from "../../dist/index.js";

const COLOURS = 256;
/** Bits of a channel by which colours are told apart at first. */
const BITS = 5;

/** The boxes that the pixels' colours are parted into, the one with most to gain at its median, until there are as many as a palette has places. */
function parted(colours) {
  const boxes = [measured(colours)];
  while (boxes.length < COLOURS) {
    const widest = boxes.reduce((best, box, i) => (box.gain > boxes[best].gain ? i : best), 0);
    const { list, channel, gain } = boxes[widest];
    if (gain === 0) break;
    list.sort((a, b) => a.mean[channel] - b.mean[channel]);
    const half = list.reduce((sum, { count }) => sum + count, 0) / 2;
    let cut = 0;
    for (let sum = 0; cut < list.length - 1 && sum < half; cut++) sum += list[cut].count;
    cut = Math.max(1, cut);
    boxes.splice(widest, 1, measured(list.slice(0, cut)), measured(list.slice(cut)));
  }
  return boxes;
}

/** A box with its widest channel. What is seen often is worth more, but not in proportion: a background is one colour. */
function measured(list) {
  const extents = [0, 1, 2].map((channel) => {
    const values = list.map(({ mean }) => mean[channel]);
    return Math.max(...values) - Math.min(...values);
  });
  const channel = extents.indexOf(Math.max(...extents));
  const count = list.reduce((sum, colour) => sum + colour.count, 0);
  return { list, channel, gain: list.length > 1 ? extents[channel] * count ** 0.25 : 0 };
}

/** RGBA pixels, all opaque, as a PNG of at most 256 colours. */
export function indexedPng(rgba, width, height) {
  const keyOf = (at) =>
    ((((rgba[at] >> (8 - BITS)) << BITS) | (rgba[at + 1] >> (8 - BITS))) << BITS) | (rgba[at + 2] >> (8 - BITS));
  const bins = new Map();
  for (let at = 0; at < rgba.length; at += 4) {
    const key = keyOf(at);
    const bin = bins.get(key) ?? { sums: [0, 0, 0], count: 0 };
    bins.set(key, bin);
    bin.count++;
    for (let channel = 0; channel < 3; channel++) bin.sums[channel] += rgba[at + channel];
  }
  const colours = Array.from(bins, ([key, { sums, count }]) => ({ key, count, mean: sums.map((sum) => sum / count) }));
  const boxes = parted(colours);
  const places = new Map();
  const palette = new Uint8Array(3 * boxes.length);
  for (const [place, { list }] of boxes.entries()) {
    const count = list.reduce((sum, colour) => sum + colour.count, 0);
    for (let channel = 0; channel < 3; channel++) {
      palette[3 * place + channel] = Math.round(list.reduce((sum, one) => sum + one.mean[channel] * one.count, 0) / count);
    }
    for (const { key } of list) places.set(key, place);
  }
  const data = Uint8Array.from({ length: width * height }, (_, i) => places.get(keyOf(4 * i)));
  return encodePng({ data, shape: [height, width] }, { palette: { data: palette, shape: [boxes.length, 3] }, level: 9 });
}
