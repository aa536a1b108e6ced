// What answers how many of a row's values lie above any threshold: their levels between the smallest and 1, in 128 bins of 256 steps. A bin keeps
// the low bytes of its levels, in no order. Values on the threshold's own level are undecided. src/blobs/rows/area-index.ts reads it.

const BINS: usize = 128;
export const BIN_BYTES: usize = 2 * BINS;
/** The level of 1. */
const TOP: f64 = 32767;

/**
 * Indexes n <= 65535 values, none above 1: to `ends` where each bin's bytes end, to `lows` the bytes. `levels` is scratch, two bytes a value.
 * Returns the smallest value.
 */
export function indexValues(at: usize, n: i32, ends: usize, lows: usize, levels: usize): f64 {
  let least: f64 = 1;
  for (let i: usize = 0; i < <usize>n; i++) least = min(least, load<f64>(at + (i << 3)));
  const scale = least < 1 ? TOP / (1 - least) : 0;
  memory.fill(ends, 0, BIN_BYTES);
  for (let i: usize = 0; i < <usize>n; i++) {
    const level = <u32>((load<f64>(at + (i << 3)) - least) * scale);
    store<u16>(levels + (i << 1), <u16>level);
    const bin = ends + (<usize>(level >> 8) << 1);
    store<u16>(bin, load<u16>(bin) + 1);
  }
  // Counts become the bins' beginnings, and filling the bins moves each to its end.
  let begin: u32 = 0;
  for (let bin = ends; bin < ends + BIN_BYTES; bin += 2) {
    const count = <u32>load<u16>(bin);
    store<u16>(bin, <u16>begin);
    begin += count;
  }
  for (let i: usize = 0; i < <usize>n; i++) {
    const level = <u32>load<u16>(levels + (i << 1));
    const bin = ends + (<usize>(level >> 8) << 1);
    const place = <usize>load<u16>(bin);
    store<u8>(lows + place, <u8>level);
    store<u16>(bin, <u16>(place + 1));
  }
  return least;
}
