import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import type { TooltipPicture } from "../../../src/draw/tooltip-picture.ts";
import { pictureCache } from "../../../web/tooltip/picture-cache.ts";

const { PNG } = createRequire(import.meta.url)("pngjs") as {
  PNG: { new (size: { width: number; height: number }): object; sync: { write(png: object): Buffer } };
};

describe("pictureCache", () => {
  const uri = `data:image/png;base64,${PNG.sync.write(new PNG({ width: 2, height: 2 })).toString("base64")}`;
  const list: readonly TooltipPicture[] = [{ uri, width: 2, height: 2 }];

  test("makes each row's pictures once for each name, whether at once or later", async () => {
    const asked: string[] = [];
    const { pictures } = pictureCache((row, which) => {
      asked.push(`${which}/${row}`);
      return which === "both" ? list : Promise.resolve(list);
    });
    expect(pictures(1, "both")).toBe(list);
    expect(pictures(1, "both")).toBe(list);
    const later = pictures(1);
    expect(pictures(1)).toBe(later);
    expect(await later).toBe(list);
    expect(pictures(1)).toBe(list);
    expect(asked).toEqual(["both/1", "undefined/1"]);
  });

  test("forgets the pictures longest unused and says so, those too that come later", async () => {
    const dropped: (readonly TooltipPicture[])[] = [];
    const made: (readonly TooltipPicture[])[] = [];
    const make = (row: number) => {
      const answer: readonly TooltipPicture[] = [{ uri, width: row, height: 1 }];
      made.push(answer);
      return row === 3 ? Promise.resolve(answer) : answer;
    };
    const { pictures, clear } = pictureCache(make, (answer) => dropped.push(answer), 2);
    for (const row of [1, 2, 1, 3, 1]) pictures(row);
    expect(made.map(([picture]) => picture!.width)).toEqual([1, 2, 3]);
    expect(dropped).toEqual([made[1]]);
    pictures(2);
    await Promise.resolve();
    clear();
    await new Promise((resolve) => setTimeout(resolve));
    expect(dropped.map(([picture]) => picture!.width).sort()).toEqual([1, 2, 2, 3]);
    pictures(1);
    expect(made).toHaveLength(5);
  });

  test("asks again after a failure", async () => {
    let calls = 0;
    const { pictures } = pictureCache(async () => {
      calls++;
      if (calls === 1) throw new Error("not yet");
      return list;
    });
    await expect(pictures(1)).rejects.toThrow("not yet");
    expect(await pictures(1)).toBe(list);
  });

  test("passes a blob's URL on and refuses what is no picture", async () => {
    const blob = [{ uri: "blob:null/1", width: 3, height: 4 }];
    expect(pictureCache(() => blob).pictures(1)).toBe(blob);
    const make = (picture: unknown) => () => pictureCache(() => [picture] as TooltipPicture[]).pictures(1);
    expect(make({ uri: "https://example.org/a.png", width: 1, height: 1 })).toThrow(
      "uri: expected a PNG data URI or a blob: URL",
    );
    expect(make({ uri, width: 0, height: 2 })).toThrow("width, height: expected pixels, got 0 × 2");
    expect(make({ uri, width: 2 })).toThrow(RangeError);
    await expect(pictureCache(async () => uri as never).pictures(1)).rejects.toThrow(TypeError);
  });
});
