import { fromBase64 } from "../base/from-base64.ts";
import type { ColourMapName } from "./color-map-names.ts";
import { COLOUR_TABLES } from "./colour-tables.ts";

export { COLOUR_MAPS, type ColourMapName } from "./color-map-names.ts";

export const LEVELS = 256;
/** What a pixel may be beside a level. */
export const NAN = 256;
export const WHITE = 257;
export const BLACK = 258;
export const SLOTS = 259;

const MAGENTA = [255, 0, 255] as const;
const CYAN = [0, 255, 255] as const;

/** Not among the map's own colours, and far from each. */
const nanColour = (name: ColourMapName) => (name === "magma" ? CYAN : MAGENTA);

const triples = (name: ColourMapName): Uint8Array =>
  name === "gray" ? Uint8Array.from({ length: 3 * LEVELS }, (_, i) => i / 3) : fromBase64(COLOUR_TABLES[name]);

export interface ColourMap {
  readonly name: ColourMapName;
  /** RGB of each slot: the levels, then NaN, white and black. */
  readonly table: Uint8Array;
}

export function colourMap(name: ColourMapName): ColourMap {
  const table = new Uint8Array(3 * SLOTS);
  table.set(triples(name));
  table.set(nanColour(name), 3 * NAN);
  table.fill(255, 3 * WHITE, 3 * BLACK);
  return { name, table };
}

/** Slots as bytes of colours, opaque. */
export function coloured(slots: Uint16Array, channels: 3 | 4, { table }: ColourMap): Uint8Array {
  const n = slots.length;
  const bytes = new Uint8Array(n * channels).fill(255);
  for (let i = 0, at = 0; i < n; i++, at += channels) {
    const slot = 3 * slots[i]!;
    bytes[at] = table[slot]!;
    bytes[at + 1] = table[slot + 1]!;
    bytes[at + 2] = table[slot + 2]!;
  }
  return bytes;
}
