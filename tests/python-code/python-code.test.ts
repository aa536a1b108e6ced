import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { type BlobOptions, generateBlobs, type ImageName } from "../../src/index.ts";
import { type PythonCodeOptions, pythonCode } from "../../src/python-code/python-code.ts";
import { sceneOf } from "../fixtures/scene.ts";
import { compiled } from "../fixtures/vega-marks.ts";
import { golden, seedOf, sha256, type WrittenSeed } from "../golden/read.ts";

const { PNG } = createRequire(import.meta.url)("pngjs") as {
  PNG: { sync: { read(png: Buffer): { data: Uint8Array } } };
};

interface PythonCase {
  options: Omit<BlobOptions, "seed"> & { seed: WrittenSeed };
  about: PythonCodeOptions;
  code: string;
  groups: string;
  image1_area: string;
  image2_area: string;
  pictures: string[];
  spec: object;
}

const cases = golden<PythonCase>("python-code").map((entry) => {
  const options = { ...entry.options, seed: seedOf(entry.options.seed), workers: 0 };
  return [JSON.stringify({ ...entry.options, ...entry.about }), entry, options] as const;
});

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

const greys = (png: Uint8Array): Uint8Array => PNG.sync.read(Buffer.from(png)).data.filter((_, i) => i % 4 === 0);

describe.each(cases)("the Python code of %s", (_, expected, options) => {
  it("is the one that was run", () => {
    expect(hashOf(pythonCode(options, expected.about))).toBe(expected.code);
  });

  it("gave the table and the pictures of generateBlobs, to the last digit", async () => {
    const set = await generateBlobs(options);
    const { group, image1_area, image2_area } = set.columns;
    const pictures = (which: ImageName) =>
      Array.from({ length: set.length }, (_, row) => greys(set.png(row, { which, labels: false })));
    expect({
      groups: hashOf(JSON.stringify(group)),
      image1_area: sha256(image1_area),
      image2_area: sha256(image2_area),
      pictures: [sha256(...pictures("image1")), sha256(...pictures("image2"))],
    }).toEqual({
      groups: expected.groups,
      image1_area: expected.image1_area,
      image2_area: expected.image2_area,
      pictures: expected.pictures,
    });
  });
});

describe("the charts of the Python code, as Altair writes them,", () => {
  const kinds = ["strip", "scatter", "histogram", "repeat", "dropdown"] as const;

  it.each(kinds)("compile without a warning and have a point for each row, its image in the tooltip: %s", async (kind) => {
    const [, { spec }, options] = cases.find(([, { about }]) => about.chart === kind)!;
    const set = await generateBlobs(options);
    const table = set.rows({ images: "single" }).map((row) => ({ ...row, image: `both of ${row.row}`, jitter: 0.5 }));
    const { vega, warnings } = compiled({ ...spec, datasets: { table } });
    const scene = await sceneOf(vega);
    expect([...warnings, ...scene.warnings]).toEqual([]);
    const drawn = scene.marks.filter(({ type }) => type === "symbol").map(({ tooltip }) => (tooltip as { image: string }).image);
    const expected = table.map(({ image, image1_base64 }) => (kind === "dropdown" ? image1_base64! : image));
    expect(drawn.sort()).toEqual((kind === "repeat" ? [...expected, ...expected] : expected).sort());
  });
});

describe("pythonCode", () => {
  it("refuses what stands for nothing, by name", () => {
    expect(() => pythonCode({ rows: 0 })).toThrow("rows: expected an integer from 1 to 10000000, got 0");
    expect(() => pythonCode({}, { chart: "stripe" as "strip" })).toThrow("chart: expected one of strip, scatter");
    expect(() => pythonCode({}, { metric: "image3" as ImageName })).toThrow("metric: expected one of image1, image2");
    expect(() => pythonCode({}, { kind: "strip" } as PythonCodeOptions)).toThrow('about: unknown option "kind"');
  });

  it("has nothing invisible in it, whatever the names", () => {
    const code = pythonCode({ seed: "\u2028\u0085\ufeff\u{e0041}\ud800", groups: ["\u202e\u0000\r", "é🦊"] });
    expect(code.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(code).toContain('seed = [ord(c) for c in "\\u2028\\u0085\\ufeff\\U000e0041\\ud800"]\n');
    expect(code).toContain('groups = ["\\u202e\\u0000\\r", "é🦊"]\n');
  });
});
