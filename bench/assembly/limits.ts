// AssemblyScript: what a filter cannot do without, and nothing else. Arithmetic in enough chains to fill the pipes, and a copy.

const START: usize = 1 << 16;

export function makeRoom(bytes: usize): void {
  const pages = <i32>((START + bytes + 0xffff) >> 16);
  if (pages > memory.size()) memory.grow(pages - memory.size());
}

export function copyWithin(bytes: usize): f64 {
  memory.copy(START + bytes, START, bytes);
  return load<f64>(START + bytes);
}

/** Every byte of the first so many, 128 at a time. */
export function readAll(bytes: usize): f64 {
  let a = i64x2.splat(0);
  let b = i64x2.splat(0);
  let c = i64x2.splat(0);
  let d = i64x2.splat(0);
  const end = START + (bytes & ~127);
  for (let at = START; at < end; at += 128) {
    a = v128.xor(a, v128.xor(v128.load(at), v128.load(at, 64)));
    b = v128.xor(b, v128.xor(v128.load(at, 16), v128.load(at, 80)));
    c = v128.xor(c, v128.xor(v128.load(at, 32), v128.load(at, 96)));
    d = v128.xor(d, v128.xor(v128.load(at, 48), v128.load(at, 112)));
  }
  const all = v128.xor(v128.xor(a, b), v128.xor(c, d));
  return <f64>(i64x2.extract_lane(all, 0) & 1);
}

export function additions(count: i32, step: f64): f64 {
  const by = f64x2.splat(step);
  let a = f64x2.splat(1);
  let b = f64x2.splat(2);
  let c = f64x2.splat(3);
  let d = f64x2.splat(4);
  let e = f64x2.splat(5);
  let f = f64x2.splat(6);
  let g = f64x2.splat(7);
  let h = f64x2.splat(8);
  for (let i = 0; i < count; i += 16) {
    a = f64x2.add(a, by);
    b = f64x2.add(b, by);
    c = f64x2.add(c, by);
    d = f64x2.add(d, by);
    e = f64x2.add(e, by);
    f = f64x2.add(f, by);
    g = f64x2.add(g, by);
    h = f64x2.add(h, by);
    a = f64x2.add(a, by);
    b = f64x2.add(b, by);
    c = f64x2.add(c, by);
    d = f64x2.add(d, by);
    e = f64x2.add(e, by);
    f = f64x2.add(f, by);
    g = f64x2.add(g, by);
    h = f64x2.add(h, by);
  }
  const sum = f64x2.add(f64x2.add(f64x2.add(a, b), f64x2.add(c, d)), f64x2.add(f64x2.add(e, f), f64x2.add(g, h)));
  return f64x2.extract_lane(sum, 0);
}

export function divisions(count: i32, divisor: f64): f64 {
  const by = f64x2.splat(divisor);
  let a = f64x2.splat(1);
  let b = f64x2.splat(2);
  let c = f64x2.splat(3);
  let d = f64x2.splat(4);
  let e = f64x2.splat(5);
  let f = f64x2.splat(6);
  let g = f64x2.splat(7);
  let h = f64x2.splat(8);
  for (let i = 0; i < count; i += 8) {
    a = f64x2.div(a, by);
    b = f64x2.div(b, by);
    c = f64x2.div(c, by);
    d = f64x2.div(d, by);
    e = f64x2.div(e, by);
    f = f64x2.div(f, by);
    g = f64x2.div(g, by);
    h = f64x2.div(h, by);
  }
  const sum = f64x2.add(f64x2.add(f64x2.add(a, b), f64x2.add(c, d)), f64x2.add(f64x2.add(e, f), f64x2.add(g, h)));
  return f64x2.extract_lane(sum, 0);
}

/** Integer operations of one cycle, each waiting for the one before: the clock. */
export function chain(count: i32, by: i32): i32 {
  let x = count;
  for (let i = 0; i < count; i += 16) {
    x = (x + by) ^ by;
    x = (x + by) ^ by;
    x = (x + by) ^ by;
    x = (x + by) ^ by;
    x = (x + by) ^ by;
    x = (x + by) ^ by;
    x = (x + by) ^ by;
    x = (x + by) ^ by;
  }
  return x;
}
