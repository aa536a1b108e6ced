// An 8-bit PNG with one value a pixel, grey or an index: scanlines are filtered into a buffer, and whenever that is full a deflate block of it
// becomes an IDAT chunk (PNG third edition, 10; RFC 1950). Memory is the same for any image: that of a workspace.
import { adler32 } from "./adler32";
import { alignBits, beginBits, bitsEnd, pendingBits, pendingCount, resumeBits } from "./bits";
import { clearCounts, planBlock, plannedBits, writeBlock } from "./block";
import { beginChunk, endChunk, IDAT, putChunk, putEnd, putHeader } from "./chunks";
import { ADAPTIVE, chooseFilter, filterLine, literalBits, NONE, SUB, subPiece, UP, upPiece } from "./filter";
import { CHAINS_BYTES, clearChains, findClose, findFar, slideChains, WINDOW } from "./matches";

/** The window and new bytes: positions from 1 on have 16 bits. */
const BUFFER: usize = 65535;
/** Loads and stores of vectors may run over by that. */
const SPARE: usize = 64;
/** Longest piece of a scanline that is filtered at once, and longest line that is filtered by what suits its rows. */
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
  /** A block, not the last, is to be taken before there is room for another. */
  hasBlock: bool;
  /** Where the next chunk goes. */
  out: usize;
}

const CHAINS: usize = (offsetof<Workspace>() + 15) & ~15;
const TOKENS: usize = CHAINS + CHAINS_BYTES;
const BYTES: usize = TOKENS + TOKENS_BYTES + SPARE;
const LINE: usize = BYTES + BUFFER + 1 + SPARE;
const OUT: usize = LINE + PIECE + 1 + SPARE;

/** The `setting`s: matches close by only; far ones too; or whichever of the two is less. */
const FAST: i32 = 0;
const FAR: i32 = 1;

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
  work.hasBlock = false;
  if (setting != FAST) clearChains(at + CHAINS);
  work.out = putHeader(at + OUT, width, height, colourType);
}

/** A chunk of n <= 1024 bytes at `data`, before the first row. */
export function putPngChunk(at: usize, type: u32, data: usize, n: usize): void {
  const work = changetype<Workspace>(at);
  work.out = putChunk(work.out, type, data, n);
}

export function pngHasBlock(at: usize): bool {
  return changetype<Workspace>(at).hasBlock;
}

/** Where finished bytes begin; they end where `takePng` says, which also makes room for more. */
export function pngOut(at: usize): usize {
  return at + OUT;
}

export function takePng(at: usize): usize {
  const work = changetype<Workspace>(at);
  const end = work.out;
  work.out = at + OUT;
  work.hasBlock = false;
  return end;
}

/**
 * The next `rows` scanlines, until there is a block to take: returns how many were taken. Where `hasAbove` is, the line before lies before `pixels`.
 * Reads up to 16 bytes around the pixels. For widths up to `pngPiece`.
 */
export function putPngRows(at: usize, pixels: usize, rows: usize, hasAbove: bool): usize {
  const work = changetype<Workspace>(at);
  const width = work.width;
  const band = BUFFER / (width + 1);
  let filter = NONE;
  let row: usize = 0;
  for (; row < rows && !work.hasBlock; row++, pixels += width) {
    if (row % band == 0) filter = chooseFilter(pixels, width, min(rows - row, band), width, hasAbove || row > 0);
    const above = hasAbove || row > 0 ? pixels - width : 0;
    if (work.filled + width + 1 <= BUFFER) {
      filterLine(filter, pixels, above, width, at + BYTES + work.filled);
      work.filled += width + 1;
    } else {
      filterLine(filter, pixels, above, width, at + LINE);
      append(at, width + 1);
    }
  }
  return row;
}

/** The longest line that `putPngRows` takes, and the longest piece. */
export function pngPiece(): usize {
  return PIECE;
}

/**
 * The next n pixels of a line of any length, and those of the line above (0: there is none), each with the pixel before them before them. One filter
 * is for the whole line, and its beginning decides. There is no block to take before.
 */
export function putPngPiece(at: usize, pixels: usize, above: usize, n: usize): void {
  const work = changetype<Workspace>(at);
  let to = at + LINE;
  if (work.column == 0) {
    const filter = chooseFilter(pixels, n, 1, above ? pixels - above : 0, above != 0);
    work.filter = filter == UP && above == 0 ? NONE : filter == ADAPTIVE ? SUB : filter;
    store<u8>(to++, <u8>work.filter);
  }
  if (work.filter == NONE) memory.copy(to, pixels, n);
  else if (work.filter == UP) upPiece(pixels, above, n, to);
  else subPiece(pixels, work.column == 0 ? 0 : load<u8>(pixels - 1), n, to);
  append(at, to + n - at - LINE);
  work.column = work.column + n == work.width ? 0 : work.column + n;
}

export function endPng(at: usize): void {
  flush(at, true);
  const work = changetype<Workspace>(at);
  work.out = putEnd(work.out);
}

/** The first n bytes of the line go into the buffer; where it is full, a block comes out on the way. */
function append(at: usize, n: usize): void {
  const work = changetype<Workspace>(at);
  const room = min(n, BUFFER - work.filled);
  memory.copy(at + BYTES + work.filled, at + LINE, room);
  work.filled += room;
  if (room == n) return;
  flush(at, false);
  memory.copy(at + BYTES + work.filled, at + LINE + room, n - room);
  work.filled += n - room;
}

/** Tokens of what is new, planned as a block. Returns the tokens' end. */
function findTokens(at: usize, from: usize, end: usize): usize {
  const setting = changetype<Workspace>(at).setting;
  if (setting == FAST) return planned(at, from, end, false);
  if (setting == FAR) return planned(at, from, end, true);
  planned(at, from, end, false);
  const bits = plannedBits();
  const tokensEnd = planned(at, from, end, true);
  // In drawings many kinds of distances may cost more than they save.
  return plannedBits() <= bits ? tokensEnd : planned(at, from, end, false);
}

function planned(at: usize, from: usize, end: usize, far: bool): usize {
  const begin = at + BYTES;
  const tokens = at + TOKENS;
  // Of longer lines none above is within reach.
  const width = changetype<Workspace>(at).width;
  const stride = width < WINDOW ? width + 1 : 1;
  clearCounts();
  const tokensEnd = far
    ? findFar(at + CHAINS, begin - 1, begin, from, end, stride, tokens, literalBits)
    : findClose(begin, from, end, stride, tokens);
  planBlock();
  return tokensEnd;
}

/** What is new in the buffer becomes a block and an IDAT chunk. All but the last move the buffer, full by then, by a window. */
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
  writeBlock(from, end - from, at + TOKENS, findTokens(at, from, end), isLast);
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
  if (work.setting != FAST) slideChains(at + CHAINS);
  work.filled = kept;
  work.done = kept;
  work.hasBlock = true;
}
