import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { beforeAll, describe, expect, test } from "vitest";
import { fitted, missingLetters, textWidth } from "../../../cli/poster/letters.ts";

const fonts = new Map<boolean, Uint8Array>();
beforeAll(async () => {
  await initWasm(await readFile(createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm")));
  for (const isBold of [false, true])
    fonts.set(isBold, await readFile(`dist/cli/fonts/arimo-${isBold ? "bold" : "regular"}.ttf`));
});

/** How wide the letters of a text are drawn by resvg, between two bars that have a place of their own. */
function drawnWidth(text: string, size: number, isBold: boolean): number {
  const svg = (content: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="100"><text x="10" y="60" font-size="${size}">${content}</text></svg>`;
  const box = (content: string): number => {
    const drawing = new Resvg(svg(content), { font: { fontBuffers: [fonts.get(isBold)!], defaultFontFamily: "Arimo" } });
    const { width } = drawing.getBBox()!;
    drawing.free();
    return width;
  };
  return box(`|${text}|`) - box("||");
}

describe("a text's width", () => {
  test.each(["Area: share of pixels > 0.4", "0123456789.,-+", "Image 2 (square)", "Élan ça où ß", "Γρήγορα", "Съешь ещё"])(
    "of %j is what resvg draws in Arimo, but for letters that it moves together",
    (text) => {
      for (const isBold of [false, true]) {
        const wide = textWidth(text, { size: 40, isBold });
        expect(Math.abs(wide - drawnWidth(text, 40, isBold)) / wide).toBeLessThan(0.03);
      }
    },
  );

  test("grows with the size, and marks over letters add nothing to it", () => {
    expect(textWidth("abc", { size: 24 })).toBeCloseTo(2 * textWidth("abc", { size: 12 }), 10);
    expect(textWidth("e\u0301", { size: 12 })).toBe(textWidth("e", { size: 12 }));
  });
});

test("a text that is too wide is cut to what fits, and says so", () => {
  const face = { size: 12 };
  expect(fitted("short", face, 100)).toBe("short");
  const cut = fitted("a name that is much too long", face, 80);
  expect(cut).toMatch(/^a name .*…$/);
  expect(textWidth(cut, face)).toBeLessThanOrEqual(80);
});

test("letters that Arimo lacks are told, each once, spaces not", () => {
  expect(missingLetters("Größe, μm\n² Ж ש")).toBe("");
  expect(missingLetters("本日本 🎉 a")).toBe("本日🎉");
});
