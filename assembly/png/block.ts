// One deflate block (RFC 1951, 3.2.3): what was found in it are tokens, u32 each: a literal, or distance << 16 | length.
import { alignBits, bitsEnd, pendingBits, pendingCount, resumeBits, writeBits } from "./bits";
import { increment } from "./counts";
import { canonicalCodes, codeLengths } from "./huffman";
import {
  DISTANCES, distanceExtra, distanceRest, distanceSymbol, END_OF_BLOCK, lengthExtra, lengthRest, lengthSymbol, LITERALS, LONGEST, SHORTEST,
} from "./symbols";

const LONGEST_CODE: i32 = 15;
const LONGEST_HEADER_CODE: i32 = 7;
const HEADER_CODES: i32 = 19;

/** How often each symbol comes: to be counted by whoever finds the tokens. */
export const LITERAL_COUNTS: usize = memory.data(1152, 16);
export const DISTANCE_COUNTS: usize = memory.data(128, 16);
const HEADER_COUNTS: usize = memory.data(80, 16);

/** Both codes' lengths, one behind the other as they are sent, and the same of the fixed codes. */
const LENGTHS: usize = memory.data(320, 16);
const FIXED_LENGTHS: usize = memory.data(320, 16);
const HEADER_LENGTHS: usize = memory.data(20, 16);
const LITERAL_CODES: usize = memory.data(1152, 16);
const DISTANCE_CODES: usize = memory.data(128, 16);
const HEADER_CODE_WORDS: usize = memory.data(80, 16);
/** By length: its code and extra bits << 8 | how many bits these are. */
const LENGTH_WORDS: usize = memory.data(1040, 16);

/** 3.2.6. */
const FIXED_LITERALS: i32 = 288;
memory.fill(FIXED_LENGTHS, 8, 144);
memory.fill(FIXED_LENGTHS + 144, 9, 112);
memory.fill(FIXED_LENGTHS + 256, 7, 24);
memory.fill(FIXED_LENGTHS + 280, 8, 8);
memory.fill(FIXED_LENGTHS + <usize>FIXED_LITERALS, 5, <usize>DISTANCES);

/** 3.2.7: the order in which the header's code lengths are sent. */
const HEADER_ORDER: usize = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);
/** The lengths as the header's symbols: symbol | extra bits << 8. */
const HEADER_TOKENS: usize = memory.data(640, 16);

export function clearCounts(): void {
  memory.fill(LITERAL_COUNTS, 0, 1152);
  memory.fill(DISTANCE_COUNTS, 0, 128);
}

function countOf(counts: usize, symbol: i32): u32 {
  return load<u32>(counts + (<usize>symbol << 2));
}

/** Bits that the tokens take by codes of these lengths. */
function bodyBits(lengths: usize, literals: i32): u32 {
  let bits: u32 = 0;
  for (let symbol = 0; symbol < LITERALS; symbol++) {
    const extra = symbol > END_OF_BLOCK ? lengthExtra(<usize>(symbol - END_OF_BLOCK - 1)) : 0;
    bits += countOf(LITERAL_COUNTS, symbol) * (<u32>load<u8>(lengths + <usize>symbol) + extra);
  }
  for (let symbol = 0; symbol < DISTANCES; symbol++) {
    bits += countOf(DISTANCE_COUNTS, symbol) * (<u32>load<u8>(lengths + <usize>(literals + symbol)) + distanceExtra(<usize>symbol));
  }
  return bits;
}

function trimmed(lengths: usize, n: i32, least: i32): i32 {
  while (n > least && load<u8>(lengths + <usize>(n - 1)) == 0) n--;
  return n;
}

