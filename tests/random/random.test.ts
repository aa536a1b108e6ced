import { createHash } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Generator, load, type Ndpeek, type Seed } from "../../src/index.ts";
import { firstDifference } from "../fixtures/first-difference.ts";
import { thrown, type } from "../fixtures/refusal.ts";
import { type Digest, difference, golden, seedOf, type WrittenSeed } from "../golden/read.ts";

interface WrittenState {
  state: string;
  inc: string;
  hasUint32: boolean;
  uinteger: number;
}

interface StreamCase extends Digest {
  draw: string;
  args: number[];
  seed: WrittenSeed;
  n: number;
  end: WrittenState;
}

const cases = golden<StreamCase>("streams");
const indices = (length: number): number[] => Array.from({ length }, (_, i) => i);

let nd: Ndpeek;
beforeAll(async () => {
  nd = await load();
});

/** Scalar draws in the turn that tests/golden/streams.py takes. */
function mixed(rng: Generator, n: number): Float64Array {
  const five = indices(5);
  const turn = [
    () => rng.random(),
    () => rng.integers(0, 3),
    () => rng.standardNormal(),
    () => rng.choice(five),
    () => rng.integers(0, 2 ** 32),
    () => rng.normal(4, 1),
    () => rng.integers(0, Number.MAX_SAFE_INTEGER),
  ];
  return Float64Array.from({ length: n }, (_, i) => turn[i % 7]!());
}

const draws: Record<string, (rng: Generator, args: number[], n: number) => Float64Array> = {
  random: (rng, _, n) => rng.random(n),
  integers: (rng, [low, high], n) => rng.integers(low!, high!, n),
  standardNormal: (rng, _, n) => rng.standardNormal(n),
  normal: (rng, [loc, scale], n) => rng.normal(loc!, scale!, n),
  choice: (rng, [length], n) => Float64Array.from(rng.choice(indices(length!), n)),
  mixed: (rng, _, n) => mixed(rng, n),
};

function written({ state, inc, hasUint32, uinteger }: Generator["state"]): WrittenState {
  return { state: `${state}`, inc: `${inc}`, hasUint32, uinteger };
}

/** The differences between what `draw` gives and the goldens of that name, each with its case. */
function differences(name: string, draw: (entry: StreamCase) => { rng: Generator; values: Float64Array }): string[] {
  const chosen = cases.filter((entry) => entry.draw === name);
  expect(chosen.length).toBeGreaterThanOrEqual(18);
  return chosen.flatMap((entry) => {
    const { rng, values } = draw(entry);
    const label = `${name}(${entry.args}) of seed ${JSON.stringify(entry.seed)}`;
    const wrong = difference(values, entry);
    const end = JSON.stringify(written(rng.state));
    return [
      ...(wrong === undefined ? [] : [`${label}: ${wrong}`]),
      ...(end === JSON.stringify(entry.end) ? [] : [`${label} ends at ${end}, expected ${JSON.stringify(entry.end)}`]),
    ];
  });
}

