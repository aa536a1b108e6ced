// RGB(A) values → bytes.
import { type Elements, isInteger } from "../base/dtype.ts";
import type { TypedArray } from "../base/ndarray.ts";

/** What stands for full in a channel, and how its values become bytes. */
type ToByte = (value: number) => number;

const clipped = (value: number): number => Math.floor(Math.min(255, Math.max(0, value)) + 0.5);

/**
 * By the element type of the source: bytes are themselves; of 16 unsigned bits the upper eight are taken; floats from 0 to 1 are rounded, so that
 * x / 255 is x again; other integers are bytes in a wider type. What is outside is clipped.
 */
function toByteOf(source: Elements): ToByte {
  if (source.data instanceof Uint16Array) return (value) => Math.floor(value / 256);
  return isInteger(source) ? clipped : (value) => clipped(value * 255);
}

/** Bytes of pixels whose values are of `source`'s kind. A pixel with a NaN has the colour `nan`, opaque. */
export function colourBytes(data: TypedArray, channels: 3 | 4, source: Elements, nan: Uint8Array): Uint8Array {
  if (data instanceof Uint8Array) return data;
  const toByte = toByteOf(source);
  const bytes = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at += channels) {
    let known = true;
    for (let channel = 0; channel < channels; channel++) {
      const value = data[at + channel]!;
      known &&= !Number.isNaN(value);
      bytes[at + channel] = toByte(value);
    }
    if (known) continue;
    bytes.set(nan, at);
    if (channels === 4) bytes[at + 3] = 255;
  }
  return bytes;
}
