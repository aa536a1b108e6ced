import { type StreamState, seedState } from "../../kernels/streams.ts";
import { seedWords } from "../../random/seed.ts";
import type { BlobSpace } from "./blob-space.ts";
import { IndexReader, type RowsIndex } from "./index-reader.ts";
import { BLOB_BYTES, BLOB_WORDS, PLACES_BYTES, type Recipes } from "./recipes.ts";

/** Squares as they were drawn, one after the other, and their areas. */
interface DrawnSquares {
  readonly squares: Uint16Array;
  readonly places: Uint8Array;
  readonly image2_area: Float64Array;
  readonly index?: RowsIndex;
}

/** Rows as they were drawn, one after the other, and their areas. */
export interface DrawnRows extends DrawnSquares {
  readonly circles: Uint16Array;
  readonly image1_area: Float64Array;
}

/** Draws the data set's rows from their streams and measures them, without their images. */
export class BlobSampler {
  /** Pixels of an image or volume. */
  readonly pixels: number;
  readonly #space: BlobSpace;

  constructor(space: BlobSpace) {
    this.pixels = space.pixels;
    this.#space = space;
  }

  /** The state of the one stream that a set is drawn from. */
  seed(): StreamState {
    const { kernels, settings } = this.#space;
    return seedState(kernels, seedWords(settings.seed), []);
  }

  /** Draws circles into `to`, as many as it has room for; moves `state` on. */
  drawCircles(state: StreamState, to: Uint16Array): void {
    const { kernels, blobs, buffers } = this.#space;
    const { call, arena } = kernels;
    this.#withStream(state, () =>
      this.#eachCall(to.length / BLOB_WORDS, (first, count) => {
        call.drawCircles(blobs, buffers.at, count);
        arena.read(buffers.fields.circles, to, first * BLOB_BYTES, count * BLOB_BYTES);
      }),
    );
  }

  /** The circles' shares above the threshold. */
  circleAreas(circles: Uint16Array, threshold: number): Float64Array {
    const { kernels, blobs, buffers } = this.#space;
    const { call, arena } = kernels;
    const areas = new Float64Array(circles.length / BLOB_WORDS);
    this.#eachCall(areas.length, (first, count) => {
      arena.write(buffers.fields.circles, circles, first * BLOB_BYTES, count * BLOB_BYTES);
      arena.require(call.circleAreas(blobs, buffers.at, count, threshold));
      arena.read(buffers.fields.circleAreas, areas, 8 * first, 8 * count);
    });
    return areas;
  }

  /** Draws `rows` squares with their noise and measures them; moves `state` on. */
  drawSquares(state: StreamState, rows: number, indexed: boolean): DrawnSquares {
    const { kernels, blobs, buffers } = this.#space;
    const { call, arena } = kernels;
    const reader = this.#squaresReader(rows, indexed);
    this.#withStream(state, () =>
      this.#eachCall(rows, (first, count) => {
        arena.require(call.drawSquares(blobs, buffers.at, count, indexed));
        reader.read(first, count);
      }),
    );
    return reader.take();
  }

  /** Draws the indices of `rows` groups; moves `state` on. */
  drawGroups(state: StreamState, rows: number): Uint32Array {
    const { kernels, buffers } = this.#space;
    const { call, arena } = kernels;
    const groups = new Uint32Array(rows);
    this.#withStream(state, () =>
      this.#eachCall(rows, (first, count) => {
        call.drawGroups(buffers.at, count);
        arena.read(buffers.fields.groups, groups, 4 * first, 4 * count);
      }),
    );
    return groups;
  }

  /** Draws `rows` rows of streams of their own, from row `start` on, and measures them. */
  drawSpawned(start: number, rows: number, indexed: boolean): DrawnRows & { groups: Uint32Array } {
    const { kernels, blobs, buffers } = this.#space;
    const { call, arena } = kernels;
    const circles = new Uint16Array(rows * BLOB_WORDS);
    const image1_area = new Float64Array(rows);
    const groups = new Uint32Array(rows);
    const reader = this.#squaresReader(rows, indexed);
    this.#eachCall(rows, (first, count) => {
      arena.require(call.drawSpawned(blobs, buffers.at, start + first, count, indexed));
      arena.read(buffers.fields.circles, circles, first * BLOB_BYTES, count * BLOB_BYTES);
      arena.read(buffers.fields.circleAreas, image1_area, 8 * first, 8 * count);
      arena.read(buffers.fields.groups, groups, 4 * first, 4 * count);
      reader.read(first, count);
    });
    return { circles, image1_area, groups, ...reader.take() };
  }

  /** The squares' shares above the threshold, their noise drawn again. */
  squareAreas({ squares, places }: Pick<Recipes, "squares" | "places">, threshold: number): Float64Array {
    const { kernels, blobs, buffers } = this.#space;
    const { call, arena } = kernels;
    const areas = new Float64Array(squares.length / BLOB_WORDS);
    this.#eachCall(areas.length, (first, count) => {
      arena.write(buffers.fields.squares, squares, first * BLOB_BYTES, count * BLOB_BYTES);
      arena.write(buffers.fields.places, places, first * PLACES_BYTES, count * PLACES_BYTES);
      arena.require(call.squareAreas(blobs, buffers.at, count, threshold));
      arena.read(buffers.fields.squareAreas, areas, 8 * first, 8 * count);
    });
    return areas;
  }

  #withStream(state: StreamState, draw: () => void): void {
    const { kernels, buffers } = this.#space;
    kernels.arena.write(buffers.fields.rng, state);
    draw();
    kernels.arena.read(buffers.fields.rng, state);
  }

  #eachCall(rows: number, body: (first: number, count: number) => void): void {
    const { callRows } = this.#space;
    for (let first = 0; first < rows; first += callRows) body(first, Math.min(callRows, rows - first));
  }

  /** Gathers the squares of some rows, call by call. */
  #squaresReader(rows: number, indexed: boolean): { read(first: number, count: number): void; take(): DrawnSquares } {
    const { kernels, buffers } = this.#space;
    const { arena } = kernels;
    const squares = new Uint16Array(rows * BLOB_WORDS);
    const places = new Uint8Array(rows * PLACES_BYTES);
    const image2_area = new Float64Array(rows);
    const index = indexed ? new IndexReader(kernels, buffers.index, rows) : undefined;
    return {
      read(first, count) {
        arena.read(buffers.fields.squares, squares, first * BLOB_BYTES, count * BLOB_BYTES);
        arena.read(buffers.fields.places, places, first * PLACES_BYTES, count * PLACES_BYTES);
        arena.read(buffers.fields.squareAreas, image2_area, 8 * first, 8 * count);
        index?.read(first, count);
      },
      take: () => ({ squares, places, image2_area, ...(index && { index: index.take() }) }),
    };
  }
}
