/**
 * The Levenshtein distance of two words: how many UTF-16 units must be inserted, deleted or replaced to make one of the other.
 */
export function editDistance(a: string, b: string): number {
  // `row[j]` is the distance from the part of `a` so far to the first j units of `b`.
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const replaced = row[j]! + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(replaced, row[j + 1]! + 1, next[j]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
