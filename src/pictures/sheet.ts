import { GAP } from "../blobs/rows/tooltip-image.ts";
import { CAPTION_ROWS, captionOf, eachDot } from "./caption.ts";
import { BLACK, type ColourMap, coloured, WHITE } from "./colour-maps.ts";
import type { Picture } from "./picture.ts";

/** A sheet's pixels are slots, unless a picture has colours; it has an alpha where one has it. */
function channelsOf(pictures: readonly Picture[]): 1 | 3 | 4 {
  return Math.max(...pictures.map(({ channels }) => channels)) as 1 | 3 | 4;
}

function bytesFor(picture: Picture, channels: 3 | 4, map: ColourMap): Uint8Array {
  if (picture.channels === 1) return coloured(picture.data, channels, map);
  if (picture.channels === channels) return picture.data;
  const bytes = new Uint8Array(picture.width * picture.height * 4).fill(255);
  for (let from = 0, to = 0; from < picture.data.length; from += 3, to += 4) bytes.set(picture.data.subarray(from, from + 3), to);
  return bytes;
}

/** Pictures side by side on white, the captions above them on rows of their own. */
export function sheetOf(pictures: readonly Picture[], labels: readonly string[] | undefined, map: ColourMap): Picture {
  const captions = pictures.map(({ width }, i) => (labels ? captionOf(labels[i]!, width) : []));
  const top = captions.some((caption) => caption.length > 0) ? CAPTION_ROWS : 0;
  if (pictures.length === 1 && top === 0) return pictures[0]!;
  const width = pictures.reduce((sum, picture) => sum + picture.width + GAP, -GAP);
  const height = top + Math.max(...pictures.map((picture) => picture.height));
  const channels = channelsOf(pictures);
  const slots = channels === 1;
  const data = slots ? new Uint16Array(width * height).fill(WHITE) : new Uint8Array(width * height * channels).fill(255);
  let left = 0;
  for (const [i, picture] of pictures.entries()) {
    const line = picture.width * channels;
    const from = slots ? picture.data : bytesFor(picture, channels, map);
    for (let y = 0; y < picture.height; y++) {
      data.set(from.subarray(y * line, (y + 1) * line), ((top + y) * width + left) * channels);
    }
    eachDot(captions[i]!, (x, y) => {
      const at = (y * width + left + x) * channels;
      if (slots) data[at] = BLACK;
      else data.fill(0, at, at + 3);
    });
    left += picture.width + GAP;
  }
  return { width, height, channels, data } as Picture;
}
