import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { IMAGE_NAMES } from "../../../src/blobs/rows/blob-picture.ts";
import { type BlobOptions, type BlobSet, dropdownChart, generateBlobs, repeatChart } from "../../../src/index.ts";
import { csvHeader, csvLine } from "../../../src/io/tables.ts";
import { chartJson } from "../../../web/export/chart-files.ts";
import { elementCode, frameAddress, frameCode } from "../../../web/export/embed-code.ts";
import type { ExportSource } from "../../../web/export/export-source.ts";
import { fileNames, imageArchive } from "../../../web/export/image-archive.ts";
import { archiveSize, embeddedSize, meanPngSizes } from "../../../web/export/image-sizes.ts";
import { tableCsv } from "../../../web/export/table-csv.ts";
import { ZipWriter } from "../../../web/export/zip-writer.ts";
import { sizeText } from "../../../web/ui/size-text.ts";

const JOB = { signal: new AbortController().signal, onProgress: () => {} };

async function sourceOf(options: BlobOptions): Promise<{ set: BlobSet; source: ExportSource }> {
  const set = await generateBlobs(options);
  const groups = [...new Set(set.options.groups)];
  const source: ExportSource = {
    name: "blobs",
    title: "Blobs",
    table: {
      length: set.length,
      groups,
      hues: Uint32Array.from(set.columns.group, (name) => groups.indexOf(name)),
      metrics: (["image1", "image2"] as const).map((name) => ({ name, label: name, areas: set.columns[`${name}_area`] })),
      meaning: "",
      reference: (row) => ({ rows: [row] }),
    },
    images: {
      names: IMAGE_NAMES,
      png: (row, image) => set.png(row, { which: IMAGE_NAMES[image]!, labels: false }),
    },
    selection: [],
    blobs: {
      set,
      threshold: set.options.threshold,
      kind: "repeat",
      metric: "image1",
    },
    link: "https://example.org/",
  };
  return { set, source };
}