describe("defaultRng", () => {
  it.each(Object.keys(draws))("draws NumPy's %s, 100,000 values a seed, and ends in NumPy's state", (name) => {
    const wrong = differences(name, ({ seed, args, n }) => {
      const rng = nd.defaultRng(seedOf(seed));
      return { rng, values: draws[name]!(rng, args, n) };
    });
    expect(wrong).toEqual([]);
  });

  it("spawns the children, grandchildren and later children of NumPy's SeedSequence", () => {
    const families = new Map<string, Map<string, Generator>>();
    function family(seed: WrittenSeed): Map<string, Generator> {
      const root = nd.defaultRng(seedOf(seed));
      const children = root.spawn(3);
      const grandchildren = children[1]!.spawn(2);
      const all = [...children, ...grandchildren, ...root.spawn(2)];
      return new Map(["0", "1", "2", "1,0", "1,1", "3", "4"].map((path, i) => [path, all[i]!]));
    }
    const wrong = differences("spawn", ({ seed, args }) => {
      const key = JSON.stringify(seed);
      if (!families.has(key)) families.set(key, family(seed));
      const rng = families.get(key)!.get(args.join())!;
      const values = Float64Array.of(...rng.random(1000), ...rng.integers(0, 3, 1000), ...rng.standardNormal(1000));
      return { rng, values };
    });
    expect(wrong).toEqual([]);
  });

  it("draws NumPy's 10^8 standard normals, by one hash", { tags: "long", timeout: 120_000 }, () => {
    const { seed, n, sha256, end, last } = cases.find((entry) => entry.draw === "manyNormals") as StreamCase & { last: number };
    const rng = nd.defaultRng(seedOf(seed));
    const hash = createHash("sha256");
    let latest: number | undefined;
    for (let done = 0; done < n; done += 1_000_000) {
      const chunk = rng.standardNormal(1_000_000);
      hash.update(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      latest = chunk.at(-1);
    }
    expect(latest).toBe(last);
    expect(written(rng.state)).toEqual(end);
    expect(hash.digest("hex")).toBe(sha256);
  });
});

describe("seeds", () => {
  const start = (seed: Seed) => written(nd.defaultRng(seed).state);

  it("a text is its code points, as the tutorial's [ord(c) for c in s]", () => {
    expect(start("altair")).toEqual(start([97, 108, 116, 97, 105, 114]));
    expect(start("🦊")).toEqual(start([0x1f98a]));
    expect(start("5")).toEqual(start([53]));
  });

  it("a bigint is the same seed as the equal number", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (n) => {
        expect(start(BigInt(n))).toEqual(start(n));
      }),
    );
  });

  it("an integer is the same seed as the list of its 32-bit words, least significant first", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffffffff), { minLength: 1, maxLength: 9 }), (words) => {
        if (words.at(-1) === 0) words[words.length - 1] = 1;
        const integer = words.reduceRight((rest, word) => (rest << 32n) | BigInt(word), 0n);
        expect(start(integer)).toEqual(start(words));
      }),
    );
  });
});

