// Images of all kinds and shapes for the PNG encoder, each a function of its number alone.

export interface TestImage {
  readonly kind: Kind;
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const KINDS = [
  "noise",
  "grained",
  "constant",
  "ramp",
  "blob",
  "stripes",
  "labels",
  "sparse",
  "repeating rows",
  "columns",
  "discs",
  "fibonacci",
] as const;
type Kind = (typeof KINDS)[number];

/** Marsaglia's xorshift of 32 bits, on [0, 1). */
function randomOf(seed: number): () => number {
  let state = (seed + 1) * 2654435761 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Each of `values` as often as a Fibonacci number says: an optimal code for them would be as long as there are values. */
function fibonacci(data: Uint8Array, random: () => number): void {
  let [count, next] = [1, 1];
  let at = 0;
  for (let value = 0; at < data.length; value++) {
    data.fill(value, at, at + count);
    at += count;
    [count, next] = [next, count + next];
  }
  for (let i = data.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [data[i], data[j]] = [data[j]!, data[i]!];
  }
}

type Pixel = (x: number, y: number) => number;

function pixelOf(kind: Exclude<Kind, "fibonacci">, width: number, height: number, random: () => number): Pixel {
  const [a, b, c] = [random(), random(), random()];
  const row = Array.from({ length: width }, () => 256 * random());
  switch (kind) {
    case "noise":
      return () => 256 * random();
    case "grained":
      return (x, y) => 128 + 90 * Math.sin(x / (3 + 30 * a)) * Math.cos(y / (3 + 30 * b)) + 8 * c * (random() + random() - 1);
    case "constant":
      return () => 255.99 * a;
    case "ramp":
      return (x, y) => ((x * 4 * a + y * 4 * b) | 0) & 255;
    case "blob":
      return (x, y) =>
        255 * Math.exp(-(((x - a * width) / (1 + 0.3 * width)) ** 2) - ((y - b * height) / (1 + 0.3 * height)) ** 2);
    case "stripes":
      return (x, y) => 255 * ((Math.floor(x / (1 + 9 * a)) + (c > 0.5 ? Math.floor(y / (1 + 9 * b)) : 0)) % 2);
    case "labels":
      return (x, y) => ((Math.floor(x / (2 + 40 * a)) * 7919 + Math.floor(y / (2 + 40 * b)) * 104729) % 11) + 3;
    case "sparse":
      return () => (random() < 0.02 ? 256 * random() : 0);
    case "repeating rows":
      return (x) => row[x]!;
    case "columns":
      return (x, y) => 0.7 * row[x]! + 30 + 20 * Math.sin(y / (3 + 20 * a));
    case "discs":
      return (x, y) => ((x - a * width) ** 2 + (y - b * height) ** 2 < (0.3 * width) ** 2 ? 1 : 0);
  }
}

function fill(kind: Kind, width: number, height: number, random: () => number): Uint8Array {
  const data = new Uint8Array(width * height);
  if (kind === "fibonacci") {
    fibonacci(data, random);
    return data;
  }
  const pixel = pixelOf(kind, width, height, random);
  for (let y = 0, i = 0; y < height; y++) for (let x = 0; x < width; x++, i++) data[i] = Math.min(255, Math.max(0, pixel(x, y)));
  return data;
}

/** Few pixels mostly, now and then thousands, and lines of up to 4096. */
function shapeOf(random: () => number): [width: number, height: number] {
  const side = (most: number) => 1 + Math.floor(most * random() ** 3);
  const which = random();
  if (which < 0.03) return [side(4096), 1];
  if (which < 0.06) return [1, side(4096)];
  return which < 0.09 ? [side(500), side(500)] : [side(90), side(90)];
}

export function testImage(number: number): TestImage {
  const random = randomOf(number);
  const kind = KINDS[number % KINDS.length]!;
  const [width, height] = shapeOf(random);
  return { kind, width, height, data: fill(kind, width, height, random) };
}

/** An image of a given kind and shape. */
export function imageOf(kind: Kind, width: number, height: number): TestImage {
  return { kind, width, height, data: fill(kind, width, height, randomOf(width * height)) };
}