describe("tableCsv", () => {
  it("has the text that the command writes of a blob set, its groups quoted where they must be", async () => {
    const { set, source } = await sourceOf({ rows: 30, width: 12, groups: ["a,b", 'say "c"', "d", "d"] });
    const expected =
      csvHeader() +
      set
        .rows()
        .map((row) => csvLine(row))
        .join("");
    expect(await (await tableCsv(source)).text()).toBe(expected);
  });

  it("rejects with the signal's reason", async () => {
    const { source } = await sourceOf({ rows: 2, width: 4 });
    const reason = new Error("no longer wanted");
    await expect(tableCsv(source, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe("chartJson", () => {
  it.each(["repeat", "dropdown"] as const)("is the text of the chart's own builder, images or not: %s", async (kind) => {
    const { set, source } = await sourceOf({ rows: 12, width: 12, groups: ['"data":{"values":[', "b"] });
    const blobs = { ...source.blobs!, kind };
    const build = kind === "repeat" ? repeatChart : dropdownChart;
    for (const images of ["none", "embed"] as const) {
      const text = await (await chartJson(source, blobs, images, JOB)).text();
      expect(text).toBe(`${JSON.stringify(build(set, { images }))}\n`);
    }
  });
});

describe("imageArchive", () => {
  it("refuses more files than an archive can name, with both numbers", async () => {
    const { source } = await sourceOf({ rows: 2, width: 4 });
    await expect(imageArchive(source, new Uint32Array(32_768), JOB)).rejects.toThrow(
      "rows: expected at most 32,767 for one archive, got 32,768",
    );
  });

  it("rejects with an image's own error, and with the signal's reason", async () => {
    const { source } = await sourceOf({ rows: 2, width: 4 });
    const broken = { ...source, images: { names: ["a"], png: () => Promise.reject(new Error("no pixels")) } };
    await expect(imageArchive(broken, [0], JOB)).rejects.toThrow("no pixels");
    const stop = new AbortController();
    const slow = {
      names: ["a"],
      png: async () => new Promise<Uint8Array>((done) => setTimeout(() => done(new Uint8Array(9)), 20)),
    };
    const running = imageArchive({ ...source, images: slow }, [0, 1, 0, 1], {
      signal: stop.signal,
      onProgress: () => stop.abort(new Error("enough")),
    });
    await expect(running).rejects.toThrow("enough");
  });

  it("holds rows beyond the fifth digit, and their table", async () => {
    const { source } = await sourceOf({ rows: 1, width: 4 });
    const table = { ...source.table, groups: [], hues: undefined, metrics: [] };
    const images = { names: ["a"], png: () => Uint8Array.of(1) };
    const blob = await imageArchive({ ...source, table, images }, [7, 1_234_567], JOB);
    const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
    expect(Object.keys(files)).toEqual(["table.csv", "row-00007-a.png", "row-1234567-a.png"]);
    expect(new TextDecoder().decode(files["table.csv"])).toBe("row\n7\n1234567\n");
  });
});

describe("ZipWriter", () => {
  it("makes archives that a second reader takes apart, names of any script and empty files too", async () => {
    const files = {
      "a.txt": new TextEncoder().encode("a\n"),
      "größe 🦊.bin": Uint8Array.from({ length: 70_000 }, (_, i) => i * 7),
      empty: new Uint8Array(),
    };
    const zip = new ZipWriter();
    for (const [name, bytes] of Object.entries(files)) zip.add(name, bytes);
    expect(unzipSync(new Uint8Array(await zip.blob().arrayBuffer()))).toEqual(files);
  });

  it("gives each file the sum of its bytes, before it and in the directory", async () => {
    const zip = new ZipWriter();
    zip.add("check", new TextEncoder().encode("123456789"));
    const view = new DataView(await zip.blob().arrayBuffer());
    // CRC-32's check value.
    expect([view.getUint32(14, true), view.getUint32(30 + 5 + 9 + 16, true)]).toEqual([0xcbf43926, 0xcbf43926]);
  });

  it("refuses more files than its numbers can say", () => {
    const zip = new ZipWriter();
    const nothing = new Uint8Array();
    for (let i = 0; i < 65_535; i++) zip.add("a", nothing);
    expect(() => zip.add("one-more", nothing)).toThrow(/^one-more: one archive holds at most 65,535 files and 4 GB/);
  });
});

describe("image sizes", () => {
  it("are told before within a fifth of what comes", async () => {
    const { source } = await sourceOf({ rows: 120, width: 48 });
    const means = await meanPngSizes(source.images, 120);
    const archive = await imageArchive(
      source,
      Uint32Array.from({ length: 120 }, (_, row) => row),
      JOB,
    );
    expect(Math.abs(archiveSize(means, 120) / archive.size - 1)).toBeLessThan(0.2);
    const [bare, full] = [
      await chartJson(source, source.blobs!, "none", JOB),
      await chartJson(source, source.blobs!, "embed", JOB),
    ];
    expect(Math.abs(embeddedSize(means, 120, source.blobs!) / (full.size - bare.size) - 1)).toBeLessThan(0.2);
  });
});

describe("code for other pages", () => {
  const link = "https://example.org/view/index.html?a=1#rows=5&groups=a,b&seed=a%20b";

  it("is an element with the view's texts as attributes, its script beside the page", () => {
    expect(elementCode({ link })).toBe(
      '<script type="module" src="https://example.org/view/ndpeek-viewer.js"></script>\n' +
        '<ndpeek-viewer rows="5" groups="a,b" seed="a b"></ndpeek-viewer>\n',
    );
    expect(elementCode({ link: "https://example.org/view/" })).toContain("<ndpeek-viewer></ndpeek-viewer>");
  });

  it("is a frame of the page for frames, the view in its query", () => {
    expect(frameAddress(link)).toBe("https://example.org/view/embed.html?rows=5&groups=a,b&seed=a+b");
    expect(frameAddress("https://example.org/view/")).toBe("https://example.org/view/embed.html");
  });

  it("keeps a title, texts and an address within their attributes", () => {
    const hostile = { link: 'https://example.org/#seed="><script>', title: '"><script>&' };
    const frame = frameCode(hostile);
    expect(frame).toContain('title="&quot;&gt;&lt;script&gt;&amp;"');
    expect(frame).toContain('src="https://example.org/embed.html?seed=%22%3E%3Cscript%3E"');
    expect(frame).not.toContain("<script");
    expect(elementCode(hostile)).toContain(' seed="&quot;&gt;&lt;script&gt;">');
    expect(elementCode(hostile).match(/<script/g)).toHaveLength(1);
  });
});

describe("file names", () => {
  it("hold letters of any script and nothing that a system would refuse, each once", () => {
    expect(fileNames(["Zellen (1)", "Zellen [1]", "../etc/passwd", "", "", "ä b", "A", "a"])).toEqual([
      "Zellen-1-",
      "Zellen-1--2",
      "-etc-passwd",
      "image",
      "image-2",
      "ä-b",
      "A",
      "a-2",
    ]);
  });
});

describe("sizeText", () => {
  it("has two figures where one would be coarse", () => {
    expect([0, 999, 1000, 9949, 9951, 48_123, 999_499, 1_000_000, 25_300_000, 3.2e9].map(sizeText)).toEqual([
      "0 bytes",
      "999 bytes",
      "1.0 kB",
      "9.9 kB",
      "10 kB",
      "48 kB",
      "999 kB",
      "1.0 MB",
      "25 MB",
      "3.2 GB",
    ]);
  });
});
