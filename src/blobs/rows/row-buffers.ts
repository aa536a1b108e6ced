import type { Address } from "../../kernels/exports.ts";
import type { Kernels } from "../../kernels/instance.ts";
import { assembleWords, STATE_BYTES } from "../../kernels/streams.ts";
import { seedWords } from "../../random/seed.ts";
import { type IndexBuffers, indexBuffers } from "./index-reader.ts";
import { BLOB_BYTES, PLACES_BYTES } from "./recipes.ts";
import type { BlobSettings } from "./settings.ts";

/**
 * Where the fields of RowBuffers in assembly/row-buffers.ts lie, in bytes. `threshold` is an f64,
 * and the others are 32 bits long. tests/blobs/row-buffers.test.ts compares them with the
 * compiler's offsets.
 */
export const FIELD_OFFSETS = {
  threshold: 0,
  groupCount: 8,
  seedWords: 12,
  seedLength: 16,
  rng: 20,
  circles: 24,
  squares: 28,
  places: 32,
  circleAreas: 36,
  squareAreas: 40,
  groups: 44,
  least: 48,
  ends: 52,
  counts: 56,
  lows: 60,
} as const;

export const STRUCT_BYTES = 64;

type WordField = Exclude<keyof typeof FIELD_OFFSETS, "threshold">;
type Fields = Readonly<Record<Exclude<WordField, keyof IndexBuffers>, number>>;

/** Where the kernels write the rows of a call, and the struct that tells them so. */
export class RowBuffers {
  /** The struct, for the kernels. */
  readonly at: Address;
  readonly fields: Fields;
  readonly #kernels: Kernels;
  readonly #settings: BlobSettings;
  readonly #rows: number;
  #index: IndexBuffers | undefined;

  /** `rows`: the most that a call draws. */
  constructor(kernels: Kernels, settings: BlobSettings, rows: number) {
    const { arena } = kernels;
    const words = assembleWords(seedWords(settings.seed));
    this.#kernels = kernels;
    this.#settings = settings;
    this.#rows = rows;
    this.at = arena.alloc(STRUCT_BYTES);
    this.fields = {
      groupCount: settings.groups.length,
      seedWords: arena.alloc(words.byteLength + 4),
      seedLength: words.length,
      rng: arena.alloc(STATE_BYTES),
      circles: arena.alloc(BLOB_BYTES * rows),
      squares: arena.alloc(BLOB_BYTES * rows),
      places: arena.alloc(PLACES_BYTES * rows),
      circleAreas: arena.alloc(8 * rows),
      squareAreas: arena.alloc(8 * rows),
      groups: arena.alloc(4 * rows),
    };
    arena.write(this.fields.seedWords, words);
    this.#fill();
  }

  /** Room for the index of areas, most of the memory: it is taken once an index is wanted. */
  get index(): IndexBuffers {
    if (this.#index === undefined) {
      this.#index = indexBuffers(this.#kernels, this.#rows, this.#settings.width ** 2);
      this.#fill();
    }
    return this.#index;
  }

  #fill(): void {
    const struct = new DataView(new ArrayBuffer(STRUCT_BYTES));
    struct.setFloat64(FIELD_OFFSETS.threshold, this.#settings.threshold, true);
    const words = Object.entries({ ...this.fields, ...this.#index }) as [WordField, number][];
    for (const [name, value] of words) struct.setUint32(FIELD_OFFSETS[name], value, true);
    this.#kernels.arena.write(this.at, struct);
  }
}
