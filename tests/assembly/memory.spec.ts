import { alloc, mark, rewind } from "../../assembly/memory";

describe("memory", () => {
  test("blocks are 16-aligned and do not overlap", () => {
    const start = mark();
    const a = alloc(1);
    const b = alloc(33);
    const c = alloc(16);
    expect(a & 15).toBe(0);
    expect(b & 15).toBe(0);
    expect(b - a).toBe(16);
    expect(c - b).toBe(48);
    rewind(start);
  });

  test("rewinding gives the same address again, and the memory stays as large as it was", () => {
    const start = mark();
    const first = alloc(1 << 20);
    const pages = memory.size();
    rewind(start);
    expect(alloc(1 << 20)).toBe(first);
    expect(memory.size()).toBe(pages);
    rewind(start);
  });

  test("a request that memory cannot hold answers 0 and takes nothing", () => {
    const start = mark();
    expect(alloc(0xfffffff0)).toBe(0);
    expect(mark()).toBe(start);
  });
});
