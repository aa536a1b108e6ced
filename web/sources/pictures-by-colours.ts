import type { PictureMaker } from "../../src/draw/tooltip-picture.ts";
import type { ColourMapName } from "../../src/pictures/colour-maps.ts";

/** Pictures in the colour map that is chosen when they are asked for; each map has a maker, made when it is first needed. */
export function picturesByColours(make: (cmap: ColourMapName) => PictureMaker, cmap: () => ColourMapName): PictureMaker {
  const made = new Map<ColourMapName, PictureMaker>();
  return (row, which) => {
    const chosen = cmap();
    const maker = made.get(chosen) ?? make(chosen);
    made.set(chosen, maker);
    return maker(row, which);
  };
}
