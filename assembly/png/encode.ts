// An 8-bit PNG with one value a pixel, grey or an index: scanlines are filtered into a buffer, and whenever that is full a deflate block of it
// becomes an IDAT chunk (PNG third edition, 10; RFC 1950). Memory is the same for any image: that of a workspace.
import { adler32 } from "./adler32";
import { alignBits, beginBits, bitsEnd, pendingBits, pendingCount, resumeBits } from "./bits";
import { clearCounts, writeBlock } from "./block";
import { beginChunk, endChunk, IDAT, putChunk, putEnd, putHeader } from "./chunks";
import { chooseFilter, filterLine, literalBits, NONE, SUB, subPiece } from "./filter";
import { CHAINS_BYTES, clearChains, findClose, findFar, slideChains } from "./matches";

const WINDOW: usize = 32768;
/** The window and new bytes: positions from 1 on have 16 bits. */
const BUFFER: usize = 65535;
/** Loads and stores of vectors may run over by that. */
const SPARE: usize = 64;
/** Longest piece of a scanline that is filtered at once. Longer lines have no line above. */
const PIECE: usize = WINDOW - 1;
/** A token a byte, and one more. */
const TOKENS_BYTES: usize = 4 * (BUFFER + 1);
/** A block is no longer than its bytes stored; with it go signature, header, palette, transparency, what surrounds chunks, and the end. */
const OUT_BYTES: usize = BUFFER + 2048;

@unmanaged
class Workspace {
  width: usize;
  setting: i32;
  /** Of the scanline under way, pixels that are in the buffer. */
  column: usize;
  filter: i32;
  adler: u32;
  /** Bytes in the buffer, and those of them that are in a block already. */
  filled: usize;
  done: usize;
  isFirst: bool;
  /** Where the next chunk goes. */
  out: usize;
}

const CHAINS: usize = (offsetof<Workspace>() + 15) & ~15;
const TOKENS: usize = CHAINS + CHAINS_BYTES;
const BYTES: usize = TOKENS + TOKENS_BYTES + SPARE;
const OUT: usize = BYTES + BUFFER + 1 + SPARE;

/** The `setting`s: matches close by only, or all that are found. */
const SMALL: i32 = 1;

/** How much memory a workspace takes. */
export function pngWorkspace(): usize {
  return OUT + OUT_BYTES + SPARE;
}

/** Begins an image: signature and header. */
export function beginPng(at: usize, width: u32, height: u32, colourType: i32, setting: i32): void {
  const work = changetype<Workspace>(at);
  work.width = width;
  work.setting = setting;
  work.column = 0;
  work.adler = 1;
  work.filled = 0;
  work.done = 0;
  work.isFirst = true;
  if (setting == SMALL) clearChains(at + CHAINS);
  work.out = putHeader(at + OUT, width, height, colourType);
}

/** A chunk of n <= 1024 bytes at `data`, before the first row. */
export function putPngChunk(at: usize, type: u32, data: usize, n: usize): void {
  const work = changetype<Workspace>(at);
  work.out = putChunk(work.out, type, data, n);
}

/** Where finished bytes begin; they end where `takePng` says, which also makes room for more. */
export function pngOut(at: usize): usize {
  return at + OUT;
}

export function takePng(at: usize): usize {
  const work = changetype<Workspace>(at);
  const end = work.out;
  work.out = at + OUT;
  return end;
}

/**
 * The next `rows` scanlines, until a block is full: returns how many were taken. Where `hasAbove` is, the line before lies before `pixels`. Reads
 * up to 16 bytes around the pixels. For widths up to `pngPiece`.
 */
export function putPngRows(at: usize, pixels: usize, rows: usize, hasAbove: bool): usize {
  const work = changetype<Workspace>(at);
  const width = work.width;
  const filter = chooseFilter(pixels, width, min(rows, BUFFER / (width + 1)));
  const buffer = at + BYTES;
  for (let row: usize = 0; row < rows; row++, pixels += width) {
    if (work.filled + width + 1 > BUFFER) {
      flush(at, false);
      return row;
    }
    filterLine(filter, pixels, hasAbove || row > 0 ? pixels - width : 0, width, buffer + work.filled);
    work.filled += width + 1;
  }
  return rows;
}

/** The longest line that `putPngRows` takes, and the longest piece. */
export function pngPiece(): usize {
  return PIECE;
}

/** The next n pixels of a line of any length; the one before them lies before `pixels`. False, and nothing taken, where a block was full. */
export function putPngPiece(at: usize, pixels: usize, n: usize): bool {
  const work = changetype<Workspace>(at);
  if (work.filled + n + 1 > BUFFER) {
    flush(at, false);
    return false;
  }
  let to = at + BYTES + work.filled;
  if (work.column == 0) {
    work.filter = min(chooseFilter(pixels, n, 1), SUB);
    store<u8>(to++, <u8>work.filter);
  }
  if (work.filter == NONE) memory.copy(to, pixels, n);
  else subPiece(pixels, work.column == 0 ? 0 : load<u8>(pixels - 1), n, to);
  work.filled = to + n - at - BYTES;
  work.column = work.column + n == work.width ? 0 : work.column + n;
  return true;
}

export function endPng(at: usize): void {
  flush(at, true);
  const work = changetype<Workspace>(at);
  work.out = putEnd(work.out);
}

/** What is new in the buffer becomes a block and an IDAT chunk. All but the last move the buffer by a window. */
function flush(at: usize, isLast: bool): void {
  const work = changetype<Workspace>(at);
  const begin = at + BYTES;
  const from = begin + work.done;
  const end = begin + work.filled;
  const data = beginChunk(work.out, IDAT);
  if (work.isFirst) {
    // RFC 1950, 2.2: deflate with a window of 32 kB, no dictionary.
    store<u16>(data, 0x0178);
    beginBits(data + 2);
    work.isFirst = false;
  } else resumeBits(data, pendingBits(), pendingCount());
  const stride = work.width < WINDOW ? work.width + 1 : 1;
  const tokens = at + TOKENS;
  clearCounts();
  const tokensEnd =
    work.setting == SMALL
      ? findFar(at + CHAINS, begin - 1, begin, from, end, stride, tokens, literalBits)
      : findClose(begin, from, end, stride, tokens);
  writeBlock(from, end - from, tokens, tokensEnd, isLast);
  work.adler = adler32(work.adler, from, end);
  let dataEnd = bitsEnd();
  if (isLast) {
    dataEnd = alignBits();
    store<u32>(dataEnd, bswap<u32>(work.adler));
    dataEnd += 4;
  }
  work.out = endChunk(work.out, dataEnd);
  if (isLast) return;
  const kept = work.filled - WINDOW;
  memory.copy(begin, begin + WINDOW, kept);
  if (work.setting == SMALL) slideChains(at + CHAINS);
  work.filled = kept;
  work.done = kept;
}
