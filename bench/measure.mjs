// Rounds, medians and a sink. Pure: the clock is an argument, the work a function.

/** What every timed call returned, added up: nothing that is timed may be left out by a compiler. */
export const sink = { value: 0 };

/** Seconds that `repeats` calls take together. */
export function timeCalls(call, repeats, now = () => performance.now()) {
  let sum = 0;
  const start = now();
  for (let i = 0; i < repeats; i++) sum += call();
  const end = now();
  sink.value += sum;
  return (end - start) / 1000;
}

/** The same for calls that return promises, one after another. */
export async function timePromises(call, repeats, now = () => performance.now()) {
  let sum = 0;
  const start = now();
  for (let i = 0; i < repeats; i++) sum += await call();
  const end = now();
  sink.value += sum;
  return (end - start) / 1000;
}

/** Warms up for `warmSeconds` at least and finds how many calls make a round of `roundSeconds`. */
export async function calibrate(round, { roundSeconds, warmSeconds }) {
  let repeats = 1;
  let spent = 0;
  for (;;) {
    const seconds = await round(repeats);
    spent += seconds;
    if (seconds >= roundSeconds && spent >= warmSeconds) return repeats;
    if (seconds < roundSeconds) repeats = Math.ceil(repeats * Math.min(10, Math.max(1.2, (1.2 * roundSeconds) / seconds)));
  }
}

/**
 * Seconds a call of each entry, by name, `rounds` of each: one round of the first, one of the second, … and again from the first, so that
 * a machine that slows down slows all. One call before each round, not timed, brings the entry's data back into the caches.
 */
export async function interleave(entries, rounds) {
  const seconds = new Map(entries.map(({ name }) => [name, []]));
  for (let i = 0; i < rounds; i++) {
    for (const { name, round, repeats } of entries) {
      await round(1);
      seconds.get(name).push((await round(repeats)) / repeats);
    }
  }
  return seconds;
}

export function median(values) {
  if (values.length === 0) throw new RangeError("values: expected at least one number, got none");
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Equality in every bit, and the largest difference as a share of `scale`; NaN where one is not a number. */
export function compare(got, expected, scale) {
  if (got.length !== expected.length) throw new RangeError(`got: expected ${expected.length} numbers, got ${got.length}`);
  let exact = true;
  let largest = 0;
  for (let i = 0; i < got.length; i++) {
    if (Object.is(got[i], expected[i])) continue;
    exact = false;
    const difference = Math.abs(got[i] - expected[i]);
    if (!(difference <= largest)) largest = difference;
    if (Number.isNaN(difference)) break;
  }
  return { exact, error: largest / scale };
}
