import { execFile } from "node:child_process";
import { promisify } from "node:util";
import fc from "fast-check";
import { decode } from "fast-png";
import { PNG } from "pngjs";
import { beforeAll, describe, expect, test } from "vitest";
import { type BlobSet, encodePng, generateBlobs } from "../../src/index.ts";

const random = (length: number, top: number): number[] => Array.from({ length }, (_, i) => (i * 2654435761) % top);

describe("encodePng", () => {
  test("writes 8-bit grey that fast-png and pngjs decode to the same pixels, for any shape and level", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 70 }),
        fc.integer({ min: 1, max: 70 }),
        fc.integer({ min: 0, max: 9 }),
        fc.constantFrom("noise", "ramp", "constant"),
        fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
        (height, width, level, kind, noise) => {
          const data = new Uint8Array(height * width);
          for (let i = 0; i < data.length; i++) {
            data[i] = kind === "noise" ? noise.next().value : kind === "ramp" ? (i % width) + Math.floor(i / width) : 7;
          }
          const png = encodePng({ data, shape: [height, width] }, { level });
          const decoded = decode(png, { checkCrc: true });
          expect([decoded.width, decoded.height, decoded.channels, decoded.depth]).toEqual([width, height, 1, 8]);
          expect(decoded.data).toEqual(data);
          const rgba = PNG.sync.read(Buffer.from(png)).data;
          expect(rgba.filter((_, i) => i % 4 === 0)).toEqual(Buffer.from(data));
        },
      ),
      { numRuns: 150 },
    );
  });

  test.each([
    ["grey with an axis of 1", Uint8Array, [5, 4, 1]],
    ["RGB", Uint8Array, [5, 4, 3]],
    ["RGBA", Uint8Array, [5, 4, 4]],
    ["16-bit grey", Uint16Array, [5, 4]],
    ["16-bit RGB", Uint16Array, [3, 7, 3]],
    ["16-bit RGBA", Uint16Array, [3, 7, 4]],
  ] as const)("writes %s that fast-png decodes to the same values", (_, Samples, shape) => {
    const samples = shape.reduce<number>((product, length) => product * length, 1);
    const data = Samples.from(random(samples, Samples === Uint8Array ? 256 : 65536));
    const decoded = decode(encodePng({ data, shape } as never), { checkCrc: true });
    expect([decoded.height, decoded.width, decoded.channels]).toEqual([shape[0], shape[1], shape[2] ?? 1]);
    expect(decoded.data).toEqual(data);
  });

  test("honours the byteOffset of a subarray, and its bytes stand in a buffer of their own", () => {
    const data = Uint8Array.from(random(40, 256)).subarray(4);
    const png = encodePng({ data, shape: [6, 6] });
    expect(decode(png).data).toEqual(data.slice());
    expect(png.byteLength).toBe(png.buffer.byteLength);
  });

  test("takes clamped bytes, as a canvas has them", () => {
    const data = Uint8ClampedArray.from(random(24, 256)).subarray(4);
    expect(encodePng({ data, shape: [5, 4] })).toEqual(encodePng({ data: Uint8Array.from(data), shape: [5, 4] }));
    expect(decode(encodePng({ data, shape: [1, 5, 4] })).data).toEqual(Uint8Array.from(data));
  });

  test("does without WebAssembly for grey, and says what an indexed image needs", { tags: "built" }, async () => {
    const program = `
      delete globalThis.WebAssembly;
      const { encodePng } = await import("./dist/index.js");
      const image = { data: Uint8Array.from([1, 2, 3, 4]), shape: [2, 2] };
      console.log(Buffer.from(encodePng(image)).toString("base64"));
      try { encodePng(image, { palette: { data: new Uint8Array(30), shape: [10, 3] } }); } catch (error) { console.log(error.message); }`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program]);
    const [png, message] = stdout.trimEnd().split("\n");
    expect(decode(Buffer.from(png!, "base64")).data).toEqual(Uint8Array.from([1, 2, 3, 4]));
    expect(message).toBe("palette: an indexed image needs WebAssembly, which cannot be had here");
  });

  test("names what is wrong with an image", () => {
    const pixel = new Uint8Array(1);
    expect(() => encodePng({ data: new Float64Array(1) as never, shape: [1, 1] })).toThrow(TypeError);
    expect(() => encodePng({ data: new Float64Array(1) as never, shape: [1, 1] })).toThrow(
      "image.data: expected a Uint8Array, Uint8ClampedArray or Uint16Array, got a Float64Array",
    );
    expect(() => encodePng({ data: pixel, shape: [1] })).toThrow("image.shape: expected (h, w) or (h, w, 1 | 3 | 4), got (1)");
    expect(() => encodePng({ data: new Uint8Array(2), shape: [1, 1, 2] })).toThrow(RangeError);
    expect(() => encodePng({ data: new Uint8Array(0), shape: [0, 5] })).toThrow(
      "image.shape: expected a height and width >= 1, got (0, 5)",
    );
    expect(() => encodePng({ data: pixel, shape: [2, 2] })).toThrow("image.data: expected 4 elements for shape (2, 2), got 1");
    expect(() => encodePng({ data: pixel, shape: [1, 1] }, { level: 10 })).toThrow(
      "level: expected an integer from 0 to 9, got 10",
    );
  });
});

