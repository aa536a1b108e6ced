// Base64 (RFC 4648, 4), three bytes at a time by two lookups of twelve bits.

const ALPHABET: usize = memory.data<u8>([
  65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 97, 98, 99, 100, 101, 102,
  103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 43, 47,
]);
const PADDING: u8 = 61;

const PAIRS: usize = memory.data(8192, 16);
for (let bits: usize = 0; bits < 4096; bits++) {
  store<u8>(PAIRS + (bits << 1), load<u8>(ALPHABET + (bits >> 6)));
  store<u8>(PAIRS + (bits << 1), load<u8>(ALPHABET + (bits & 63)), 1);
}

// @ts-ignore: decorator
@inline
function pairOf(bits: u32): u16 {
  return load<u16>(PAIRS + (<usize>(bits & 0xfff) << 1));
}

/** Writes 4 * ceil(n / 3) letters. */
export function base64(at: usize, n: usize, to: usize): void {
  for (const end = at + n - (n % 3); at < end; at += 3, to += 4) {
    const bits = (<u32>load<u8>(at) << 16) | (<u32>load<u8>(at, 1) << 8) | <u32>load<u8>(at, 2);
    store<u16>(to, pairOf(bits >> 12));
    store<u16>(to, pairOf(bits), 2);
  }
  const rest = n % 3;
  if (rest == 0) return;
  const bits = (<u32>load<u8>(at) << 16) | (rest == 2 ? <u32>load<u8>(at, 1) << 8 : 0);
  store<u16>(to, pairOf(bits >> 12));
  store<u16>(to, pairOf(bits), 2);
  store<u8>(to, PADDING, 3);
  if (rest == 1) store<u8>(to, PADDING, 2);
}
