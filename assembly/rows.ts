// Rows of an image: where each of the extended ones lies, and the extension of rows themselves past both ends.
import { WRAP, sourceIndex } from "./border";
import { allocWide } from "./memory";

/**
 * The addresses of an image's rows with `before` and `after` of its extension, four bytes each; 0 for a row of the constant. Row i lies `i % capacity` rows of `length` bytes behind `base`. What `wrap` takes from the other end lies at `wrapped`,
 * if that is not 0, in order.
 */
export function nameRows(
  to: usize, rows: i32, before: i32, after: i32, mode: i32, base: usize, length: usize, capacity: i32, wrapped: usize,
): void {
  const fromEnds = mode == WRAP && wrapped != 0;
  for (let i = 0; i < before; i++, to += 4) {
    store<u32>(to, <u32>(fromEnds ? wrapped + <usize>i * length : addressOf(i - before, rows, mode, base, length, capacity)));
  }
  for (let i = 0, slot = 0; i < rows; i++, slot++, to += 4) {
    if (slot == capacity) slot = 0;
    store<u32>(to, <u32>(base + <usize>slot * length));
  }
  for (let i = 0; i < after; i++, to += 4) {
    store<u32>(to, <u32>(fromEnds ? wrapped + <usize>(before + i) * length : addressOf(rows + i, rows, mode, base, length, capacity)));
  }
}

function addressOf(i: i32, rows: i32, mode: i32, base: usize, length: usize, capacity: i32): usize {
  const source = sourceIndex(i, rows, mode);
  return source < 0 ? 0 : base + <usize>(source % capacity) * length;
}

/** Bytes of a row of n doubles with its extension for windows of `size`: made even, and two elements that a loop by pairs may read past the end. */
export function extendedPitch(n: i32, size: i32): u64 {
  return (((<u64>n + <u64>size) << 3) + 31) & ~15;
}

/** A row of n doubles that are `value`, and two more; 0 when memory is short. */
export function constantRow(n: i32, value: f64): usize {
  const at = allocWide((<u64>n + 2) << 3);
  if (at) for (let i = 0; i < n + 2; i++) store<f64>(at + (<usize>i << 3), value);
  return at;
}

/**
 * Extends `count` rows of n elements, `pitch` bytes apart, through a table of assembly/border.ts: `before` elements to the left and
 * `after` to the right.
 */
export function extendRows<T>(
  row: usize, pitch: usize, count: i32, n: i32, before: i32, after: i32, table: usize, cval: f64,
): void {
  extendEnd<T>(row, row - <usize>before * sizeof<T>(), pitch, count, before, table, cval);
  extendEnd<T>(row, row + <usize>n * sizeof<T>(), pitch, count, after, table + (<usize>(before + n) << 2), cval);
}

/** Doubles by twos, where the table's neighbours are neighbours in the row: in its order, or mirrored. */
function extendEnd<T>(row: usize, to: usize, pitch: usize, count: i32, length: i32, table: usize, cval: f64): void {
  for (let i = 0; i < length; ) {
    const source = load<i32>(table);
    if (sizeof<T>() == 8 && i + 1 < length && source >= 0) {
      const next = load<i32>(table, 4);
      if (next == source + 1 || (next == source - 1 && next >= 0)) {
        extendPair(row + (<usize>min(source, next) << 3), to, pitch, count, next < source);
        i += 2;
        to += 16;
        table += 8;
        continue;
      }
    }
    extendColumn<T>(row, to, pitch, count, source, cval);
    i++;
    to += sizeof<T>();
    table += 4;
  }
}

function extendPair(from: usize, to: usize, pitch: usize, count: i32, swap: bool): void {
  for (let r = 0; r < count; r++, from += pitch, to += pitch) {
    const both = v128.load(from);
    v128.store(to, swap ? v128.shuffle<f64>(both, both, 1, 0) : both);
  }
}

// @ts-ignore: decorator
@inline
function extendColumn<T>(row: usize, to: usize, pitch: usize, count: i32, source: i32, cval: f64): void {
  const from = row + <usize>source * sizeof<T>();
  for (let r: usize = 0; r < <usize>count; r++) store<T>(to + r * pitch, source < 0 ? <T>cval : load<T>(from + r * pitch));
}