/** 3.2.7: n lengths with runs of the same shortened. Returns the end of the tokens, and counts their symbols. */
function shortenLengths(lengths: usize, n: i32): usize {
  memory.fill(HEADER_COUNTS, 0, 80);
  let to = HEADER_TOKENS;
  for (let i = 0; i < n; ) {
    const length = <i32>load<u8>(lengths + <usize>i);
    let run = 1;
    while (i + run < n && <i32>load<u8>(lengths + <usize>(i + run)) == length) run++;
    i += run;
    if (length == 0) {
      for (; run >= 11; run -= min(run, 138)) to = headerToken(to, 18, min(run, 138) - 11);
      if (run >= 3) {
        to = headerToken(to, 17, run - 3);
        run = 0;
      }
    } else {
      to = headerToken(to, length, 0);
      for (run--; run >= 3; run -= min(run, 6)) to = headerToken(to, 16, min(run, 6) - 3);
    }
    for (; run > 0; run--) to = headerToken(to, length, 0);
  }
  return to;
}

function headerToken(to: usize, symbol: i32, extra: i32): usize {
  store<u16>(to, <u16>(symbol | (extra << 8)));
  increment(HEADER_COUNTS, symbol);
  return to + 2;
}

// @ts-ignore: decorator
@inline
function headerExtra(symbol: i32): i32 {
  return symbol < 16 ? 0 : symbol == 16 ? 2 : symbol == 17 ? 3 : 7;
}

/** How the block would be written: set by `planBlock` from the counts. */
let literals: i32 = 0;
let distances: i32 = 0;
/** Lengths in the header that are sent, and the end of its tokens. */
let sent: i32 = 0;
let headerEnd: usize = 0;
let dynamicBits: u32 = 0;
let fixedBits: u32 = 0;

/** Bits that header and body of the planned block take, not stored. */
export function plannedBits(): u32 {
  return min(dynamicBits, fixedBits);
}

/** Makes the codes for what was counted. */
export function planBlock(): void {
  store<u32>(LITERAL_COUNTS + (END_OF_BLOCK << 2), 1);
  codeLengths(LITERAL_COUNTS, LITERALS, LONGEST_CODE, LENGTHS);
  literals = trimmed(LENGTHS, LITERALS, END_OF_BLOCK + 1);
  const distanceLengths = LENGTHS + <usize>literals;
  codeLengths(DISTANCE_COUNTS, DISTANCES, LONGEST_CODE, distanceLengths);
  distances = trimmed(distanceLengths, DISTANCES, 1);
  // Some decoders refuse a code of no symbol.
  if (load<u8>(distanceLengths + <usize>(distances - 1)) == 0) store<u8>(distanceLengths, 1);
  headerEnd = shortenLengths(LENGTHS, literals + distances);
  codeLengths(HEADER_COUNTS, HEADER_CODES, LONGEST_HEADER_CODE, HEADER_LENGTHS);
  sent = HEADER_CODES;
  while (sent > 4 && load<u8>(HEADER_LENGTHS + <usize>load<u8>(HEADER_ORDER + <usize>(sent - 1))) == 0) sent--;

  let header: u32 = 14 + 3 * sent;
  for (let symbol = 0; symbol < HEADER_CODES; symbol++) {
    header += countOf(HEADER_COUNTS, symbol) * (<u32>load<u8>(HEADER_LENGTHS + <usize>symbol) + headerExtra(symbol));
  }
  dynamicBits = header + bodyBits(LENGTHS, literals);
  fixedBits = bodyBits(FIXED_LENGTHS, FIXED_LITERALS);
}

/**
 * Writes the block of n <= 65,535 bytes at `from` as it was planned last, or stored where that is shorter: in n + 5 bytes at the most, and the bits
 * that were pending. There is room for one more token.
 */
export function writeBlock(from: usize, n: usize, tokens: usize, tokensEnd: usize, isLast: bool): void {
  if (<u32>(n + 4) << 3 < plannedBits()) {
    writeStored(from, n, isLast);
    return;
  }
  writeBits(u32(isLast) | (dynamicBits < fixedBits ? 4 : 2), 3);
  if (dynamicBits < fixedBits) {
    writeHeader();
    writeTokens(tokens, tokensEnd, LENGTHS, literals);
  } else writeTokens(tokens, tokensEnd, FIXED_LENGTHS, FIXED_LITERALS);
}

/** 3.2.4. */
function writeStored(from: usize, n: usize, isLast: bool): void {
  writeBits(u32(isLast), 3);
  const at = alignBits();
  store<u16>(at, <u16>n);
  store<u16>(at, ~(<u16>n), 2);
  memory.copy(at + 4, from, n);
  resumeBits(at + 4 + n, 0, 0);
}

