import { beforeAll, describe, expect, it } from "vitest";
import { CASES } from "../../bench/cases.ts";
import recorded from "../../bench/oracle.json" with { type: "json" };
import { isRecorded, oracle } from "../../bench/oracle.ts";
import { taskOf } from "../../bench/reference.ts";
import { load, type Ndpeek } from "../../src/index.ts";

let nd: Ndpeek;

beforeAll(async () => {
  nd = await load();
});

const cases = CASES.filter(isRecorded);
const small = cases.filter(({ items }) => items <= 300_000);

describe("SciPy's word", () => {
  it("is recorded of every case of which it has one, and of no other", () => {
    expect(Object.keys(recorded.digests)).toEqual(cases.map(({ name }) => name));
  });

  it.each(small.map((one) => [one.name, one] as const))("on %s is that every bit is the same", async (_, one) => {
    expect(await oracle(one, await taskOf(nd, one))).toMatch(
      /^checked: every (bit|number of the table) that of SciPy 1\.10\.1 and NumPy 1\.24\.2$/,
    );
  });

  it("is against a result or an input with another last bit", async () => {
    const one = small.find(({ name }) => name === "gaussian-96-s14.4")!;
    const task = await taskOf(nd, one);
    const other = task.expected.slice();
    other[9]! += other[9]! * Number.EPSILON;
    await expect(oracle(one, { ...task, expected: other })).rejects.toThrow("gaussian-96-s14.4: the result is not SciPy's");
    const input = { ...task.input!, data: other };
    await expect(oracle(one, { ...task, input })).rejects.toThrow("gaussian-96-s14.4: the input is not NumPy's");
  });
});