describe("Generator", () => {
  it("gives the same stream in one piece and in any pieces", () => {
    const sizes = fc.array(fc.nat(40), { maxLength: 12 });
    const kinds = ["random", "standardNormal", "integers", "choice"];
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.nat(), sizes, (kind, seed, parts) => {
        const draw = (rng: Generator, n: number) => draws[kind]!(rng, kind === "choice" ? [7] : [-3, 11], n);
        const [whole, pieces] = [nd.defaultRng(seed), nd.defaultRng(seed)];
        const total = parts.reduce((sum, n) => sum + n, 0);
        expect(parts.flatMap((n) => [...draw(pieces, n)])).toEqual([...draw(whole, total)]);
        expect(pieces.state).toEqual(whole.state);
      }),
    );
  });

  it("goes on from a state that was read, the buffered half word included", () => {
    const rng = nd.defaultRng(8);
    rng.integers(0, 3, 7);
    const { state } = rng;
    expect(state.hasUint32).toBe(true);
    const first = mixed(rng, 500);
    const other = nd.defaultRng("elsewhere");
    other.state = state;
    expect(mixed(other, 500)).toEqual(first);
    rng.state = state;
    expect(mixed(rng, 500)).toEqual(first);
  });

  it("hands out a copy of its state", () => {
    const rng = nd.defaultRng(1);
    const before = rng.state;
    rng.random();
    expect(rng.state.state).not.toBe(before.state);
    expect(before).toEqual(nd.defaultRng(1).state);
  });

  it("does not move by spawning, and its children do not depend on where it stands", () => {
    const [fresh, moved] = [nd.defaultRng([4, 5]), nd.defaultRng([4, 5])];
    moved.random(1000);
    const before = moved.state;
    const children = moved.spawn(2);
    expect(moved.state).toEqual(before);
    expect(children.map((child) => child.state)).toEqual(fresh.spawn(2).map((child) => child.state));
    expect(fresh.spawn(0)).toEqual([]);
  });

  it("is independent of other generators of the same instance", () => {
    const alone = nd.defaultRng(3).standardNormal(50);
    const [rng, other] = [nd.defaultRng(3), nd.defaultRng(4)];
    const together = Array.from({ length: 50 }, () => {
      other.standardNormal(17);
      return rng.standardNormal();
    });
    expect(together).toEqual([...alone]);
  });

  it("draws integers from low to high - 1 for any safe bounds", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), fc.nat(), (a, b, seed) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b) + (a === b ? 1 : 0)];
        if (!Number.isSafeInteger(high)) return;
        for (const value of nd.defaultRng(seed).integers(low, high, 50)) {
          expect(Number.isSafeInteger(value) && value >= low && value < high).toBe(true);
        }
      }),
    );
  });

  it("takes no word for a range of one integer or a list of one item, as NumPy", () => {
    const rng = nd.defaultRng(6);
    expect(rng.integers(7, 8)).toBe(7);
    expect(rng.choice(["only"], 3)).toEqual(["only", "only", "only"]);
    expect(rng.state).toEqual(nd.defaultRng(6).state);
  });

  it("chooses the items themselves, by the indices of integers", () => {
    const items = [{}, {}, {}, {}];
    const chosen = nd.defaultRng(9).choice(items, 30);
    const at = nd.defaultRng(9).integers(0, 4, 30);
    expect(chosen.every((item, i) => item === items[at[i]!])).toBe(true);
  });

  it("draws loc + scale * standardNormal, by default with 0 and 1", () => {
    const standard = nd.defaultRng(10).standardNormal(100);
    expect(nd.defaultRng(10).normal(-2.5, 0.3, 100)).toEqual(standard.map((x) => -2.5 + 0.3 * x));
    const rng = nd.defaultRng(10);
    expect(Array.from({ length: 100 }, () => rng.normal())).toEqual([...standard]);
    expect(nd.defaultRng(10).normal(3, 0, 5)).toEqual(Float64Array.of(3, 3, 3, 3, 3));
  });

  it("gives a fresh array for n, also for 0, which takes no word", () => {
    const rng = nd.defaultRng(11);
    const [first, second] = [rng.random(4), rng.random(4)];
    expect(first.buffer).not.toBe(second.buffer);
    expect(first).toEqual(nd.defaultRng(11).random(4));
    const { state } = rng;
    expect([rng.random(0).length, rng.standardNormal(0).length, rng.integers(0, 9, 0).length, rng.choice([1], 0).length]).toEqual(
      [0, 0, 0, 0],
    );
    expect(rng.state).toEqual(state);
  });

  it("fills and returns an array that is given for n, a subarray at its place and no more", { tags: "long" }, () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.nat(40), fc.nat(), (n, skip, seed) => {
        const [rng, other] = [nd.defaultRng(seed), nd.defaultRng(seed)];
        const room = new Float64Array(skip + n + 3).fill(7);
        const out = room.subarray(skip, skip + n);
        const draws: ((rng: Generator, wanted: number | Float64Array) => Float64Array)[] = [
          (rng, wanted) => rng.random(wanted as number),
          (rng, wanted) => rng.standardNormal(wanted as number),
          (rng, wanted) => rng.normal(2, 0.5, wanted as number),
          (rng, wanted) => rng.integers(-3, 9, wanted as number),
        ];
        for (const draw of draws) {
          expect(draw(rng, out)).toBe(out);
          expect(firstDifference(out, draw(other, n))).toBeUndefined();
        }
        expect([...room.subarray(0, skip), ...room.subarray(skip + n)].every((value) => value === 7)).toBe(true);
        expect(rng.state).toEqual(other.state);
      }),
      { numRuns: 30 },
    );
    expect(thrown(() => nd.defaultRng(1).random(new Float32Array(3) as never))).toEqual(
      type(/^n: expected .* or a Float64Array/),
    );
    const kept = Float64Array.of(7, 7);
    expect(thrown(() => nd.defaultRng(1).choice(["a", "b"], kept as never))).toEqual(type(/^n: expected an integer/));
    expect(thrown(() => nd.defaultRng(1).spawn(kept as never))).toEqual(type(/^n: expected an integer/));
    expect([...kept]).toEqual([7, 7]);
    expect(thrown(() => nd.defaultRng(1).normal(0, 1, null as never))).toEqual(type(/^n: expected/));
  });
});
