import { PNG } from "pngjs";
import { expect, test } from "vitest";
import { blobPictures } from "../../src/draw/blob-pictures.ts";
import { blobImages } from "../../src/draw/blob-tables.ts";
import { generateBlobs, load } from "../../src/index.ts";
import { blobPictures as attachedPictures } from "../../src/pictures/blob-pictures.ts";
import { maskOutline } from "../../src/pictures/mask-outline.ts";
import { imagePixels } from "../../web/inspector/image-pixels.ts";

test("a set's pictures are its two images, named, with the border of the mask that their areas measure", async () => {
  const nd = await load();
  const set = await generateBlobs({ rows: 5, width: 24, workers: 0 });
  const outline = (image: "image1" | "image2", threshold: number) => maskOutline(nd.mask(set.image(3, image), threshold));
  const uri = (which: "image1" | "image2") => set.dataUri(3, { which, labels: false });
  const size = { width: 24, height: 24 };
  const make = blobPictures(set);
  expect(make(3)).toEqual(make(3, "both"));
  expect(make(3)).toEqual([
    { uri: uri("image1"), ...size, label: "Image 1 (circle)", outline: outline("image1", 0.4) },
    { uri: uri("image2"), ...size, label: "Image 2 (square)", outline: outline("image2", 0.4) },
  ]);
  expect(make(3, "image2")).toEqual([{ uri: uri("image2"), ...size, outline: outline("image2", 0.4) }]);
  let threshold = 0.2;
  const live = blobPictures(set, { labels: false, threshold: () => threshold });
  expect(live(3, "image1")).toEqual([{ uri: uri("image1"), ...size, outline: outline("image1", 0.2) }]);
  threshold = 0.7;
  expect(live(3)).toMatchObject([{ outline: outline("image1", 0.7) }, { outline: outline("image2", 0.7) }]);
  expect(live(3)).not.toHaveProperty("0.label");
  set.close();
});

test("the border of a volume is that of its projection", async () => {
  const nd = await load();
  const set = await generateBlobs({ rows: 3, width: 12, dims: 3, workers: 0 });
  const { data } = set.image(1, "image1");
  const projection = new Float64Array(144).fill(Number.NEGATIVE_INFINITY);
  data.forEach((value, i) => {
    projection[i % 144] = Math.max(projection[i % 144]!, value);
  });
  const [picture] = await blobPictures(set)(1, "image1");
  expect(picture!.outline).toBe(maskOutline(nd.mask({ data: projection, shape: [12, 12] }, 0.4)));
  set.close();
});

test.each([1, 3, 4])("volumes of width %i are never colours: the greys of their projection are seen", async (width) => {
  const set = await generateBlobs({ rows: 3, width, dims: 3, workers: 0 });
  const plane = width * width;
  const { data } = set.image(2, "image2");
  const projection = Array.from({ length: plane }, (_, i) =>
    Math.max(...Array.from({ length: width }, (_, z) => data[z * plane + i]!)),
  );
  const greys = projection.map((value) => Math.max(0, Math.min(255, Math.floor(value * 256))));
  const attached = attachedPictures(set, { cmap: "gray" }).pictures(2) as { png: Uint8Array }[];
  const decoded = PNG.sync.read(Buffer.from(attached[1]!.png)).data;
  expect([decoded.length, [...decoded].filter((_, i) => i % 4 < 3)]).toEqual([
    4 * plane,
    greys.flatMap((grey) => [grey, grey, grey]),
  ]);
  const pixels = imagePixels(await blobImages(set)[1]!.image(2), "image2");
  expect(pixels).toMatchObject({ width, height: width, depth: width, areColours: false });
  expect(Array.from(greys, (_, i) => pixels.at(i % width, Math.floor(i / width)))).toEqual(projection.map((value) => [value]));
  set.close();
});
