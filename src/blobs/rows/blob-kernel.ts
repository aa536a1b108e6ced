import { base64 } from "../../kernels/base64.ts";
import type { Address } from "../../kernels/exports.ts";
import { gaussianRadius, gaussianWeights, SIGMA_ZERO } from "../../kernels/gaussian.ts";
import type { Kernels } from "../../kernels/instance.ts";
import { AROUND, PngEncoder } from "../../kernels/png-encoder.ts";
import { assembleWords, STATE_BYTES, type StreamState, seedState } from "../../kernels/streams.ts";
import { seedWords } from "../../random/seed.ts";
import { type IndexBuffers, IndexReader, indexBuffers, NO_INDEX, type RowsIndex } from "./index-reader.ts";
import type { BlobSettings } from "./settings.ts";
import { emptySheet, type Sheet } from "./tooltip-image.ts";

/** A blob in assembly/blob-space.ts: three coordinates and the size's index. */
export const BLOB_WORDS = 4;
/** A row's places in the stream. */
export const PLACES_BYTES = 56;
export type ImageName = "image1" | "image2";

const IMAGE_LABELS: Readonly<Record<ImageName, string>> = { image1: "im1", image2: "im2" };

const BLOB_BYTES = 2 * BLOB_WORDS;
/** Pixels that the kernel's buffers are for; a call makes about so many draws. */
const CALL_PIXELS = 1 << 20;
const CALL_ROWS = 256;

/** Rows as they were drawn, one after the other. */
export interface DrawnRows {
  readonly circles: Uint16Array;
  readonly squares: Uint16Array;
  readonly places: Uint8Array;
  readonly image1_area: Float64Array;
  readonly image2_area: Float64Array;
  readonly index?: RowsIndex;
}

/** The recipes of rows: what their images and areas are made from. */
export type Recipes = Pick<DrawnRows, "circles" | "squares" | "places">;

/**
 * Draws, measures and paints the data set's rows. It takes its memory for good: its instance serves nothing else, and its calls stand outside
 * the arena's scopes, for the kernels keep what they find out about a size on the way.
 */
export class BlobKernel {
  readonly shape: readonly number[];
  /** Rows that one call takes. */
  readonly most: number;
  readonly #kernels: Kernels;
  readonly #settings: BlobSettings;
  readonly #plane: number;
  readonly #blobs: Address;
  readonly #rng: Address;
  readonly #circles: Address;
  readonly #squares: Address;
  readonly #places: Address;
  readonly #areas1: Address;
  readonly #areas2: Address;
  readonly #groups: Address;
  #index: IndexBuffers | undefined;
  #words: Address | undefined;
  #projection: Address | undefined;
  readonly #sheets = new Map<string, { sheet: Sheet; at: Address }>();
  #encoder: PngEncoder | undefined;

