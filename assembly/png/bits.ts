// The bits of a deflate stream, the lowest of a byte first (RFC 1951, 3.1.1).

/** Where the next whole bytes go, and the bits that are not one yet. */
let out: usize = 0;
let pending: u64 = 0;
let count: u32 = 0;

export function beginBits(to: usize): void {
  out = to;
  pending = 0;
  count = 0;
}

/** Up to 32 bits. Writes eight bytes, of which some may be zeros beyond the end. */
// @ts-ignore: decorator
@inline
export function writeBits(value: u32, n: u32): void {
  pending |= <u64>value << count;
  count += n;
  store<u64>(out, pending);
  out += <usize>(count >> 3);
  pending >>= <u64>(count & 56);
  count &= 7;
}

/** The state, for a loop that keeps it in locals and gives it back by `resumeBits`. */
export function bitsEnd(): usize {
  return out;
}

export function pendingBits(): u64 {
  return pending;
}

export function pendingCount(): u32 {
  return count;
}

export function resumeBits(at: usize, bits: u64, n: u32): void {
  out = at;
  pending = bits;
  count = n;
}

/** Fills the last byte with zeros; returns where the bytes end. */
export function alignBits(): usize {
  if (count > 0) {
    store<u8>(out, <u8>pending);
    out++;
  }
  pending = 0;
  count = 0;
  return out;
}
