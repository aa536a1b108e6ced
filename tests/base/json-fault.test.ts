import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonFault } from "../../src/base/json-fault.ts";

describe("where a text stops being JSON", () => {
  it.each([
    ['{\n  "mark": "point",\n  oops', '"oops" at line 3, column 3'],
    ['{"a": 1,}', '"}" at line 1, column 9'],
    ['{"a": [1, 2', "the end of the file at line 1, column 12"],
    ["", "the end of the file at line 1, column 1"],
    ["[1 2]", '"2]" at line 1, column 4'],
    ["{} x", '"x" at line 1, column 4'],
    ['{"a" 1}', '"1}" at line 1, column 6'],
    ["[01]", '"01]" at line 1, column 2'],
    ['["a\\x"]', '"\\"a\\\\x\\"]" at line 1, column 2'],
    ["[1}", '"}" at line 1, column 3'],
    ["[NaN]", '"NaN]" at line 1, column 2'],
    ["<html>", '"<html>" at line 1, column 1'],
  ])("%j: %s", (text, fault) => {
    expect(jsonFault(text)).toBe(fault);
  });

  it("is where JSON was cut into, whatever it was", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, n) => {
        const at = n % (json.length + 1);
        // No JSON text begins as another one does and goes on with this sign.
        const broken = `${json.slice(0, at)}\u0001${json.slice(at)}`;
        expect(() => JSON.parse(broken)).toThrow();
        const column = Number(/column (\d+)$/.exec(jsonFault(broken))![1]);
        expect(column).toBeLessThanOrEqual(at + 1);
        expect(json.slice(column - 1, at)).toMatch(/^("[^\n]*|[\w.+-]*|\s*)$/);
      }),
    );
  });

  it("is found behind a string of many megabytes and in deep nests", () => {
    expect(jsonFault(`["${"x".repeat(2 ** 24)}" oops]`)).toBe(`"oops]" at line 1, column ${2 ** 24 + 5}`);
    expect(jsonFault(`${"[".repeat(1e6)}]`)).toBe("the end of the file at line 1, column 1000002");
  });
});
