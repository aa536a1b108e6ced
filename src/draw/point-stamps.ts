// Points as they are put onto a raster: each a small picture that is made once for its colour and its place between pixels.

/** Red, green, blue. */
export type Rgb = readonly [number, number, number];

export interface PointLook {
  /** In raster pixels. */
  readonly radius: number;
  /** The width of the line round the point, which tells points apart that lie over each other; half of it lies inside. 0: none. */
  readonly line: number;
  readonly lineColor: Rgb;
  /** 0 to 1. */
  readonly opacity: number;
}

/** A point's pixels round the raster pixel that holds its middle, `side` each way, as words of alpha, blue, green and red. */
export interface Stamp {
  readonly side: number;
  readonly words: Int32Array;
}

/** Places between pixels that are told apart, each way. */
const STEPS = 4;

const share = (value: number): number => (value > 0 ? (value < 1 ? value : 1) : 0);

function makeStamp([red, green, blue]: Rgb, look: PointLook, offsetX: number, offsetY: number): Stamp {
  const { radius, line, lineColor, opacity } = look;
  const outer = radius + line / 2;
  const inner = radius - line / 2;
  // The furthest pixel that is touched, from the outermost of the places between pixels.
  const reach = Math.ceil(outer + 1 - 0.5 / STEPS) - 1;
  const side = 2 * reach + 1;
  const words = new Int32Array(side * side);
  for (let y = 0, at = 0; y < side; y++) {
    for (let x = 0; x < side; x++, at++) {
      const distance = Math.hypot(x - reach + 0.5 - offsetX, y - reach + 0.5 - offsetY);
      // How much of a pixel lies within a circle, nearly enough.
      const covered = share(outer + 0.5 - distance);
      if (covered === 0) continue;
      const filled = line > 0 ? share(inner + 0.5 - distance) : 1;
      const mix = (fill: number, edge: number): number => Math.round(edge + (fill - edge) * filled);
      const alpha = Math.round(255 * covered * opacity);
      words[at] = (alpha << 24) | (mix(blue, lineColor[2]) << 16) | (mix(green, lineColor[1]) << 8) | mix(red, lineColor[0]);
    }
  }
  return { side, words };
}

/** The stamps of one look, made as they are asked for. */
export class Stamps {
  readonly #colors: readonly Rgb[];
  readonly #look: PointLook;
  readonly #made: (Stamp | undefined)[] = [];

  constructor(colors: readonly Rgb[], look: PointLook) {
    this.#colors = colors;
    this.#look = look;
  }

  /** For a point whose middle is at the fractions `x` and `y` of its raster pixel. */
  at(color: number, x: number, y: number): Stamp {
    const column = (x * STEPS) | 0;
    const row = (y * STEPS) | 0;
    const index = (color * STEPS + row) * STEPS + column;
    const known = this.#made[index];
    if (known) return known;
    const made = makeStamp(this.#colors[color]!, this.#look, (column + 0.5) / STEPS, (row + 0.5) / STEPS);
    this.#made[index] = made;
    return made;
  }
}

/** A raster of words, row by row. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly words: Int32Array;
}

/** `over` put over an opaque word: red and blue in one product, then green. */
function cover(under: number, over: number, alpha: number): number {
  const rest = 255 - alpha;
  const outer = (Math.imul(over & 0xff00ff, alpha) + Math.imul(under & 0xff00ff, rest) + 0x800080) | 0;
  const green = Math.imul((over >>> 8) & 255, alpha) + Math.imul((under >>> 8) & 255, rest) + 128;
  return -0x1000000 | (((outer + ((outer >>> 8) & 0xff00ff)) >>> 8) & 0xff00ff) | ((green + (green >>> 8)) & 0xff00);
}

/** `over` put over `under`, both with their own alpha. */
function blend(under: number, over: number): number {
  const alpha = over >>> 24;
  const below = under >>> 24;
  if (below === 255) return cover(under, over, alpha);
  const rest = below * (255 - alpha);
  const sum = alpha * 255 + rest;
  const channel = (shift: number): number =>
    ((((over >>> shift) & 255) * alpha * 255 + ((under >>> shift) & 255) * rest) / sum + 0.5) | 0;
  return (((sum / 255 + 0.5) | 0) << 24) | (channel(16) << 16) | (channel(8) << 8) | channel(0);
}

/** Puts a stamp round the pixel at `column` and `row`; what lies outside of the raster is cut off. */
export function putStamp({ width, height, words }: Raster, { side, words: stamp }: Stamp, column: number, row: number): void {
  const reach = (side - 1) >> 1;
  const left = Math.max(0, reach - column);
  const right = Math.min(side, width + reach - column);
  const top = Math.max(0, reach - row);
  const bottom = Math.min(side, height + reach - row);
  for (let y = top; y < bottom; y++) {
    let from = y * side + left;
    let to = (row - reach + y) * width + column - reach + left;
    for (let x = left; x < right; x++, from++, to++) {
      const over = stamp[from]!;
      if (over === 0) continue;
      const under = words[to]!;
      words[to] = over >>> 24 === 255 || under === 0 ? over : blend(under, over);
    }
  }
}
