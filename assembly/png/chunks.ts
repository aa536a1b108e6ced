// A PNG's chunks (third edition, 5.3 and 11). Numbers have their highest byte first.
import { crc32 } from "./crc32";

/** 5.2. */
const SIGNATURE: u64 = 0x0a1a0a0d474e5089;
const IHDR: u32 = 0x52444849;
const IEND: u32 = 0x444e4549;
export const IDAT: u32 = 0x54414449;
const BIT_DEPTH: u8 = 8;

/** Length, type and checksum around a chunk's data. */
const BEFORE: usize = 8;
const AFTER: usize = 4;

/** Where the data of a chunk that begins at `at` goes. */
export function beginChunk(at: usize, type: u32): usize {
  store<u32>(at, type, 4);
  return at + BEFORE;
}

/** Fills in what stands around the data; returns the chunk's end. */
export function endChunk(at: usize, dataEnd: usize): usize {
  store<u32>(at, bswap<u32>(<u32>(dataEnd - at - BEFORE)));
  store<u32>(dataEnd, bswap<u32>(crc32(at + 4, dataEnd)));
  return dataEnd + AFTER;
}

/** A chunk of n bytes that lie ready. */
export function putChunk(at: usize, type: u32, data: usize, n: usize): usize {
  const to = beginChunk(at, type);
  memory.copy(to, data, n);
  return endChunk(at, to + n);
}

/** The signature and 11.2.1. */
export function putHeader(at: usize, width: u32, height: u32, colourType: i32): usize {
  store<u64>(at, SIGNATURE);
  const chunk = at + 8;
  const to = beginChunk(chunk, IHDR);
  store<u32>(to, bswap<u32>(width));
  store<u32>(to, bswap<u32>(height), 4);
  store<u8>(to, BIT_DEPTH, 8);
  store<u8>(to, <u8>colourType, 9);
  // Compression, filter method, interlace.
  store<u16>(to, 0, 10);
  store<u8>(to, 0, 12);
  return endChunk(chunk, to + 13);
}

export function putEnd(at: usize): usize {
  return endChunk(at, beginChunk(at, IEND));
}
