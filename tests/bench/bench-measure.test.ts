import { describe, expect, it } from "vitest";
import { calibrate, interleave, sink, timeCalls, timePromises } from "../../bench/measure.ts";

/** A clock in milliseconds that moves only when told. */
function clock() {
  let time = 0;
  return { now: () => time, pass: (milliseconds: number) => (time += milliseconds) };
}

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
      const { repeats, seconds } = await calibrate(round, limits);
      expect(seconds).toBe(repeats * secondsPerCall);
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
    expect((await calibrate(round, { roundSeconds: 0.02, warmSeconds: 0.3 })).repeats).toBeGreaterThanOrEqual(20);
  });
});

describe("interleave", () => {
  const recorded = (calls: string[]) => {
    let round = 0;
    return (name: string, repeats: number, secondsPerCall: number, isLong = false) => ({
      ...{ name, repeats, isLong },
      round: async (count: number) => {
        calls.push(`${name}${count}`);
        return count === 1 && !isLong ? 1e6 : count * (secondsPerCall + round++);
      },
    });
  };

  it("takes one round of each in turn, begins with another each time, and gives seconds a call", async () => {
    const calls: string[] = [];
    const entry = recorded(calls);
    const turns: number[] = [];
    const seconds = await interleave([entry("a", 10, 100), entry("b", 4, 200)], 3, (done) => turns.push(done));
    expect(calls).toEqual(["a1", "a10", "b1", "b4", "b1", "b4", "a1", "a10", "a1", "a10", "b1", "b4"]);
    expect([...seconds]).toEqual([
      ["a", [100, 103, 104]],
      ["b", [201, 202, 205]],
    ]);
    expect(turns).toEqual([1, 2, 3]);
  });

  it("makes one call before a round that does not count, unless calls are long", async () => {
    const calls: string[] = [];
    const entry = recorded(calls);
    await interleave([entry("a", 1, 5), entry("long", 1, 5, true)], 2);
    expect(calls).toEqual(["a1", "a1", "long1", "long1", "a1", "a1"]);
  });
});
