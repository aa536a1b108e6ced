/** The color maps, in the order in which lists show them. */
export const COLOUR_MAPS = ["gray", "viridis", "magma", "cividis"] as const;
export type ColourMapName = (typeof COLOUR_MAPS)[number];
