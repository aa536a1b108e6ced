import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { imageCache, imageSource, pngSize, zoom } from "../web/image-source.ts";

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
    expect(imageSource(value)).toBeUndefined();
  });

  test("takes a PNG of no pixels for no image", () => {
    const bytes = Buffer.from(sound.slice(PREFIX.length), "base64");
    bytes.writeUInt32BE(0, 16);
    expect(imageSource(PREFIX + bytes.toString("base64"))).toBeUndefined();
  });
});

describe("zoom", () => {
  test.each([
    [202, 96, 1],
    [96, 96, 2],
    [74, 32, 2],
    [12, 1, 17],
    [1, 1, 32],
    [4000, 4000, 1],
  ])("shows %i×%i pixels at %i times their size", (width, height, factor) => {
    expect(zoom({ width, height })).toBe(factor);
  });
});

describe("imageCache", () => {
  const uri = png(2, 2);

  test("makes each picture once, whether at once or later", async () => {
    const asked: string[] = [];
    const image = imageCache((which, row) => {
      asked.push(`${which}/${row}`);
      return which === "both" ? uri : Promise.resolve(uri);
    });
    expect(image("both", 1)).toBe(uri);
    expect(image("both", 1)).toBe(uri);
    expect(await image("image1", 1)).toBe(uri);
    expect(image("image1", 1)).toBe(uri);
    expect(asked).toEqual(["both/1", "image1/1"]);
  });

  test("forgets the picture longest unused", () => {
    let made = 0;
    const image = imageCache(() => {
      made++;
      return uri;
    }, 2);
    for (const row of [1, 2, 1, 3, 1]) image("both", row);
    expect(made).toBe(3);
    image("both", 2);
    expect(made).toBe(4);
  });

  test("asks again after a failure", async () => {
    let calls = 0;
    const image = imageCache(async () => {
      calls++;
      if (calls === 1) throw new Error("not yet");
      return uri;
    });
    await expect(image("both", 1)).rejects.toThrow("not yet");
    expect(await image("both", 1)).toBe(uri);
  });

  test("passes a blob's URL on and refuses what is no picture", async () => {
    expect(imageCache(() => "blob:null/1")("both", 1)).toBe("blob:null/1");
    expect(() => imageCache(() => "https://example.org/a.png")("both", 1)).toThrow(
      "image: expected a PNG data URI or a blob: URL",
    );
    await expect(imageCache(async () => "text")("both", 1)).rejects.toThrow(TypeError);
  });
});
