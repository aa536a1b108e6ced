import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { imageSource } from "../../../web/tooltip/image-source.ts";
import { pngSize } from "../../../web/tooltip/png-size.ts";

const { PNG } = createRequire(import.meta.url)("pngjs") as {
  PNG: { new (size: { width: number; height: number }): object; sync: { write(png: object): Buffer } };
};
const PREFIX = "data:image/png;base64,";

function png(width: number, height: number): string {
  return PREFIX + PNG.sync.write(new PNG({ width, height })).toString("base64");
}

describe("imageSource", () => {
  test("reads the size that pngjs wrote into a data URI", () => {
    expect(imageSource(png(202, 96))).toEqual({ pictures: [{ uri: png(202, 96), width: 202, height: 96 }] });
    expect(pngSize(png(1, 70000))).toEqual({ width: 1, height: 70000 });
  });

  test("reads a reference to a row", () => {
    expect(imageSource("ndpeek:both/12")).toEqual({ reference: { which: "both", rows: [12] } });
    expect(imageSource("ndpeek:image2/0")).toEqual({ reference: { which: "image2", rows: [0] } });
  });

  test("reads references to rows of a stack, one or the first of many", () => {
    expect(imageSource("ndpeek:rows/12")).toEqual({ reference: { rows: [12] } });
    expect(imageSource("ndpeek:rows/3,4,9/143")).toEqual({ reference: { rows: [3, 4, 9], total: 143 } });
    expect(imageSource("ndpeek:rows/7/1")).toEqual({ reference: { rows: [7], total: 1 } });
    const hundred = Array.from({ length: 100 }, (_, i) => i);
    expect(imageSource(`ndpeek:rows/${hundred}/5000`)).toEqual({ reference: { rows: hundred, total: 5000 } });
    expect(imageSource("ndpeek:rows//0")).toEqual({ unusable: "no image" });
  });

  const sound = png(4, 4);
  const sheet = (...uris: readonly string[]): string =>
    `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='20' height='10' viewBox='0 0 20 10'%3E${uris
      .map((uri, i) => `%3Cimage x='${10 * i}' y='0' width='10' height='10' href='${uri}'/%3E`)
      .join("")}%3C/svg%3E`;

  test("takes the pictures out of a contact sheet", () => {
    const size = { width: 4, height: 4 };
    expect(imageSource(sheet(sound, png(5, 6)))).toEqual({
      pictures: [
        { uri: sound, ...size },
        { uri: png(5, 6), width: 5, height: 6 },
      ],
    });
  });

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
    ["a list of more than a hundred rows", `ndpeek:rows/${"1,".repeat(100)}1/500`],
    ["a list of more rows than there are", "ndpeek:rows/1,2/1"],
    ["a list without a total", "ndpeek:rows/1,2"],
    ["a sheet of no pictures", sheet()],
    ["a sheet of more than a hundred pictures", sheet(...Array.from({ length: 101 }, () => sound))],
    ["a sheet with an address", sheet(sound, "https://example.org/a.png")],
    ["a sheet with an SVG inside", sheet("data:image/svg+xml,%3Csvg/%3E")],
    ["a sheet with a script", sheet(sound).replace("%3C/svg", "%3Cscript%3Ealert(1)%3C/script%3E%3C/svg")],
    ["a sheet with a listener", sheet(sound).replace("href=", "onload='alert(1)' href=")],
    ["a sheet of another form", sheet(sound).replace("%3Csvg ", "%3Csvg onload='alert(1)' ")],
    ["a sheet whose view box is another", sheet(sound).replace("0 0 20", "0 0 21")],
    ["a sheet that is cut off", sheet(sound).slice(0, -3)],
    ["a sheet with more behind it", `${sheet(sound)} `],
    ["a sheet in base64", `data:image/svg+xml;base64,${btoa(sheet(sound))}`],
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

  test("takes no longer for megabytes of what is nearly a sheet", () => {
    const head = sheet(sound).slice(0, -"%3C/svg%3E".length);
    const image = head.slice(head.indexOf("%3Cimage"));
    for (const tail of [image.repeat(20_000), "A".repeat(5e6), `${image.slice(0, -7)}${"A=".repeat(3e6)}`, "'".repeat(5e6)]) {
      expect(imageSource(head + tail)).toEqual({ unusable: "unusable image" });
    }
  });

  test("refuses a sheet of too many pixels, in one picture or in all", () => {
    expect(imageSource(sheet(sound, resized(4097, 4096)))).toMatchObject({
      unusable: expect.stringMatching(/^unusable image: 4097/),
    });
    const large = Array.from({ length: 5 }, () => resized(4096, 4096));
    expect(imageSource(sheet(...large.slice(1)))).toHaveProperty("pictures.length", 4);
    expect(imageSource(sheet(...large))).toEqual({ unusable: "unusable image: a sheet of more than 64 megapixels" });
  });

  test("takes a PNG of no pixels for no image", () => {
    expect(imageSource(resized(0, 4))).toEqual({ unusable: "unusable image" });
  });

  test("refuses a PNG of more than 16 megapixels and says so, whatever its length", () => {
    expect(imageSource(resized(4096, 4096))).toEqual({ pictures: [{ uri: resized(4096, 4096), width: 4096, height: 4096 }] });
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
