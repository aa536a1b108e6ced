import { dsvFormat } from "d3-dsv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { delimitedRows, withoutDelimitedText } from "../../src/charts/delimited-data.ts";

const DELIMITERS = { csv: ",", tsv: "\t", dsv: "|" } as const;

/** Cells of letters, quotes, delimiters and line ends. */
const cell = fc.string({ unit: fc.constantFrom("a", "1", " ", '"', ",", "\t", "|", "\n", "\r", "é"), maxLength: 5 });

describe("delimited text in a spec", () => {
  it("becomes the rows that d3-dsv's parse makes, whatever the text", () => {
    fc.assert(
      fc.property(fc.constantFrom("csv", "tsv", "dsv"), fc.array(cell, { maxLength: 12 }), (type, cells) => {
        const delimiter = DELIMITERS[type as keyof typeof DELIMITERS];
        const text = cells.join(delimiter);
        const expected = dsvFormat(delimiter)
          .parse(text)
          .map((row) => ({ ...row }));
        expect(delimitedRows(text, { type, delimiter })).toEqual(expected);
      }),
    );
  });

  it("takes the header from the format where there is one", () => {
    expect(delimitedRows("1,2\n3,4", { type: "csv", header: ["x", "y"] })).toEqual([
      { x: "1", y: "2" },
      { x: "3", y: "4" },
    ]);
  });

  it("is found in views, lookups and datasets, and nothing else is changed", () => {
    const csv = { type: "csv", parse: { x: "number" } };
    const spec = {
      datasets: { table: "x,y\n1,2\n", other: "x|y" },
      hconcat: [
        { data: { name: "table", format: csv }, mark: "point" },
        { data: { values: "x\ty\n1\t2", format: { type: "tsv" } }, mark: "point" },
        { data: { values: [{ x: "a,b" }] }, mark: { type: "text", text: "x,y\n1,2" } },
      ],
      transform: [{ lookup: "x", from: { data: { values: "x;z\n1;3", format: { type: "dsv", delimiter: ";" } }, key: "x" } }],
    };
    expect(withoutDelimitedText(spec)).toEqual({
      ...spec,
      hconcat: [
        { data: { name: "table", values: [{ x: "1", y: "2" }], format: { parse: { x: "number" } } }, mark: "point" },
        { data: { values: [{ x: "1", y: "2" }] }, mark: "point" },
        spec.hconcat[2],
      ],
      transform: [{ lookup: "x", from: { data: { values: [{ x: "1", z: "3" }] }, key: "x" } }],
    });
  });
});
