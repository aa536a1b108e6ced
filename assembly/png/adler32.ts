// The checksum of a zlib stream (RFC 1950, 2.2 and 9).
import { sumOfLanes } from "./lanes";

const BASE: u32 = 65521;
/** Bytes that can be summed before the second sum no longer fits into 32 bits (a multiple of 16; zlib has 5552). */
const MOST: usize = 5536;

/** Goes on from `adler` (1 at the beginning) over the bytes. */
export function adler32(adler: u32, at: usize, end: usize): u32 {
  let a = adler & 0xffff;
  let b = adler >> 16;
  while (at < end) {
    const n = min(end - at, MOST);
    const vectors = n >> 4;
    if (vectors > 0) {
      b += a * <u32>(vectors << 4);
      let sums = i32x4.splat(0);
      let earlier = i32x4.splat(0);
      let weighted = i32x4.splat(0);
      for (const until = at + (vectors << 4); at < until; at += 16) {
        const bytes = v128.load(at);
        earlier = i32x4.add(earlier, sums);
        sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes)));
        weighted = i32x4.add(weighted, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(bytes), i16x8(16, 15, 14, 13, 12, 11, 10, 9)));
        weighted = i32x4.add(weighted, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(bytes), i16x8(8, 7, 6, 5, 4, 3, 2, 1)));
      }
      a += sumOfLanes(sums);
      b += (sumOfLanes(earlier) << 4) + sumOfLanes(weighted);
    }
    for (const until = at + (n & 15); at < until; at++) {
      a += load<u8>(at);
      b += a;
    }
    a %= BASE;
    b %= BASE;
  }
  return (b << 16) | a;
}
