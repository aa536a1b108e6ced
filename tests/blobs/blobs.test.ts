import { createRequire } from "node:module";
import { beforeAll, describe, expect, it } from "vitest";
import { type BlobOptions, type BlobSet, generateBlobs, type ImageName, load } from "../../src/index.ts";
import { golden, seedOf, sha256, type WrittenSeed } from "../golden/read.ts";

/** An independent PNG decoder; grey comes out as RGBA. */
const { PNG } = createRequire(import.meta.url)("pngjs") as {
  PNG: { sync: { read(png: Buffer): { width: number; height: number; data: Uint8Array } } };
};

interface BlobCase {
  options: Omit<BlobOptions, "seed"> & { seed: WrittenSeed };
  image1: string;
  image2: string;
  groups: string;
  image1_area: string;
  image2_area: string;
  "areas at 0.75": [string, string];
  last: [number, number];
}

interface TutorialHashes {
  image1: string;
  image2: string;
  image1_uint8: string;
  image2_uint8: string;
  saturated: { both: string; image1: string; image2: string };
}

interface TutorialRow {
  row: number;
  group: string;
  image1_area: number;
  image2_area: number;
}

const [hashes, ...table] = golden<unknown>("tutorial") as [TutorialHashes, ...TutorialRow[]];
const cases = golden<BlobCase>("blobs");

function generate({ seed, ...options }: BlobCase["options"]): Promise<BlobSet> {
  return generateBlobs({ ...options, seed: seedOf(seed), workers: 0 });
}

const images = (set: BlobSet, name: ImageName): Float64Array[] =>
  Array.from({ length: set.length }, (_, row) => set.image(row, name).data);

/** NumPy's cast of doubles to uint8 on x86-64: towards zero, then the low byte, so -1.2 wraps to 255. */
const wrapped = (image: Float64Array): Uint8Array => Uint8Array.from(image, (x) => Math.trunc(255 * x) & 255);

const saturated = (image: Float64Array): Uint8Array =>
  Uint8Array.from(image, (x) => Math.min(255, Math.max(0, Math.trunc(255 * x))));

function grey(png: Uint8Array): { width: number; height: number; pixels: Uint8Array } {
  const { width, height, data } = PNG.sync.read(Buffer.from(png));
  return { width, height, pixels: Uint8Array.from({ length: width * height }, (_, i) => data[4 * i]!) };
}

describe("the tutorial's 200 rows", () => {
  let set: BlobSet;
  beforeAll(async () => {
    set = await generateBlobs();
  });

  it("are the default, and equal NumPy's and SciPy's table in every digit", () => {
    expect(table).toHaveLength(200);
    expect(set.rows()).toEqual(table);
    expect(set.columns).toEqual({
      group: table.map((row) => row.group),
      image1_area: Float64Array.from(table, (row) => row.image1_area),
      image2_area: Float64Array.from(table, (row) => row.image2_area),
    });
  });

  it("fall into 73, 63 and 64 rows of the groups a, b, c", () => {
    expect(["a", "b", "c"].map((name) => set.columns.group.filter((group) => group === name).length)).toEqual([73, 63, 64]);
  });

  it("have SciPy's images, bit for bit", () => {
    expect(sha256(...images(set, "image1"))).toBe(hashes.image1);
    expect(sha256(...images(set, "image2"))).toBe(hashes.image2);
  });

  it("have the tutorial's uint8 images under NumPy's wrap of negatives", () => {
    expect(sha256(...images(set, "image1").map(wrapped))).toBe(hashes.image1_uint8);
    expect(sha256(...images(set, "image2").map(wrapped))).toBe(hashes.image2_uint8);
  });

  it("differ between wrap and saturation in three pixels: (122, 29, 84), (34, 73, 15) and (161, 71, 5) of image2", () => {
    const differing = (name: ImageName) =>
      images(set, name).flatMap((image, row) => {
        const [a, b] = [wrapped(image), saturated(image)];
        return [...a.keys()].filter((i) => a[i] !== b[i]).map((i) => [row, Math.floor(i / 96), i % 96]);
      });
    expect(differing("image1")).toEqual([]);
    expect(differing("image2")).toEqual([
      [34, 73, 15],
      [122, 29, 84],
      [161, 71, 5],
    ]);
  });

  it("have Pillow's pixels, saturated, in PNGs without labels as a second decoder reads them", () => {
    for (const [which, width] of [
      ["both", 202],
      ["image1", 96],
      ["image2", 96],
    ] as const) {
      const decoded = Array.from({ length: 200 }, (_, row) => grey(set.png(row, { which, labels: false })));
      expect(decoded.every((image) => image.width === width && image.height === 96)).toBe(true);
      expect([which, sha256(...decoded.map(({ pixels }) => pixels))]).toEqual([which, hashes.saturated[which]]);
    }
  });

  it("keep every data pixel when labelled: a label is drawn outside the images", () => {
    for (const row of [0, 3, 34, 122, 161, 199]) {
      const [plain, labelled] = [false, true].map((labels) => grey(set.png(row, { labels })));
      const top = labelled!.height - 96;
      expect([labelled!.width, plain!.width]).toEqual([202, 202]);
      expect(labelled!.pixels.slice(top * 202)).toEqual(plain!.pixels);
      expect(new Set(labelled!.pixels.slice(0, top * 202))).toEqual(new Set([255, 0]));
    }
  });

  it("come out again, bit for bit, in any order and from any slice", () => {
    for (const [start, row] of [
      [150, 49],
      [0, 0],
      [150, 0],
      [33, 1],
    ] as const) {
      const part = set.slice(start, start + 50);
      for (const name of ["image2", "image1"] as const) expect(part.image(row, name)).toEqual(set.image(start + row, name));
      expect(part.png(row)).toEqual(set.png(start + row));
      expect(part.rows()[row]).toEqual({ ...table[start + row], row });
    }
  });

  it("hand out images of their own memory, shape (96, 96), maximum 1", () => {
    const first = set.image(7, "image1");
    const before = sha256(first.data);
    set.image(8, "image2").data.fill(0);
    set.image(7, "image1").data.fill(0);
    expect(sha256(first.data)).toBe(before);
    expect(first.shape).toEqual([96, 96]);
    expect(Math.max(...first.data)).toBe(1);
  });

  it("carry their images as data URIs where asked", () => {
    const few = set.slice(0, 3);
    expect(few.rows({ images: "none" })).toEqual(few.rows());
    expect(few.rows({ images: "both" })).toEqual(table.slice(0, 3).map((row, i) => ({ ...row, image: set.dataUri(i) })));
    expect(few.rows({ images: "single", labels: false })).toEqual(
      table.slice(0, 3).map((row, i) => ({
        ...row,
        image1_base64: set.dataUri(i, { which: "image1", labels: false }),
        image2_base64: set.dataUri(i, { which: "image2", labels: false }),
      })),
    );
    expect(set.dataUri(5)).toBe(`data:image/png;base64,${Buffer.from(set.png(5)).toString("base64")}`);
  });
});