  constructor(kernels: Kernels, settings: BlobSettings) {
    const { call, arena } = kernels;
    const { width, dims, circle, square } = settings;
    this.#kernels = kernels;
    this.#settings = settings;
    this.shape = new Array<number>(dims).fill(width);
    this.#plane = width * width;
    this.most = Math.max(1, Math.min(CALL_ROWS, Math.floor(CALL_PIXELS / this.#plane)));
    this.#blobs = arena.require(call.openBlobs(width, dims, square.mean, circle.sizes.length, square.sizes.length));
    for (const [i, share] of circle.sizes.entries()) {
      const sigma = share * width;
      // A sigma that SciPy passes over leaves the pixel as it is, as a weight of 1 does.
      const weights = sigma > SIGMA_ZERO ? gaussianWeights(kernels, sigma, 0, gaussianRadius(sigma, 4)) : Float64Array.of(1);
      const at = arena.alloc(weights.byteLength);
      arena.write(at, weights);
      call.setCircleSize(this.#blobs, i, at, (weights.length - 1) / 2);
    }
    for (const [i, share] of square.sizes.entries()) call.setSquareSize(this.#blobs, i, Math.max(1, Math.trunc(share * width)));
    arena.require(call.prepareLines(this.#blobs));
    const buffer = (bytes: number): Address => arena.alloc(bytes * this.most);
    this.#rng = arena.alloc(STATE_BYTES);
    this.#circles = buffer(BLOB_BYTES);
    this.#squares = buffer(BLOB_BYTES);
    this.#places = buffer(PLACES_BYTES);
    this.#areas1 = buffer(8);
    this.#areas2 = buffer(8);
    this.#groups = buffer(4);
  }

  /** The state of the one stream that a set is drawn from. */
  seed(): StreamState {
    return seedState(this.#kernels, seedWords(this.#settings.seed), []);
  }

  /** Draws circles into `to`, as many as it has room for; moves `state` on. */
  drawCircles(state: StreamState, to: Uint16Array): void {
    const { call, arena } = this.#kernels;
    arena.write(this.#rng, state);
    this.#eachCall(to.length / BLOB_WORDS, (first, count) => {
      call.drawCircles(this.#blobs, this.#rng, count, this.#circles);
      arena.read(this.#circles, to, first * BLOB_BYTES, count * BLOB_BYTES);
    });
    arena.read(this.#rng, state);
  }

  /** The circles' shares above the threshold. */
  circleAreas(circles: Uint16Array, threshold: number): Float64Array {
    const { call, arena } = this.#kernels;
    const areas = new Float64Array(circles.length / BLOB_WORDS);
    this.#eachCall(areas.length, (first, count) => {
      arena.write(this.#circles, circles, first * BLOB_BYTES, count * BLOB_BYTES);
      arena.require(call.circleAreas(this.#blobs, this.#circles, count, threshold, this.#areas1));
      arena.read(this.#areas1, areas, 8 * first, 8 * count);
    });
    return areas;
  }

  /** Draws `rows` squares with their noise and measures them; moves `state` on. */
  drawSquares(state: StreamState, rows: number, indexed: boolean): Omit<DrawnRows, "circles" | "image1_area"> {
    const { call, arena } = this.#kernels;
    const { threshold } = this.#settings;
    const squares = new Uint16Array(rows * BLOB_WORDS);
    const places = new Uint8Array(rows * PLACES_BYTES);
    const image2_area = new Float64Array(rows);
    const index = indexed ? this.#indexOf(rows) : undefined;
    const { least, ends, lows, counts } = index?.at ?? NO_INDEX;
    arena.write(this.#rng, state);
    this.#eachCall(rows, (first, count) => {
      arena.require(
        call.drawSquares(
          this.#blobs,
          this.#rng,
          count,
          this.#squares,
          this.#places,
          threshold,
          this.#areas2,
          least,
          ends,
          lows,
          counts,
        ),
      );
      this.#readSquares(first, count, squares, places, image2_area);
      index?.read(first, count);
    });
    arena.read(this.#rng, state);
    return { squares, places, image2_area, ...(index && { index: index.take() }) };
  }

  /** Draws the indices of `rows` groups; moves `state` on. */
  drawGroups(state: StreamState, rows: number): Uint32Array {
    const { call, arena } = this.#kernels;
    const groups = new Uint32Array(rows);
    arena.write(this.#rng, state);
    this.#eachCall(rows, (first, count) => {
      call.drawGroups(this.#rng, this.#settings.groups.length, count, this.#groups);
      arena.read(this.#groups, groups, 4 * first, 4 * count);
    });
    arena.read(this.#rng, state);
    return groups;
  }

  /** Draws `rows` rows of streams of their own, from row `start` on, and measures them. */
  drawSpawned(start: number, rows: number, indexed: boolean): DrawnRows & { groups: Uint32Array } {
    const { call, arena } = this.#kernels;
    const { threshold, groups: names, seed } = this.#settings;
    const words = assembleWords(seedWords(seed));
    if (this.#words === undefined) {
      this.#words = arena.alloc(words.byteLength + 4);
      arena.write(this.#words, words);
    }
    const entropy = this.#words;
    const circles = new Uint16Array(rows * BLOB_WORDS);
    const squares = new Uint16Array(rows * BLOB_WORDS);
    const places = new Uint8Array(rows * PLACES_BYTES);
    const image1_area = new Float64Array(rows);
    const image2_area = new Float64Array(rows);
    const groups = new Uint32Array(rows);
    const index = indexed ? this.#indexOf(rows) : undefined;
    const { least, ends, lows, counts } = index?.at ?? NO_INDEX;
    this.#eachCall(rows, (first, count) => {
      arena.require(
        call.drawSpawned(
          this.#blobs,
          entropy,
          words.length,
          start + first,
          count,
          names.length,
          this.#circles,
          this.#squares,
          this.#places,
          threshold,
          this.#areas1,
          this.#areas2,
          this.#groups,
          least,
          ends,
          lows,
          counts,
        ),
      );
      arena.read(this.#circles, circles, first * BLOB_BYTES, count * BLOB_BYTES);
      arena.read(this.#areas1, image1_area, 8 * first, 8 * count);
      arena.read(this.#groups, groups, 4 * first, 4 * count);
      this.#readSquares(first, count, squares, places, image2_area);
      index?.read(first, count);
    });
    return { circles, squares, places, image1_area, image2_area, groups, ...(index && { index: index.take() }) };
  }

  /** The squares' shares above the threshold, their noise drawn again. */
  squareAreas({ squares, places }: Pick<Recipes, "squares" | "places">, threshold: number): Float64Array {
    const { call, arena } = this.#kernels;
    const areas = new Float64Array(squares.length / BLOB_WORDS);
    this.#eachCall(areas.length, (first, count) => {
      arena.write(this.#squares, squares, first * BLOB_BYTES, count * BLOB_BYTES);
      arena.write(this.#places, places, first * PLACES_BYTES, count * PLACES_BYTES);
      arena.require(call.squareAreas(this.#blobs, this.#squares, this.#places, count, threshold, this.#areas2));
      arena.read(this.#areas2, areas, 8 * first, 8 * count);
    });
    return areas;
  }

  /** The image or volume of a recipe's first row. */
  image(recipe: Recipes, name: ImageName): Float64Array {
    const at = this.#paint(recipe, name);
    return this.#kernels.arena.doubles(at, this.#pixels).slice();
  }

  /**
   * A PNG of the images of a recipe's first row, side by side, with their labels or not: grey, 0 to 1 onto 0 to 255, saturated; of volumes, of their
   * maximum projections along the first axis. They are drawn onto a sheet, which stays in the memory for the next.
   */
  picture(recipe: Recipes, names: readonly ImageName[], labels: boolean): Uint8Array {
    const { sheet, at } = this.#sheet(names, labels);
    for (const [i, name] of names.entries()) this.#drawGray(recipe, name, at + sheet.places[i]!, sheet.width);
    this.#encoder ??= new PngEncoder(this.#kernels);
    // In such images the far matches are always worth it.
    return this.#encoder.encodeAt(at, sheet.width, sheet.height, "far");
  }

  /** The bytes in base64, in ASCII. */
  base64(bytes: Uint8Array): Uint8Array {
    return base64(this.#kernels, bytes);
  }

  #sheet(names: readonly ImageName[], labels: boolean): { sheet: Sheet; at: Address } {
    const key = `${names} ${labels}`;
    let known = this.#sheets.get(key);
    if (known === undefined) {
      const sheet = emptySheet(names.length, this.#settings.width, labels ? names.map((name) => IMAGE_LABELS[name]) : undefined);
      known = { sheet, at: this.#kernels.arena.alloc(sheet.data.length + 2 * AROUND) + AROUND };
      this.#kernels.arena.write(known.at, sheet.data);
      this.#sheets.set(key, known);
    }
    return known;
  }

  /** An image's rows, `stride` bytes apart. */
  #drawGray(recipe: Recipes, name: ImageName, to: Address, stride: number): void {
    const { call, arena } = this.#kernels;
    const { width, dims } = this.#settings;
    if (name === "image2") {
      this.#writeSquare(recipe);
      if (call.squareGray(this.#blobs, this.#squares, this.#places, to, stride)) return;
    }
    let at = this.#paint(recipe, name);
    if (dims === 3) {
      this.#projection ??= arena.alloc(8 * this.#plane);
      call.projectMaximum(at, width, this.#plane, this.#projection);
      at = this.#projection;
    }
    call.grayRows(at, width, width, to, stride);
  }

  get #pixels(): number {
    return this.#settings.dims === 3 ? this.#plane * this.#settings.width : this.#plane;
  }

  #paint(recipe: Recipes, name: ImageName): Address {
    const { call, arena } = this.#kernels;
    if (name === "image1") {
      arena.write(this.#circles, recipe.circles, 0, BLOB_BYTES);
      return arena.require(call.circleImage(this.#blobs, this.#circles));
    }
    this.#writeSquare(recipe);
    return arena.require(call.squareImage(this.#blobs, this.#squares, this.#places));
  }

  #writeSquare({ squares, places }: Recipes): void {
    const { arena } = this.#kernels;
    arena.write(this.#squares, squares, 0, BLOB_BYTES);
    arena.write(this.#places, places, 0, PLACES_BYTES);
  }

  #eachCall(rows: number, body: (first: number, count: number) => void): void {
    for (let first = 0; first < rows; first += this.most) body(first, Math.min(this.most, rows - first));
  }

  #indexOf(rows: number): IndexReader {
    this.#index ??= indexBuffers(this.#kernels, this.most, this.#plane);
    return new IndexReader(this.#kernels, this.#index, rows);
  }

  #readSquares(first: number, count: number, squares: Uint16Array, places: Uint8Array, areas: Float64Array): void {
    const { arena } = this.#kernels;
    arena.read(this.#squares, squares, first * BLOB_BYTES, count * BLOB_BYTES);
    arena.read(this.#places, places, first * PLACES_BYTES, count * PLACES_BYTES);
    arena.read(this.#areas2, areas, 8 * first, 8 * count);
  }
}
