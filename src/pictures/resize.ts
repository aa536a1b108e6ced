const PIXELS_LIMIT = 2 ** 26;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of a picture `imageWidth` wide, in proportion. */
export function sizeOf({ width, height }: Size, imageWidth = width): Size {
  const size = { width: imageWidth, height: Math.max(1, Math.round((height * imageWidth) / width)) };
  if (imageWidth > width && size.width * size.height > PIXELS_LIMIT) {
    throw new RangeError(
      `imageWidth: expected at most ${PIXELS_LIMIT} pixels an image, got ${imageWidth}: ${size.width} × ${size.height}`,
    );
  }
  return size;
}

/** Which of `from` pixels each of `to` repeats: the one its centre lies in. */
const nearest = (from: number, to: number): Uint32Array =>
  Uint32Array.from({ length: to }, (_, i) => Math.floor(((2 * i + 1) * from) / (2 * to)));

/** Pixels, `channels` elements each, repeated. */
export function enlarge<T extends Uint8Array | Uint16Array>(data: T, channels: number, from: Size, to: Size): T {
  const out = new (data.constructor as new (length: number) => T)(to.width * to.height * channels);
  const columns = nearest(from.width, to.width);
  const rows = nearest(from.height, to.height);
  const line = to.width * channels;
  for (let y = 0; y < to.height; y++) {
    if (y > 0 && rows[y] === rows[y - 1]) out.copyWithin(y * line, (y - 1) * line, y * line);
    else {
      for (let x = 0, at = y * line; x < to.width; x++) {
        const pixel = (rows[y]! * from.width + columns[x]!) * channels;
        for (let channel = 0; channel < channels; channel++) out[at++] = data[pixel + channel]!;
      }
    }
  }
  return out;
}
