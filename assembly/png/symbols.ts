// RFC 1951, 3.2.5: lengths and distances as symbols with extra bits.

/** Literals, the end of the block, lengths. */
export const LITERALS: i32 = 286;
export const END_OF_BLOCK: i32 = 256;
export const DISTANCES: i32 = 30;
export const SHORTEST: i32 = 3;
export const LONGEST: i32 = 258;

const LENGTH_EXTRA: usize = memory.data<u8>([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]);
/** By length - 3: its symbol - 257. */
const LENGTH_SYMBOLS: usize = memory.data(256);
const LENGTH_BASES: usize = memory.data(58, 2);
/** By distance - 1 up to 255, and behind those by (distance - 1) >> 7: its symbol. */
const DISTANCE_SYMBOLS: usize = memory.data(512);
const DISTANCE_BASES: usize = memory.data(60, 2);

let length: i32 = 0;
for (let symbol: usize = 0; symbol < 28; symbol++) {
  store<u16>(LENGTH_BASES + (symbol << 1), <u16>length);
  for (let i = 0; i < 1 << load<u8>(LENGTH_EXTRA + symbol); i++, length++) store<u8>(LENGTH_SYMBOLS + <usize>length, <u8>symbol);
}
// The longest has a symbol of its own.
store<u8>(LENGTH_SYMBOLS + 255, 28);
store<u16>(LENGTH_BASES + 56, 255);

let distance: i32 = 0;
for (let symbol: usize = 0; symbol < <usize>DISTANCES; symbol++) {
  store<u16>(DISTANCE_BASES + (symbol << 1), <u16>distance);
  const count = 1 << distanceExtra(symbol);
  if (distance < 256) memory.fill(DISTANCE_SYMBOLS + <usize>distance, <u8>symbol, <usize>count);
  else memory.fill(DISTANCE_SYMBOLS + 256 + <usize>(distance >> 7), <u8>symbol, <usize>(count >> 7));
  distance += count;
}

// @ts-ignore: decorator
@inline
export function lengthSymbol(length: i32): usize {
  return <usize>load<u8>(LENGTH_SYMBOLS + <usize>(length - SHORTEST));
}

/** Of a length's symbol: how many extra bits follow it, and of the length what they hold. */
// @ts-ignore: decorator
@inline
export function lengthExtra(symbol: usize): i32 {
  return <i32>load<u8>(LENGTH_EXTRA + symbol);
}

// @ts-ignore: decorator
@inline
export function lengthRest(length: i32, symbol: usize): i32 {
  return length - SHORTEST - <i32>load<u16>(LENGTH_BASES + (symbol << 1));
}

// @ts-ignore: decorator
@inline
export function distanceSymbol(distance: i32): usize {
  const d = <usize>(distance - 1);
  return <usize>load<u8>(DISTANCE_SYMBOLS + (d < 256 ? d : 256 + (d >> 7)));
}

// @ts-ignore: decorator
@inline
export function distanceExtra(symbol: usize): i32 {
  return max((<i32>symbol >> 1) - 1, 0);
}

// @ts-ignore: decorator
@inline
export function distanceRest(distance: i32, symbol: usize): i32 {
  return distance - 1 - <i32>load<u16>(DISTANCE_BASES + (symbol << 1));
}
