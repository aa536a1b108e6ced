import { beforeAll, describe, expect, it } from "vitest";
import { load, type Mode, type NdArray, type Ndpeek } from "../../src/index.ts";
import { arrayOf, type Dtype, dtypes, input } from "../golden/input.ts";
import { type Digest, difference, golden } from "../golden/read.ts";

interface FilterCase extends Digest {
  filter: "gaussianFilter" | "gaussianFilter1d" | "uniformFilter" | "uniformFilter1d" | "correlate1d" | "convolve1d";
  dtype: Dtype;
  shape: number[];
  seed: number;
  first: number & number[];
  options: { mode?: Mode };
  poison?: [number, string][];
}

const cases = golden<FilterCase>("filters");
const modes: Mode[] = ["reflect", "constant", "nearest", "mirror", "wrap", "grid-constant", "grid-mirror", "grid-wrap"];
const filters = [...new Set(cases.map(({ filter }) => filter))];

let nd: Ndpeek;
beforeAll(async () => {
  nd = await load();
});

const run = (entry: FilterCase, array: NdArray, out?: NdArray): NdArray =>
  nd[entry.filter](array, entry.first, { ...entry.options, ...(out && { out }) });

const made = (entry: FilterCase): NdArray => input(nd, entry.dtype, entry.shape, entry.seed, entry.poison);

const label = ({ filter, dtype, shape, seed, first, options }: FilterCase): string =>
  `${filter} ${dtype} (${shape}) seed ${seed}, ${JSON.stringify(first)}, ${JSON.stringify(options)}`;

/** The cases that do not come out as SciPy's, with what differs. */
function differences(chosen: FilterCase[], result: (entry: FilterCase) => NdArray): string[] {
  expect(chosen.length).toBeGreaterThan(0);
  return chosen.flatMap((entry) => {
    const { data, shape } = result(entry);
    const kind = data instanceof arrayOf(entry.dtype) && `${shape}` === `${entry.shape}` ? undefined : "wrong dtype or shape";
    const wrong = kind ?? difference(data, entry);
    return wrong === undefined ? [] : [`${label(entry)}: ${wrong}`];
  });
}

/** The elements amid others of value 77 in a larger buffer, at an offset that is no multiple of 16. */
function embedded({ data, shape }: NdArray): { array: NdArray; around(): number[] } {
  const dtype = dtypes.find((name) => data instanceof arrayOf(name))!;
  const whole = arrayOf(dtype).from(new Array(data.length + 12).fill(77));
  whole.set(data, 5);
  const array = { data: whole.subarray(5, 5 + data.length), shape };
  return { array, around: () => [...whole.slice(0, 5), ...whole.slice(5 + data.length)] };
}

const untouched = new Array(12).fill(77);

const bytes = ({ data }: NdArray): number[] => [...new Uint8Array(data.buffer)];

describe.each(filters)("%s", (filter) => {
  const mine = cases.filter((entry) => entry.filter === filter);

  it.each(modes)("agrees with SciPy bit for bit in mode %s, for every dtype", (mode) => {
    const chosen = mine.filter((entry) => entry.options.mode === mode);
    expect(new Set(chosen.map(({ dtype }) => dtype)).size).toBe(8);
    expect(differences(chosen, (entry) => run(entry, made(entry)))).toEqual([]);
  });

  it("agrees with SciPy bit for bit for every other argument and shape", () => {
    const chosen = mine.filter((entry) => typeof entry.options.mode !== "string");
    expect(differences(chosen, (entry) => run(entry, made(entry)))).toEqual([]);
  });

  it("reads a subarray at its byteOffset and leaves input and surroundings untouched", () => {
    const wrong = differences(mine, (entry) => {
      const { array } = embedded(made(entry));
      const before = bytes(array);
      const result = run(entry, array);
      expect(bytes(array)).toEqual(before);
      expect(result.data.buffer).not.toBe(array.data.buffer);
      return result;
    });
    expect(wrong).toEqual([]);
  });

  it("writes to out and returns it, also when out is a subarray", () => {
    const wrong = differences(mine, (entry) => {
      const array = made(entry);
      const { array: out, around } = embedded({ data: array.data.slice().fill(1), shape: array.shape });
      expect(run(entry, array, out)).toBe(out);
      expect(around()).toEqual(untouched);
      return out;
    });
    expect(wrong).toEqual([]);
  });

  it("may write to its own input", () => {
    const wrong = differences(mine, (entry) => {
      const array = made(entry);
      expect(run(entry, array, array)).toBe(array);
      return array;
    });
    expect(wrong).toEqual([]);
  });
});
