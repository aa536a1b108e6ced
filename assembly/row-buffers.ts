// What the kernels of assembly/blobs.ts draw rows by, and where they write them.
// src/blobs/rows/row-buffers.ts fills it.

/** Room for the rows of a call, one after the other. */
@unmanaged
export class RowBuffers {
  /** Areas are shares of pixels above it. */
  threshold: f64;
  /** How many groups there are to choose from. */
  groupCount: i32;
  /** The seed's words, padded to four where there are fewer, and behind them room for one more. */
  seedWords: usize;
  seedLength: i32;
  /** The generator. */
  rng: usize;
  /** By row: blobs, places in the stream, areas as f64, and group indices as u32. */
  circles: usize;
  squares: usize;
  places: usize;
  circleAreas: usize;
  squareAreas: usize;
  groups: usize;
  /**
   * The index of areas (assembly/area-index.ts). By row: the smallest value, where each bin ends,
   * and how many bytes there are.
   */
  least: usize;
  ends: usize;
  counts: usize;
  /** The bytes of all rows. */
  lows: usize;
}
