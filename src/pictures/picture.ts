// A picture: pixels that are slots of a colour map, or bytes of colours; and its PNG.
import { encodePng } from "../png.ts";
import { type ColourMapName, colourTable, LEVELS, NAN, SLOTS } from "./colour-maps.ts";
import type { Size } from "./resize.ts";

export type Picture = Size & (Mapped | Coloured);

interface Mapped {
  readonly channels: 1;
  readonly data: Uint16Array;
}

interface Coloured {
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
}

const COLOURS = 256;

/** RGB of a slot as one number. */
const colourAt = (table: Uint8Array, slot: number): number =>
  (table[3 * slot]! << 16) | (table[3 * slot + 1]! << 8) | table[3 * slot + 2]!;

const distance = (table: Uint8Array, slot: number): number =>
  [0, 1, 2].reduce((sum, i) => sum + Math.abs(table[3 * slot + i]! - table[3 * slot + i - 3]!), 0);

/**
 * A palette of the colours of `used` slots, and each one's place. Beside 256 levels there may be NaN, white and black: a map has colours that occur
 * twice, or else as many levels as are too many take the colour of the level before, where that differs least (by one in a channel; gray by one).
 */
function paletteOf(table: Uint8Array, used: Uint8Array): { palette: Uint8Array; places: Uint8Array } {
  const slots = Array.from(used.keys()).filter((slot) => used[slot]);
  const colours = new Map(slots.map((slot) => [slot, colourAt(table, slot)]));
  const surplus = new Set(colours.values()).size - COLOURS;
  if (surplus > 0) {
    const levels = slots.filter((slot) => slot > 0 && slot < LEVELS).sort((a, b) => distance(table, a) - distance(table, b));
    for (const level of levels.slice(0, surplus)) colours.set(level, colourAt(table, level - 1));
  }
  const distinct = [...new Set(colours.values())];
  const place = new Map(distinct.map((colour, i) => [colour, i]));
  const places = new Uint8Array(SLOTS);
  for (const [slot, colour] of colours) places[slot] = place.get(colour)!;
  return { palette: Uint8Array.from(distinct.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])), places };
}

/** Each slot's place in bytes. */
function placed(slots: Uint16Array, places: Uint8Array): Uint8Array {
  const data = new Uint8Array(slots.length);
  for (let i = 0; i < slots.length; i++) data[i] = places[slots[i]!]!;
  return data;
}

function mappedPng(slots: Uint16Array, { width, height }: Size, cmap: ColourMapName, level: number): Uint8Array {
  const used = new Uint8Array(SLOTS);
  for (let i = 0; i < slots.length; i++) used[slots[i]!] = 1;
  const shape = [height, width];
  const table = colourTable(cmap);
  if (cmap === "gray" && !used[NAN]) {
    const greys = Uint8Array.from({ length: SLOTS }, (_, slot) => table[3 * slot]!);
    return encodePng({ data: placed(slots, greys), shape }, { level });
  }
  const { palette, places } = paletteOf(table, used);
  return encodePng({ data: placed(slots, places), shape }, { level, palette: { data: palette, shape: [palette.length / 3, 3] } });
}

export function pngOf(picture: Picture, cmap: ColourMapName, level: number): Uint8Array {
  const { width, height, channels, data } = picture;
  if (channels === 1) return mappedPng(data, picture, cmap, level);
  return encodePng({ data, shape: [height, width, channels] }, { level });
}

/** Slots as bytes of colours. */
export function coloured(slots: Uint16Array, channels: 3 | 4, cmap: ColourMapName): Uint8Array {
  const table = colourTable(cmap);
  const bytes = new Uint8Array(slots.length * channels).fill(255);
  for (let i = 0, at = 0; i < slots.length; i++, at += channels) {
    const slot = 3 * slots[i]!;
    bytes[at] = table[slot]!;
    bytes[at + 1] = table[slot + 1]!;
    bytes[at + 2] = table[slot + 2]!;
  }
  return bytes;
}
