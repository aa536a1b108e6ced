// NumPy's SeedSequence (bit_generator.pyx, 1.24) with its default pool of four words, after M. E. O'Neill's seed_seq_fe.
import { seedPcg64 } from "./pcg64";
import { alloc, mark, rewind } from "./memory";

const POOL: i32 = 4;
const INIT_A: u32 = 0x43b0d7e5;
const MULT_A: u32 = 0x931e8875;
const INIT_B: u32 = 0x8b51f9dd;
const MULT_B: u32 = 0x58f38ded;
const MIX_LEFT: u32 = 0xca01f9dd;
const MIX_RIGHT: u32 = 0x4973f715;

let hash: u32 = 0;

function hashmix(value: u32): u32 {
  value ^= hash;
  hash *= MULT_A;
  value *= hash;
  return value ^ (value >> 16);
}

function mixInto(pool: usize, index: i32, value: u32): void {
  const at = pool + (<usize>index << 2);
  const mixed = MIX_LEFT * load<u32>(at) - MIX_RIGHT * value;
  store<u32>(at, mixed ^ (mixed >> 16));
}

function mixEntropy(pool: usize, words: usize, count: i32): void {
  hash = INIT_A;
  for (let i = 0; i < POOL; i++) {
    store<u32>(pool + (<usize>i << 2), hashmix(i < count ? load<u32>(words + (<usize>i << 2)) : 0));
  }
  for (let from = 0; from < POOL; from++) {
    for (let to = 0; to < POOL; to++) {
      if (from != to) mixInto(pool, to, hashmix(load<u32>(pool + (<usize>from << 2))));
    }
  }
  for (let from = POOL; from < count; from++) {
    for (let to = 0; to < POOL; to++) mixInto(pool, to, hashmix(load<u32>(words + (<usize>from << 2))));
  }
}

function nextWord(pool: usize, index: i32): u64 {
  let word: u32 = load<u32>(pool + (<usize>(index & (POOL - 1)) << 2)) ^ hash;
  hash *= MULT_B;
  word *= hash;
  return <u64>(word ^ (word >> 16));
}

function nextPair(pool: usize, index: i32): u64 {
  const low = nextWord(pool, index);
  return low | (nextWord(pool, index + 1) << 32);
}

/** Seeds a PCG64 from assembled entropy: `count` words, the spawn key included. False when memory is short. */
export function seedGenerator(rng: usize, words: usize, count: i32): bool {
  const start = mark();
  const pool = alloc(POOL << 2);
  if (pool == 0) return false;
  mixEntropy(pool, words, count);
  hash = INIT_B;
  const stateHigh = nextPair(pool, 0);
  const stateLow = nextPair(pool, 2);
  const sequenceHigh = nextPair(pool, 4);
  const sequenceLow = nextPair(pool, 6);
  seedPcg64(rng, stateHigh, stateLow, sequenceHigh, sequenceLow);
  rewind(start);
  return true;
}
