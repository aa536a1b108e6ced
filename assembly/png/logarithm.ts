/** log2 of a number > 0 in sixteenths of a bit, from its exponent and the head of its fraction: up to three sixteenths too small. */
// @ts-ignore: decorator
@inline
export function sixteenths(x: f64): i32 {
  return <i32>(reinterpret<i64>(x) >> 48) - (1023 << 4);
}
