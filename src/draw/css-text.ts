import type { Rgb } from "./point-stamps.ts";

/** A colour as CSS has it. */
export const cssText = ([red, green, blue]: Rgb): string => `rgb(${red}, ${green}, ${blue})`;
