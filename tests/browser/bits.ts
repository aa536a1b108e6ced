import { generateBlobs, load, type TypedArray } from "../../src/index.ts";
import { type RandomCase, runCase } from "../golden/random-filters.ts";

/** FNV-1a over the bytes, every NaN as one: a page that is not served over HTTPS has no crypto.subtle. */
function hash(data: TypedArray): string {
  const plain = data.map((x) => (Number.isNaN(x) ? Number.NaN : x));
  let value = 0x811c9dc5;
  for (const byte of new Uint8Array(plain.buffer)) value = Math.imul(value ^ byte, 0x01000193);
  return (value >>> 0).toString(16);
}

/** What the package computes, as hashes: runs in Node and, bundled, in a page. */
export async function bits(filters: readonly RandomCase[], seeds: readonly (string | number)[]) {
  const nd = await load();
  const streams = seeds.map((seed) => {
    const rng = nd.defaultRng(seed);
    const drawn = [rng.random(5000), rng.integers(-5, 5, 5000), rng.standardNormal(50_000), rng.normal(4, 0.3, 5000)];
    const { state, uinteger } = rng.state;
    return [...drawn.map(hash), `${state} ${uinteger}`].join(" ");
  });
  const blobs: string[] = [];
  for (const seed of seeds) {
    for (const stream of ["numpy", "spawn"] as const) {
      const set = await generateBlobs({ rows: 40, seed, stream, workers: 0 });
      const { group, image1_area, image2_area } = set.columns;
      const pictures = [set.image(7, "image1"), set.image(39, "image2")].map(({ data }) => hash(data));
      blobs.push([hash(image1_area), hash(image2_area), group.join(""), ...pictures].join(" "));
      set.close();
    }
  }
  return {
    filters: filters.map((entry) => hash(runCase(nd, entry).data)),
    single: filters
      .filter(({ filter }) => filter === "gaussianFilter")
      .map((entry) => hash(runCase(nd, { ...entry, options: { ...entry.options, precision: "single" } }).data)),
    weights: [0.3, 1, 2.7, 14.4, 60].flatMap((sigma) => [0, 1, 2, 3].map((order) => hash(nd.gaussianWeights(sigma, { order })))),
    streams,
    blobs,
  };
}