describe("BlobSet.png", () => {
  let set: BlobSet;
  beforeAll(async () => {
    set = await generateBlobs({ rows: 3, width: 40 });
  });

  test("puts both images on either side of a white gap of 10 pixels, under a caption that covers none of their pixels", () => {
    const bare = decode(set.png(1, { labels: false }));
    const labelled = decode(set.png(1));
    expect([bare.width, bare.height]).toEqual([90, 40]);
    expect([labelled.width, labelled.height]).toEqual([90, 51]);
    expect(labelled.data.slice(11 * 90)).toEqual(bare.data);
    const caption = [...labelled.data.slice(0, 11 * 90)];
    expect(caption.every((level) => level === 0 || level === 255)).toBe(true);
    const black = (from: number, to: number) => caption.filter((level, i) => level === 0 && i % 90 >= from && i % 90 < to).length;
    expect(black(0, 40)).toBeGreaterThan(15);
    expect(black(40, 50)).toBe(0);
    expect(black(50, 90)).toBeGreaterThan(15);
    for (let y = 0; y < 40; y++) for (let x = 40; x < 50; x++) expect(bare.data[y * 90 + x]).toBe(255);
  });

  test("of one image holds its saturated, truncated greys", () => {
    for (const which of ["image1", "image2"] as const) {
      const { data } = set.image(2, which);
      const greys = Uint8Array.from(data, (x) => Math.trunc(Math.min(255, Math.max(0, 255 * x))));
      expect(decode(set.png(2, { which, labels: false })).data).toEqual(greys);
    }
  });

  test("leaves the caption out where the image is too narrow for it", async () => {
    const narrow = await generateBlobs({ rows: 1, width: 1 });
    const { width, height } = decode(narrow.png(0));
    expect([width, height]).toEqual([12, 1]);
  });

  test("as a data URI is the same bytes", () => {
    const uri = set.dataUri(0, { which: "image2" });
    expect(uri).toMatch(/^data:image\/png;base64,[A-Za-z0-9+/]+={0,2}$/);
    expect(new Uint8Array(Buffer.from(uri.slice(uri.indexOf(",") + 1), "base64"))).toEqual(set.png(0, { which: "image2" }));
  });

  test("of an image of NaN is black", async () => {
    const empty = await generateBlobs({ rows: 4, width: 16, square: { sizes: [0], mean: -1e6 } });
    expect(empty.image(0, "image2").data.some(Number.isNaN)).toBe(true);
    expect(decode(empty.png(0, { which: "image2", labels: false })).data).toSatisfy((greys: Uint8Array) =>
      greys.every((level, i) => level === 0 || empty.image(0, "image2").data[i]! > 0),
    );
  });
});
