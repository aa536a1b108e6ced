// Rounds and a sink. Pure: the clock is an argument, the work a function.

/** What every timed call returned, added up: nothing that is timed may be left out by a compiler. */
export const sink = { value: 0 };

export type Clock = () => number;
const ticks: Clock = () => performance.now();

/** Makes so many calls; the seconds that they take together. */
export type Round = (repeats: number) => number | Promise<number>;

export interface Turn {
  readonly name: string;
  /** Calls that make a round. */
  readonly repeats: number;
  readonly round: Round;
  /** Whether a call takes so long that it does not find its data in a cache, so that none is needed to bring them there. */
  readonly isLong?: boolean;
}

/** Seconds that `repeats` calls take together. */
export function timeCalls(call: () => number, repeats: number, now = ticks): number {
  let sum = 0;
  const start = now();
  for (let i = 0; i < repeats; i++) sum += call();
  const end = now();
  sink.value += sum;
  return (end - start) / 1000;
}

/** The same for calls that return promises, one after another. */
export async function timePromises(call: () => Promise<number>, repeats: number, now = ticks): Promise<number> {
  let sum = 0;
  const start = now();
  for (let i = 0; i < repeats; i++) sum += await call();
  const end = now();
  sink.value += sum;
  return (end - start) / 1000;
}

/** Rounds of calls that time themselves. */
export const selfTimed =
  (call: () => Promise<number>): Round =>
  async (repeats) => {
    let sum = 0;
    for (let i = 0; i < repeats; i++) sum += await call();
    return sum;
  };

export interface Calibration {
  /** Calls that make a round of `roundSeconds`. */
  readonly repeats: number;
  /** About what such a round takes. */
  readonly seconds: number;
}

/** Warms up for `warmSeconds` at least, and finds how many calls make a round. */
export async function calibrate(
  round: Round,
  { roundSeconds, warmSeconds }: { readonly roundSeconds: number; readonly warmSeconds: number },
): Promise<Calibration> {
  let repeats = 1;
  let spent = 0;
  for (;;) {
    const seconds = await round(repeats);
    spent += seconds;
    if (seconds >= roundSeconds && spent >= warmSeconds) return { repeats, seconds };
    if (seconds < roundSeconds) repeats = Math.ceil(repeats * Math.min(10, Math.max(1.2, (1.2 * roundSeconds) / seconds)));
  }
}

/**
 * Seconds a call of each, by name, `rounds` of each: one round of the first, one of the second, and so on, then again, beginning with the second: a
 * machine that slows down slows all, and nobody always runs behind the same neighbour. One call before each round, not timed, brings the data back
 * into the caches.
 */
export async function interleave(
  turns: readonly Turn[],
  rounds: number,
  onRound?: (done: number) => void,
): Promise<Map<string, number[]>> {
  const seconds = new Map(turns.map(({ name }) => [name, [] as number[]]));
  for (let i = 0; i < rounds; i++) {
    for (let j = 0; j < turns.length; j++) {
      const { name, round, repeats, isLong } = turns[(i + j) % turns.length]!;
      if (!isLong) await round(1);
      seconds.get(name)!.push((await round(repeats)) / repeats);
    }
    onRound?.(i + 1);
  }
  return seconds;
}
