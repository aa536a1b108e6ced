// The checksum of a chunk (PNG third edition, annex D), eight bytes at once: TABLES + 1024 * i is for a byte with i more behind it.

const TABLES: usize = memory.data(8192, 16);

for (let n: usize = 0; n < 256; n++) {
  let c = <u32>n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >> 1) : c >> 1;
  store<u32>(TABLES + (n << 2), c);
}
for (let at = TABLES + 1024; at < TABLES + 8192; at += 4) {
  const c = load<u32>(at - 1024);
  store<u32>(at, (c >> 8) ^ load<u32>(TABLES + (<usize>(c & 0xff) << 2)));
}

// @ts-ignore: decorator
@inline
function entry(behind: usize, byte: u32): u32 {
  return load<u32>(TABLES + (behind << 10) + (<usize>(byte & 0xff) << 2));
}

export function crc32(at: usize, end: usize): u32 {
  let crc: u32 = 0xffffffff;
  for (; at + 8 <= end; at += 8) {
    const low = load<u32>(at) ^ crc;
    const high = load<u32>(at, 4);
    crc =
      entry(7, low) ^ entry(6, low >> 8) ^ entry(5, low >> 16) ^ entry(4, low >> 24) ^
      entry(3, high) ^ entry(2, high >> 8) ^ entry(1, high >> 16) ^ entry(0, high >> 24);
  }
  for (; at < end; at++) crc = entry(0, crc ^ load<u8>(at)) ^ (crc >> 8);
  return ~crc;
}
