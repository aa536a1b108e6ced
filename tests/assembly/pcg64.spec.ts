import { alloc, mark, rewind } from "../../assembly/memory";
import { next32, next64 } from "../../assembly/pcg64";
import { seedGenerator } from "../../assembly/seed-sequence";

function seeded(words: u32[]): usize {
  const rng = alloc(40);
  const at = alloc(words.length << 2);
  for (let i = 0; i < words.length; i++) store<u32>(at + (i << 2), words[i]);
  seedGenerator(rng, at, words.length);
  return rng;
}

describe("pcg64", () => {
  test("the first words are those of NumPy's PCG64(seed).random_raw", () => {
    const start = mark();
    const zero = seeded([0]);
    expect(next64(zero)).toBe(0xa30febcfd9c2825f);
    expect(next64(zero)).toBe(0x4510bdf882d9d721);
    expect(next64(zero)).toBe(0x0a7d3da94ecde8b8);
    expect(next64(zero)).toBe(0x43b27b61342f01d);
    const list = seeded([1, 2, 3, 4, 5]);
    expect(next64(list)).toBe(0x8452e9e84975a10b);
    expect(next64(list)).toBe(0xa0a264a8aa71bd91);
    rewind(start);
  });

  test("a word gives its low half first, and keeps the high half across a whole word", () => {
    const start = mark();
    const rng = seeded([0]);
    expect(next32(rng)).toBe(0xd9c2825f);
    expect(next64(rng)).toBe(0x4510bdf882d9d721);
    expect(next32(rng)).toBe(0xa30febcf);
    expect(next32(rng)).toBe(0x4ecde8b8);
    rewind(start);
  });
});