describe("generateBlobs", () => {
  it.each(cases.map((entry) => [JSON.stringify(entry.options), entry] as const))(
    "agrees with NumPy and SciPy for %s",
    async (_, entry) => {
      const set = await generate(entry.options);
      const other = set.areas(0.75);
      const { group, image1_area, image2_area } = set.columns;
      expect(group.join()).toBe(entry.groups);
      expect([image1_area.at(-1), image2_area.at(-1)]).toEqual(entry.last);
      expect({
        image1: sha256(...images(set, "image1")),
        image2: sha256(...images(set, "image2")),
        image1_area: sha256(image1_area),
        image2_area: sha256(image2_area),
        "areas at 0.75": [sha256(other.image1_area), sha256(other.image2_area)],
      }).toEqual({
        image1: entry.image1,
        image2: entry.image2,
        image1_area: entry.image1_area,
        image2_area: entry.image2_area,
        "areas at 0.75": entry["areas at 0.75"],
      });
    },
  );

  it("gives areas that are the share of the image's own pixels above the threshold", async () => {
    const set = await generateBlobs({ rows: 8, seed: 21, width: 30, threshold: 0.3 });
    const share = (image: Float64Array, t: number) => image.filter((x) => x > t).length / image.length;
    const expected = (name: ImageName, t: number) => Float64Array.from(images(set, name), (image) => share(image, t));
    for (const t of [-1, 0, 0.3, 0.999, 1, 2]) {
      expect(set.areas(t)).toEqual({ image1_area: expected("image1", t), image2_area: expected("image2", t) });
    }
    expect(set.areas(0.3)).toEqual({ image1_area: set.columns.image1_area, image2_area: set.columns.image2_area });
  });

  it("with stream spawn gives a row that does not depend on the number of rows", async () => {
    const [few, many] = await Promise.all([5, 9].map((rows) => generateBlobs({ rows, width: 20, seed: 4, stream: "spawn" })));
    expect(few!.rows()).toEqual(many!.rows().slice(0, 5));
    expect(images(few!, "image2")).toEqual(images(many!, "image2").slice(0, 5));
  });

  it("with stream spawn is what the public filters and the children of defaultRng(seed) make", async () => {
    const [rows, width, seed] = [6, 20, "spawned"];
    const set = await generateBlobs({ rows, width, seed, stream: "spawn", groups: ["p", "q"] });
    const nd = await load();
    const pixel = ([y, x]: Float64Array) => {
      const data = new Float64Array(width * width);
      data[Math.trunc(width * y!) * width + Math.trunc(width * x!)] = 1;
      return { data, shape: [width, width] };
    };
    const overMaximum = (data: Float64Array) => data.map((x) => x / Math.max(...data));
    for (const [row, rng] of nd.defaultRng(seed).spawn(rows).entries()) {
      const circle = nd.gaussianFilter(pixel(rng.random(2)), rng.choice([0.05, 0.1, 0.15]) * width).data;
      expect(set.image(row, "image1").data).toEqual(overMaximum(circle));
      const place = pixel(rng.random(2));
      const square = nd.uniformFilter(place, Math.trunc(rng.choice([0.3, 0.4, 0.5]) * width), { mode: "constant" }).data;
      const noise = rng.normal(4, 1, width * width);
      expect(set.image(row, "image2").data).toEqual(overMaximum(square.map((x, i) => x * noise[i]!)));
      expect(set.columns.group[row]).toBe(rng.choice(["p", "q"]));
    }
  });

  it("gives the same set for any number of workers", async () => {
    const sets = await Promise.all([0, 1, 3].map((workers) => generateBlobs({ rows: 12, width: 24, seed: 5, workers })));
    for (const set of sets) {
      expect(set.rows({ images: "both" })).toEqual(sets[0]!.rows({ images: "both" }));
      expect(images(set, "image2")).toEqual(images(sets[0]!, "image2"));
    }
  });

  it("fills in the options it was not given, and freezes them", async () => {
    const { options } = await generateBlobs({ rows: 1, width: 8, square: { mean: 2 } });
    expect(options).toEqual({
      rows: 1,
      seed: "altair",
      width: 8,
      dims: 2,
      threshold: 0.4,
      groups: ["a", "b", "c"],
      circle: { sizes: [0.05, 0.1, 0.15] },
      square: { sizes: [0.3, 0.4, 0.5], mean: 2 },
      stream: "numpy",
    });
    expect(Object.isFrozen(options)).toBe(true);
  });

  it("gives volumes of width^3 with dims 3, whose PNG is their projection along the first axis", async () => {
    const width = 14;
    const set = await generateBlobs({ rows: 3, width, dims: 3, seed: 6 });
    for (const name of ["image1", "image2"] as const) {
      const { data, shape } = set.image(1, name);
      expect(shape).toEqual([width, width, width]);
      const plane = width * width;
      const brightest = Float64Array.from({ length: plane }, (_, i) => Math.max(...data.filter((_, at) => at % plane === i)));
      expect(grey(set.png(1, { which: name, labels: false })).pixels).toEqual(saturated(brightest));
    }
  });

  it("reports its progress up to the last row", async () => {
    const reports: { done: number; total: number }[] = [];
    await generateBlobs({ rows: 30, width: 16, workers: 0, onProgress: (report) => reports.push(report) });
    expect(reports.at(-1)).toMatchObject({ done: 30, total: 30 });
    const done = reports.map((report) => report.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
  });

  it.each(["numpy", "spawn"] as const)("tells of each row once, as soon as it is measured (%s)", async (stream) => {
    const seen = new Map<number, { areas: number[]; group: string | undefined }>();
    const set = await generateBlobs({
      rows: 2500,
      width: 48,
      stream,
      workers: 0,
      onRows({ first, end, image1_area, image2_area, group }) {
        for (let row = first; row < end; row++) {
          expect(seen.has(row)).toBe(false);
          seen.set(row, { areas: [image1_area[row - first]!, image2_area[row - first]!], group: group?.[row - first] });
        }
      },
    });
    expect(seen.size).toBe(2500);
    for (const { row, group, image1_area, image2_area } of set.rows()) {
      expect(seen.get(row)).toEqual({ areas: [image1_area, image2_area], group: stream === "spawn" ? group : undefined });
    }
  });

  it("rejects with the signal's reason, before and during the work", async () => {
    const reason = new Error("no longer wanted");
    await expect(generateBlobs({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const running = generateBlobs({ rows: 100_000, signal: controller.signal, workers: 0 });
    setTimeout(() => controller.abort(reason), 30);
    await expect(running).rejects.toBe(reason);
  });

  it("keeps its columns after close, and a slice taken before keeps its images", async () => {
    const set = await generateBlobs({ rows: 4, width: 12, seed: 7 });
    const [rows, part] = [set.rows(), set.slice(-2)];
    const image = set.image(3, "image2");
    set.close();
    expect(set.rows()).toEqual(rows);
    expect(() => set.image(0, "image1")).toThrow("closed");
    expect(part.image(1, "image2")).toEqual(image);
  });
});
