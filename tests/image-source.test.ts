import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { imageSource, pngSize } from "../web/image-source.ts";

const { PNG } = createRequire(import.meta.url)("pngjs") as {
  PNG: { new (size: { width: number; height: number }): object; sync: { write(png: object): Buffer } };
};
const PREFIX = "data:image/png;base64,";

function png(width: number, height: number): string {
  return PREFIX + PNG.sync.write(new PNG({ width, height })).toString("base64");
}

describe("imageSource", () => {
  test("reads the size that pngjs wrote into a data URI", () => {
    expect(imageSource(png(202, 96))).toEqual({ uri: png(202, 96), size: { width: 202, height: 96 } });
    expect(pngSize(png(1, 70000))).toEqual({ width: 1, height: 70000 });
  });

  test("reads a reference to a row", () => {
    expect(imageSource("ndpeek:both/12")).toEqual({ which: "both", row: 12 });
    expect(imageSource("ndpeek:image2/0")).toEqual({ which: "image2", row: 0 });
  });

  const sound = png(4, 4);
  test.each([
    ["a web address", "https://example.org/a.png"],
    ["an address without a scheme", "//example.org/a.png"],
    ["a script", "javascript:alert(1)"],
    ["an SVG", "data:image/svg+xml;base64,PHN2Zy8+"],
    ["HTML called a PNG", `${PREFIX}${btoa("<script>alert(1)</script> and more to fill the header")}`],
    ["a quote that would end an attribute", `${sound}" onerror="alert(1)`],
    ["a space before", ` ${sound}`],
    ["a line end behind", `${sound}\n`],
    ["the URL-safe alphabet", `${sound.slice(0, -8)}-_-_-_-_`],
    ["a length that is no multiple of four", sound.slice(0, -1)],
    ["a PNG's signature alone", `${PREFIX}iVBORw0KGgo=`],
    ["a blob of unknown origin", "blob:https://example.org/8a1d"],
    ["a reference to an unknown image", "ndpeek:image3/1"],
    ["a reference to a negative row", "ndpeek:both/-1"],
    ["a reference with more behind it", "ndpeek:both/1\n"],
    ["a number", 12],
    ["an object", { toString: () => sound }],
    ["nothing", null],
  ])("takes %s for no image", (_, value) => {
    expect(imageSource(value)).toEqual({ unusable: "unusable image" });
  });

  /** The sound PNG with another size in its header. */
  function resized(width: number, height: number): string {
    const bytes = Buffer.from(sound.slice(PREFIX.length), "base64");
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    return PREFIX + bytes.toString("base64");
  }

  test("takes a PNG of no pixels for no image", () => {
    expect(imageSource(resized(0, 4))).toEqual({ unusable: "unusable image" });
  });

  test("refuses a PNG of more than 16 megapixels and says so, whatever its length", () => {
    expect(imageSource(resized(4096, 4096))).toEqual({ uri: resized(4096, 4096), size: { width: 4096, height: 4096 } });
    for (const [width, height] of [
      [4097, 4096],
      [1, 2 ** 24 + 1],
      [4294967295, 4294967295],
    ] as const) {
      expect(imageSource(resized(width, height))).toEqual({
        unusable: `unusable image: ${width} × ${height} pixels, more than 16 megapixels`,
      });
    }
  });
});
