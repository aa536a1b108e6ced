import { describe, expect, it } from "vitest";
import { calibrate, compare, interleave, median, sink, timeCalls, timePromises } from "../bench/measure.ts";

/** A clock in milliseconds that moves only when told. */
function clock() {
  let time = 0;
  return { now: () => time, pass: (milliseconds: number) => (time += milliseconds) };
}

describe("median", () => {
  it("is the middle one by size, not by spelling", () => {
    expect(median([10, 9, 100])).toBe(10);
    expect(median([1e-7, 3, 20, 1000, 0.5])).toBe(3);
  });

  it("is the mean of the middle two of an even number, and leaves its argument as it was", () => {
    const values = [4, 1, 30, 2];
    expect(median(values)).toBe(3);
    expect(values).toEqual([4, 1, 30, 2]);
  });

  it("of nothing is refused", () => {
    expect(() => median([])).toThrow(new RangeError("values: expected at least one number, got none"));
  });
});

describe("timeCalls", () => {
  it("calls so often, reads the clock around all calls and adds the results to the sink", () => {
    const { now, pass } = clock();
    const before = sink.value;
    let calls = 0;
    const seconds = timeCalls(
      () => {
        pass(250);
        return ++calls;
      },
      4,
      now,
    );
    expect(calls).toBe(4);
    expect(seconds).toBe(1);
    expect(sink.value - before).toBe(1 + 2 + 3 + 4);
  });

  it("for promises waits for each before the next call", async () => {
    const { now, pass } = clock();
    const before = sink.value;
    let running = 0;
    let most = 0;
    const call = async () => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      pass(500);
      running--;
      return 5;
    };
    expect(await timePromises(call, 3, now)).toBe(1.5);
    expect(most).toBe(1);
    expect(sink.value - before).toBe(15);
  });
});

describe("calibrate", () => {
  it("gives a number of calls that makes a round long enough, after the warm-up", async () => {
    const limits = { roundSeconds: 0.02, warmSeconds: 0.3 };
    for (const secondsPerCall of [1e-7, 3e-5, 0.019, 0.02, 1.5]) {
      let spent = 0;
      const round = (repeats: number) => {
        spent += repeats * secondsPerCall;
        return repeats * secondsPerCall;
      };
      const repeats = await calibrate(round, limits);
      expect(repeats * secondsPerCall).toBeGreaterThanOrEqual(limits.roundSeconds);
      expect(repeats * secondsPerCall).toBeLessThan(Math.max(2 * limits.roundSeconds, 2 * secondsPerCall));
      expect(spent).toBeGreaterThanOrEqual(limits.warmSeconds);
    }
  });

  it("takes more calls where the work becomes faster as it warms up", async () => {
    let spent = 0;
    const round = (repeats: number) => {
      const seconds = repeats * (spent > 0.1 ? 0.001 : 0.01);
      spent += seconds;
      return seconds;
    };
    expect(await calibrate(round, { roundSeconds: 0.02, warmSeconds: 0.3 })).toBeGreaterThanOrEqual(20);
  });
});

describe("interleave", () => {
  it("takes one round of each in turn, each after one call that does not count, and gives seconds a call", async () => {
    const calls: string[] = [];
    let round = 0;
    const entry = (name: string, repeats: number, secondsPerCall: number) => ({
      name,
      repeats,
      round: async (count: number) => {
        calls.push(`${name}${count}`);
        return count === 1 ? 1e6 : count * (secondsPerCall + round++);
      },
    });
    const seconds = await interleave([entry("a", 10, 100), entry("b", 4, 200)], 3);
    expect(calls).toEqual(["a1", "a10", "b1", "b4", "a1", "a10", "b1", "b4", "a1", "a10", "b1", "b4"]);
    expect([...seconds]).toEqual([
      ["a", [100, 102, 104]],
      ["b", [201, 203, 205]],
    ]);
  });
});

describe("compare", () => {
  it("tells zeros of different sign apart, though their difference is none", () => {
    expect(compare([0, 1], [0, 1], 1)).toEqual({ exact: true, error: 0 });
    expect(compare([-0, 1], [0, 1], 1)).toEqual({ exact: false, error: 0 });
  });

  it("gives the largest difference as a share of full scale", () => {
    expect(compare([1, 2, 3], [1, 2.5, 2.75], 2)).toEqual({ exact: false, error: 0.25 });
  });

  it("never passes over a value that is not a number", () => {
    expect(compare([Number.NaN, 1], [Number.NaN, 1], 1)).toEqual({ exact: true, error: 0 });
    expect(compare([1, Number.NaN, 3], [9, 2, 3], 1)).toEqual({ exact: false, error: Number.NaN });
    expect(compare([1, 2], [Number.NaN, 9], 1)).toEqual({ exact: false, error: Number.NaN });
  });

  it("refuses results of another length", () => {
    expect(() => compare([1], [1, 2], 1)).toThrow(new RangeError("got: expected 2 numbers, got 1"));
  });
});
