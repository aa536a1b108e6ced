import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvFields, csvHeader, csvLine, ndjsonFields, ndjsonLine } from "../../src/io/tables.ts";

const row = { row: 3, group: "a", image1_area: 0.1, image2_area: 1 / 3 };

/** The records of a CSV text by RFC 4180, one character at a time. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (quoted && char === '"' && text[i + 1] === '"') {
      field += '"';
      i++;
    } else if (char === '"') quoted = !quoted;
    else if (quoted || (char !== "," && char !== "\n")) field += char;
    else {
      record.push(field);
      field = "";
      if (char === "\n") {
        records.push(record);
        record = [];
      }
    }
  }
  return records;
}

describe("csvLine", () => {
  it("is read back by RFC 4180, whatever the group and the numbers", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", "é", " ", ";") }), fc.double(), (group, area) => {
        const [fields] = readCsv(csvLine({ ...row, group, image1_area: area }));
        expect(fields![0]).toBe(group);
        expect(Object.is(Number(fields![1]), Object.is(area, -0) ? 0 : area)).toBe(true);
        expect(fields).toHaveLength(3);
      }),
    );
  });

  it("quotes only what needs it", () => {
    expect(csvLine(row)).toBe("a,0.1,0.3333333333333333\n");
    expect(csvLine({ ...row, group: "a,b" })).toBe('"a,b",0.1,0.3333333333333333\n');
    expect(csvLine({ ...row, group: 'say "a"' })).toBe('"say ""a""",0.1,0.3333333333333333\n');
  });

  it("has as many fields as the header, images or not", () => {
    const single = ["image1_base64", "image2_base64"] as const;
    expect(csvHeader()).toBe("group,image1_area,image2_area\n");
    expect(csvHeader(single)).toBe("group,image1_area,image2_area,image1_base64,image2_base64\n");
    expect(csvLine({ ...row, image: "data:,x" }, ["image"])).toBe('a,0.1,0.3333333333333333,"data:,x"\n');
    expect(csvLine({ ...row, image1_base64: "x", image2_base64: "y" }, single)).toBe("a,0.1,0.3333333333333333,x,y\n");
  });
});

describe("ndjsonLine", () => {
  it("is one line of JSON that gives the row back", () => {
    fc.assert(
      fc.property(fc.string(), (group) => {
        const line = ndjsonLine({ ...row, group });
        expect(line.indexOf("\n")).toBe(line.length - 1);
        expect(JSON.parse(line)).toEqual({ ...row, group });
      }),
    );
  });
});

describe("values that are no numbers of JSON's", () => {
  const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

  it("are told apart in NDJSON, as texts that Number reads", () => {
    const line = ndjsonFields(["row", "name", "x", "y", "z"], [0, "NaN", ...special]);
    expect(line).toBe('{"row":0,"name":"NaN","x":"NaN","y":"Infinity","z":"-Infinity"}\n');
    expect([..."xyz"].map((name) => Number(JSON.parse(line)[name]))).toEqual(special);
    const area = ndjsonLine({ ...row, image1_area: Number.NaN, image2_area: Number.NEGATIVE_INFINITY });
    expect(area).toBe('{"row":3,"group":"a","image1_area":"NaN","image2_area":"-Infinity"}\n');
  });

  it("are told apart in CSV, in the words that pandas reads", () => {
    expect(csvFields(special)).toBe("NaN,Infinity,-Infinity\n");
  });

  it("are the only ones that differ from JSON.stringify", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string(), (x, text) => {
        expect(ndjsonFields(["x", "t"], [x, text])).toBe(`${JSON.stringify({ x, t: text })}\n`);
      }),
    );
  });
});
