// A bump arena over the linear memory: whoever allocates marks first and rewinds when done.

let top: usize = (__heap_base + 15) & ~15;

/** Address of `bytes` fresh bytes, 16-aligned; 0 when the memory cannot grow. */
export function alloc(bytes: usize): usize {
  const at = top;
  const end = (<u64>at + <u64>bytes + 15) & ~15;
  const have = <u64>memory.size() << 16;
  if (end > have) {
    const pages = (end - have + 0xffff) >> 16;
    if (pages > 0xffff || memory.grow(<i32>pages) < 0) return 0;
  }
  top = <usize>end;
  return at;
}

/** The same for sizes that may not fit into an address. */
export function allocWide(bytes: u64): usize {
  return bytes < 0xffff0000 ? alloc(<usize>bytes) : 0;
}

export function mark(): usize {
  return top;
}

export function rewind(to: usize): void {
  top = to;
}