function writeHeader(): void {
  writeBits(<u32>(literals - 257), 5);
  writeBits(<u32>(distances - 1), 5);
  writeBits(<u32>(sent - 4), 4);
  for (let i: usize = 0; i < <usize>sent; i++) writeBits(<u32>load<u8>(HEADER_LENGTHS + <usize>load<u8>(HEADER_ORDER + i)), 3);
  canonicalCodes(HEADER_LENGTHS, HEADER_CODES, HEADER_CODE_WORDS);
  for (let at = HEADER_TOKENS; at < headerEnd; at += 2) {
    const symbol = <i32>load<u8>(at);
    const word = load<u32>(HEADER_CODE_WORDS + (<usize>symbol << 2));
    writeBits(word >> 8, word & 0xff);
    if (symbol >= 16) writeBits(<u32>load<u8>(at, 1), <u32>headerExtra(symbol));
  }
}

/** 3.2.5: the tokens, by codes of the lengths of `literals` symbols and those of the distances behind them. */
function writeTokens(tokens: usize, end: usize, lengths: usize, literals: i32): void {
  canonicalCodes(lengths, literals, LITERAL_CODES);
  canonicalCodes(lengths + <usize>literals, DISTANCES, DISTANCE_CODES);
  joinLengths(literals);
  // No literal: ends the last run of them.
  store<u32>(end, END_OF_BLOCK);
  writeSymbols(tokens, end);
  const word = load<u32>(LITERAL_CODES + (END_OF_BLOCK << 2));
  writeBits(word >> 8, word & 0xff);
}

/** A length's code and its extra bits become one. */
function joinLengths(literals: i32): void {
  for (let length = SHORTEST; length <= LONGEST; length++) {
    const symbol = lengthSymbol(length);
    const place = END_OF_BLOCK + 1 + <i32>symbol;
    if (place >= literals) break;
    const word = load<u32>(LITERAL_CODES + (<usize>place << 2));
    const bits = word & 0xff;
    const joined = (word >> 8) | (<u32>lengthRest(length, symbol) << bits);
    store<u32>(LENGTH_WORDS + (<usize>length << 2), (joined << 8) | (bits + lengthExtra(symbol)));
  }
}

/** Up to three literals, or a match, between two stores. Three written out: as a loop they take a sixth longer in noise. */
function writeSymbols(at: usize, end: usize): void {
  let out = bitsEnd();
  let pending = pendingBits();
  let count = pendingCount();
  while (at < end) {
    let token = load<u32>(at);
    at += 4;
    if (token < 256) {
      let word = load<u32>(LITERAL_CODES + (<usize>token << 2));
      pending |= <u64>(word >> 8) << <u64>count;
      count += word & 0xff;
      token = load<u32>(at);
      if (token < 256) {
        word = load<u32>(LITERAL_CODES + (<usize>token << 2));
        pending |= <u64>(word >> 8) << <u64>count;
        count += word & 0xff;
        at += 4;
        token = load<u32>(at);
        if (token < 256) {
          word = load<u32>(LITERAL_CODES + (<usize>token << 2));
          pending |= <u64>(word >> 8) << <u64>count;
          count += word & 0xff;
          at += 4;
        }
      }
    } else {
      const word = load<u32>(LENGTH_WORDS + (<usize>(token & 0xffff) << 2));
      pending |= <u64>(word >> 8) << <u64>count;
      count += word & 0xff;
      const distance = <i32>(token >> 16);
      const symbol = distanceSymbol(distance);
      const code = load<u32>(DISTANCE_CODES + (symbol << 2));
      const bits = code & 0xff;
      pending |= <u64>((code >> 8) | (<u32>distanceRest(distance, symbol) << bits)) << <u64>count;
      count += bits + distanceExtra(symbol);
    }
    // At most 7 + 3 * 15, or 7 + 20 + 28 bits.
    store<u64>(out, pending);
    out += <usize>(count >> 3);
    pending >>= <u64>(count & 56);
    count &= 7;
  }
  resumeBits(out, pending, count);
}
