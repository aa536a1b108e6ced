// A picture: pixels that are slots of a colour map, or bytes of colours; and its PNG.
import { encodePng } from "../png/png.ts";
import { type ColourMap, LEVELS, NAN, SLOTS } from "./colour-maps.ts";
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

/** How far a level's colour is from the one before. */
function step(table: Uint8Array, level: number): number {
  let sum = 0;
  for (let i = 3 * level; i < 3 * level + 3; i++) sum += Math.abs(table[i]! - table[i - 3]!);
  return sum;
}

/** A palette, and each slot's place in it. */
interface Places {
  readonly palette: Uint8Array;
  readonly places: Uint8Array;
}

/**
 * Where more slots are used than a palette has places, for beside 256 levels there may be NaN, white and black: some colours occur twice in their map,
 * and else as many levels as are too many take the colour of the one before, where that differs least (by one in a channel).
 */
function sharedPlaces(table: Uint8Array, used: Uint8Array): Places {
  const slots = Array.from(used.keys()).filter((slot) => used[slot]);
  const colours = slots.map((slot) => colourAt(table, slot));
  const surplus = new Set(colours).size - COLOURS;
  if (surplus > 0) {
    const levels = Array.from({ length: LEVELS - 1 }, (_, i) => i + 1).filter((level) => step(table, level) > 0);
    levels.sort((a, b) => step(table, a) - step(table, b));
    for (const level of levels.slice(0, surplus)) colours[slots.indexOf(level)] = colourAt(table, level - 1);
  }
  const distinct = [...new Set(colours)];
  const place = new Map(distinct.map((colour, i) => [colour, i]));
  const places = new Uint8Array(SLOTS);
  for (const [i, slot] of slots.entries()) places[slot] = place.get(colours[i]!)!;
  const palette = new Uint8Array(3 * distinct.length);
  for (const [i, colour] of distinct.entries()) palette.set([colour >> 16, (colour >> 8) & 255, colour & 255], 3 * i);
  return { palette, places };
}

/** A palette of the colours of `used` slots. */
function paletteOf(table: Uint8Array, used: Uint8Array): Places {
  const places = new Uint8Array(SLOTS);
  const palette = new Uint8Array(3 * COLOURS);
  let count = 0;
  for (let slot = 0; slot < SLOTS; slot++) {
    if (!used[slot]) continue;
    if (count === COLOURS) return sharedPlaces(table, used);
    for (let i = 0; i < 3; i++) palette[3 * count + i] = table[3 * slot + i]!;
    places[slot] = count++;
  }
  return { palette: palette.subarray(0, 3 * count), places };
}

function usedBy(slots: Uint16Array): Uint8Array {
  const used = new Uint8Array(SLOTS);
  const n = slots.length;
  for (let i = 0; i < n; i++) used[slots[i]!] = 1;
  return used;
}

/** Each slot's place in bytes. */
function placed(slots: Uint16Array, places: Uint8Array): Uint8Array {
  const n = slots.length;
  const data = new Uint8Array(n);
  for (let i = 0; i < n; i++) data[i] = places[slots[i]!]!;
  return data;
}

/** Grey as long as there is no NaN: white and black are the levels 255 and 0. */
function mappedPng(slots: Uint16Array, { width, height }: Size, { name, table }: ColourMap, level: number): Uint8Array {
  const used = usedBy(slots);
  const shape = [height, width];
  if (name === "gray" && !used[NAN]) {
    const greys = new Uint8Array(SLOTS);
    for (let slot = 0; slot < SLOTS; slot++) greys[slot] = table[3 * slot]!;
    return encodePng({ data: placed(slots, greys), shape }, { level });
  }
  const { palette, places } = paletteOf(table, used);
  return encodePng({ data: placed(slots, places), shape }, { level, palette: { data: palette, shape: [palette.length / 3, 3] } });
}

export function pngOf(picture: Picture, map: ColourMap, level: number): Uint8Array {
  const { width, height, channels, data } = picture;
  if (channels === 1) return mappedPng(data, picture, map, level);
  return encodePng({ data, shape: [height, width, channels] }, { level });
}
