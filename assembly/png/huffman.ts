// Huffman codes of limited length (RFC 1951, 3.2.2), from the symbols' frequencies. Lengths by Moffat and Katajainen, "In-place calculation of
// minimum-redundancy codes" (1995).
import { increment } from "./counts";

/** Symbols by frequency: frequency << 16 | symbol, and the room to sort them. */
const SORTED: usize = memory.data(1152, 16);
const OTHER: usize = memory.data(1152, 16);
const WORK: usize = memory.data(1152, 16);
const COUNTS: usize = memory.data(1024, 16);

/** Sorts the n items by the byte that begins at bit `shift`. */
function sortByByte(from: usize, to: usize, n: usize, shift: u32): void {
  memory.fill(COUNTS, 0, 1024);
  for (let i: usize = 0; i < n; i++) {
    increment(COUNTS, (load<u32>(from + (i << 2)) >> shift) & 0xff);
  }
  let sum: u32 = 0;
  for (let at = COUNTS; at < COUNTS + 1024; at += 4) {
    const count = load<u32>(at);
    store<u32>(at, sum);
    sum += count;
  }
  for (let i: usize = 0; i < n; i++) {
    const item = load<u32>(from + (i << 2));
    const place = COUNTS + ((<usize>(item >> shift) & 0xff) << 2);
    store<u32>(to + (<usize>load<u32>(place) << 2), item);
    store<u32>(place, load<u32>(place) + 1);
  }
}

/**
 * To `lengths`, a byte each, the lengths of a code for n <= 288 symbols that are used as `frequencies` (u32) says: 0 for one that is
 * not used, and none over `limit`. A code of one symbol has length 1.
 */
export function codeLengths(frequencies: usize, n: i32, limit: i32, lengths: usize): void {
  memory.fill(lengths, 0, <usize>n);
  let used: usize = 0;
  for (let symbol: usize = 0; symbol < <usize>n; symbol++) {
    const frequency = load<u32>(frequencies + (symbol << 2));
    if (frequency == 0) continue;
    store<u32>(SORTED + (used << 2), (min<u32>(frequency, 0xffff) << 16) | <u32>symbol);
    used++;
  }
  if (used == 0) return;
  if (used == 1) {
    store<u8>(lengths + <usize>(load<u32>(SORTED) & 0xffff), 1);
    return;
  }
  sortByByte(SORTED, OTHER, used, 16);
  sortByByte(OTHER, SORTED, used, 24);
  for (let i: usize = 0; i < used; i++) store<u32>(WORK + (i << 2), load<u32>(SORTED + (i << 2)) >> 16);
  depths(WORK, <i32>used);
  limitDepths(WORK, <i32>used, limit);
  for (let i: usize = 0; i < used; i++) {
    store<u8>(lengths + <usize>(load<u32>(SORTED + (i << 2)) & 0xffff), <u8>load<u32>(WORK + (i << 2)));
  }
}

// @ts-ignore: decorator
@inline
function get(at: usize, i: i32): i32 {
  return load<i32>(at + (<usize>i << 2));
}

// @ts-ignore: decorator
@inline
function set(at: usize, i: i32, value: i32): void {
  store<i32>(at + (<usize>i << 2), value);
}

/** n >= 2 ascending frequencies become the depths of their leaves, descending. */
function depths(at: usize, n: i32): void {
  // Inner nodes take the places of the leaves that went into them: a node's weight, then its parent.
  set(at, 0, get(at, 0) + get(at, 1));
  let root = 0;
  let leaf = 2;
  for (let next = 1; next < n - 1; next++) {
    let weight: i32;
    if (leaf >= n || get(at, root) < get(at, leaf)) {
      weight = get(at, root);
      set(at, root++, next);
    } else weight = get(at, leaf++);
    if (leaf >= n || (root < next && get(at, root) < get(at, leaf))) {
      weight += get(at, root);
      set(at, root++, next);
    } else weight += get(at, leaf++);
    set(at, next, weight);
  }
  // Parents become depths.
  set(at, n - 2, 0);
  for (let i = n - 3; i >= 0; i--) set(at, i, get(at, get(at, i)) + 1);
  // Depths of inner nodes become those of leaves.
  let available = 1;
  let inner = 0;
  let depth = 0;
  root = n - 2;
  let place = n - 1;
  while (available > 0) {
    while (root >= 0 && get(at, root) == depth) {
      inner++;
      root--;
    }
    for (; available > inner; available--) set(at, place--, depth);
    available = 2 * inner;
    depth++;
    inner = 0;
  }
}

/** Cuts descending depths at `limit`, and lengthens the longest shorter ones until the code is one again (Kraft's sum is 1 at most). */
function limitDepths(at: usize, n: i32, limit: i32): void {
  if (get(at, 0) <= limit) return;
  let sum: i32 = 0;
  for (let i = 0; i < n; i++) {
    if (get(at, i) > limit) set(at, i, limit);
    sum += 1 << (limit - get(at, i));
  }
  const whole = 1 << limit;
  for (let i = 0; sum > whole; i++) {
    while (get(at, i) < limit && sum > whole) {
      set(at, i, get(at, i) + 1);
      sum -= 1 << (limit - get(at, i));
    }
  }
  // What is left over shortens the most frequent symbols that it can: decoders refuse a code that is not complete.
  while (sum < whole) {
    for (let i = n - 1; i >= 0; i--) {
      const gain = 1 << (limit - get(at, i));
      if (sum + gain > whole) continue;
      set(at, i, get(at, i) - 1);
      sum += gain;
    }
  }
}

const NEXT_CODES: usize = memory.data(64, 16);

/** 3.2.2: the codes that belong to the lengths, to `codes` (u32 each): the code, its bits reversed as the stream wants them, << 8 | length. */
export function canonicalCodes(lengths: usize, n: i32, codes: usize): void {
  memory.fill(NEXT_CODES, 0, 64);
  for (let i: usize = 0; i < <usize>n; i++) {
    increment(NEXT_CODES, load<u8>(lengths + i));
  }
  let code: u32 = 0;
  let fewer: u32 = 0;
  for (let at = NEXT_CODES + 4; at < NEXT_CODES + 64; at += 4) {
    code = (code + fewer) << 1;
    fewer = load<u32>(at);
    store<u32>(at, code);
  }
  for (let i: usize = 0; i < <usize>n; i++) {
    const length = <u32>load<u8>(lengths + i);
    if (length == 0) {
      store<u32>(codes + (i << 2), 0);
      continue;
    }
    const next = NEXT_CODES + (<usize>length << 2);
    store<u32>(codes + (i << 2), (reversed(load<u32>(next)) >> (16 - length)) << 8 | length);
    store<u32>(next, load<u32>(next) + 1);
  }
}

/** 16 bits in the other order. */
function reversed(x: u32): u32 {
  x = ((x & 0x5555) << 1) | ((x >> 1) & 0x5555);
  x = ((x & 0x3333) << 2) | ((x >> 2) & 0x3333);
  x = ((x & 0x0f0f) << 4) | ((x >> 4) & 0x0f0f);
  return ((x & 0xff) << 8) | (x >> 8);
}
