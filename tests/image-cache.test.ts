import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { imageCache } from "../web/image-cache.ts";

const { PNG } = createRequire(import.meta.url)("pngjs") as {
  PNG: { new (size: { width: number; height: number }): object; sync: { write(png: object): Buffer } };
};

describe("imageCache", () => {
  const uri = `data:image/png;base64,${PNG.sync.write(new PNG({ width: 2, height: 2 })).toString("base64")}`;

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
