import { formatValue } from "vega-tooltip";
import { describe, expect, test } from "vitest";
import { copied, spoken, tooltipText } from "../../src/draw/tooltip-text.ts";

const circular: Record<string, unknown> = { name: "ring" };
circular.self = circular;

/** What vega-tooltip makes of a value, as its cells' texts. */
function vegaTexts(value: unknown): string[] {
  const html = formatValue(value, String, 2);
  const cells = [...html.matchAll(/<(?:h2|td class="(?:key|value)")>(.*?)<\/(?:h2|td)>/gs)].map(([, text]) => text!);
  return cells.length > 0 ? cells : [html];
}

const ourTexts = (value: unknown): string[] => {
  const { title, fields } = tooltipText(value);
  return [title, ...fields.flat()].filter((text) => text !== "");
};

describe("tooltipText", () => {
  test.each([
    ["fields in their order", { b: "2", a: "1", "10": "x" }],
    ["a title", { Row: "1", title: "Cells" }],
    ["a nested object", { where: { x: 1, y: { z: { deep: true } } } }],
    ["a list", { list: [1, "two", [3, [4]]] }],
    ["an object that holds itself", { circular }],
    ["nothing and none", { none: null, left: undefined, no: false, zero: 0 }],
    ["a number", 12.5],
    ["a text", "some text"],
    ["a list alone", [1, "two", { three: 3 }]],
    ["an empty object", {}],
  ])("says %s as vega-tooltip does", (_, value) => {
    expect(ourTexts(value)).toEqual(vegaTexts(value));
  });

  test("says dates, functions, big integers and symbols where vega-tooltip stumbles", () => {
    const date = new Date(Date.UTC(2026, 1, 3));
    expect(ourTexts(date)).toEqual(["2026-02-03T00:00:00.000Z"]);
    expect(ourTexts({ date, none: new Date(Number.NaN) })).toEqual(["date", "2026-02-03T00:00:00.000Z", "none", "Invalid Date"]);
    expect(ourTexts({ big: 5n, nested: { big: 5n }, symbol: Symbol("s") })).toEqual([
      "big",
      "5",
      "nested",
      '{"big":"5"}',
      "symbol",
      "Symbol(s)",
    ]);
    const hostile = {
      toJSON() {
        throw new Error("no");
      },
    };
    expect(ourTexts({ hostile })).toEqual(["hostile", "[Object]"]);
  });

  test("leaves the image out, and cuts long texts", () => {
    expect(tooltipText({ image: "data:", note: "x".repeat(1000) })).toEqual({
      title: "",
      fields: [["note", `${"x".repeat(200)}…`]],
    });
    expect(tooltipText({ image: "data:" }).fields).toEqual([]);
  });
});

test("a tooltip is spoken in one line, the row first, and copied in lines", () => {
  const text = tooltipText({ title: "Cells", Group: "a", Area: "0.1234", Zeile: "12" });
  expect(spoken({ ...text, rowField: 2 })).toBe("Cells, Zeile 12, Group a, Area 0.1234");
  expect(spoken(text)).toBe("Cells, Group a, Area 0.1234, Zeile 12");
  expect(copied(text)).toBe("Cells\nGroup\ta\nArea\t0.1234\nZeile\t12");
  expect(spoken(tooltipText("plain"))).toBe("plain");
  expect(copied(tooltipText("plain"))).toBe("plain");
});
