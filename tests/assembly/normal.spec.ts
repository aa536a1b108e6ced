import { alloc, mark, rewind } from "../../assembly/memory";
import { fillStandardNormal, passStandardNormal, promiseStandardNormal, skipStandardNormal, takeStandardNormal } from "../../assembly/normal";
import { next64 } from "../../assembly/pcg64";
import { seedGenerator } from "../../assembly/seed-sequence";
import { BLOCK, makeWords, OUTSIDE, WORDS } from "../../assembly/words";

const STATE: i32 = 16;

function seeded(seed: u32): usize {
  const rng = alloc(40);
  const at = alloc(4);
  store<u32>(at, seed);
  seedGenerator(rng, at, 1);
  return rng;
}

function copyOf(rng: usize): usize {
  const copy = alloc(40);
  memory.copy(copy, rng, 40);
  return copy;
}

/** The number of first elements in which two arrays of doubles agree, bit by bit. */
function agreeing(one: usize, other: usize, n: i32): i32 {
  for (let i = 0; i < n; i++) if (load<u64>(one + (<usize>i << 3)) != load<u64>(other + (<usize>i << 3))) return i;
  return n;
}

describe("words made ahead", () => {
  test("are those that next64 gives, for any count, and leave its state", () => {
    const start = mark();
    const ahead = seeded(7);
    const single = copyOf(ahead);
    let wrong = 0;
    for (let count = 1; count <= BLOCK; count++) {
      makeWords(ahead, count);
      for (let i = 0; i < count; i++) if (load<u64>(WORDS + (<usize>i << 3)) != next64(single)) wrong++;
      if (memory.compare(ahead, single, STATE) != 0) wrong++;
    }
    expect(wrong).toBe(0);
    rewind(start);
  });

  test("list in order those that their layer does not accept at once: one in eighty or so", () => {
    const start = mark();
    const rng = seeded(8);
    let count = 0;
    let ascending = true;
    for (let block = 0; block < 200; block++) {
      makeWords(rng, BLOCK);
      let before = WORDS - 8;
      let at = OUTSIDE;
      for (; load<u32>(at) < <u32>(WORDS + (BLOCK << 3)); at += 4, count++) {
        if (<usize>load<u32>(at) <= before) ascending = false;
        before = load<u32>(at);
      }
      if (load<u32>(at) != 0xffffffff) ascending = false;
    }
    expect(ascending).toBe(true);
    expect(count).toBeGreaterThan(1000);
    expect(count).toBeLessThan(1700);
    rewind(start);
  });
});

describe("standard normals", () => {
  test("are the same drawn together, one by one, and in promised pieces with some passed over", () => {
    const start = mark();
    const together = seeded(9);
    const single = copyOf(together);
    const pieces = copyOf(together);
    const skipped = copyOf(together);
    const size = <usize>1600 << 3;
    const one = alloc(size);
    const other = alloc(size);
    let wrong = 0;
    for (let n = 0; n <= 1600; n += 1 + (n >> 5)) {
      fillStandardNormal(together, one, n);
      for (let i = 0; i < n; i++) fillStandardNormal(single, other + (<usize>i << 3), 1);
      if (agreeing(one, other, n) != n || memory.compare(together, single, 40) != 0) wrong++;
      skipStandardNormal(skipped, n);
      if (memory.compare(together, skipped, 40) != 0) wrong++;
      promiseStandardNormal(n);
      for (let i = 0, length = 0; i < n; i += length, length++) {
        if (length > n - i) length = n - i;
        const at = <usize>i << 3;
        if (length & 1) passStandardNormal(pieces, length);
        else {
          takeStandardNormal(pieces, other + at, length);
          if (agreeing(one + at, other + at, length) != length) wrong++;
        }
      }
      if (memory.compare(together, pieces, 40) != 0) wrong++;
    }
    expect(wrong).toBe(0);
    rewind(start);
  });
});
