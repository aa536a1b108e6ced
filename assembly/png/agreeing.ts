/** How many first bytes, `most` at the most, are the same. Reads up to 15 bytes beyond. */
// @ts-ignore: decorator
@inline
export function agreeing(one: usize, other: usize, most: usize): usize {
  for (let i: usize = 0; i < most; i += 16) {
    const different = i8x16.bitmask(i8x16.ne(v128.load(one + i), v128.load(other + i)));
    if (different != 0) return min(i + <usize>ctz(different), most);
  }
  return most;
}
