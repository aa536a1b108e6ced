// The library through its public door, with the copies into and out of WebAssembly that every user pays.
import { SEED } from "../cases.mjs";
import { local, localAsync } from "./local.mjs";
import { picturesOf } from "./png.mjs";

/** One filter call of a case; `options` may carry `out` and `precision`. */
function filter(nd, { kind, sigma, size, images }, input, options) {
  const chosen = images === undefined ? options : { ...options, axes: [1, 2] };
  return kind === "gaussian" ? nd.gaussianFilter(input, sigma, chosen) : nd.uniformFilter(input, size, chosen);
}

const flat = ({ columns, options }) =>
  Float64Array.of(...columns.image1_area, ...columns.image2_area, ...columns.group.map((group) => options.groups.indexOf(group)));

/** What SciPy gives, by the exact arithmetic: the check run holds it against SciPy itself. */
export async function expectedOf({ nd, generateBlobs }, benchCase, input) {
  if (benchCase.kind === "normal") return nd.defaultRng(SEED).standardNormal(benchCase.items);
  if (benchCase.kind === "random") return nd.defaultRng(SEED).random(benchCase.items);
  if (benchCase.kind === "png") return picturesOf({ nd, generateBlobs }, benchCase);
  if (benchCase.kind === "rows" || benchCase.kind === "table") {
    const set = await generateBlobs({ rows: benchCase.items, workers: 0, areaIndex: false });
    const values = flat(set);
    set.close();
    return values;
  }
  return filter(nd, benchCase, input).data;
}

function filters(nd, benchCase, input) {
  const { precision } = benchCase;
  const out = { data: input.data.slice(), shape: input.shape };
  const kept = precision ? { out, precision } : { out };
  const fresh = precision ? { precision } : {};
  let made = out;
  const entry = (name, apart, call) =>
    local({ name, apart, bits: precision === undefined ? "every" : "any", output: () => made.data, call });
  return [
    entry("ndpeek", false, () => {
      made = filter(nd, benchCase, input, kept);
      return made.data[7];
    }),
    entry("ndpeek, fresh result", true, () => {
      made = filter(nd, benchCase, input, fresh);
      return made.data[7];
    }),
  ];
}

/** The same in the kernels' memory: neither input nor result is copied while the clock runs. */
function heldFilters(nd, { kind, sigma, size }, input) {
  const held = nd.hold(input);
  const out = nd.hold(input);
  const call = () => {
    if (kind === "gaussian") held.gaussianFilter(sigma, { out });
    else held.uniformFilter(size, { out });
    return 1;
  };
  const free = () => {
    held.close();
    out.close();
  };
  return [local({ name: "ndpeek", bits: "every", call, output: () => out.read().data, free })];
}

function draws(nd, { kind, items }) {
  const method = kind === "normal" ? "standardNormal" : "random";
  const kept = new Float64Array(items);
  let rng;
  let made = kept;
  const entry = (name, apart, wanted) => {
    const call = () => {
      made = rng[method](wanted);
      return made[7];
    };
    const one = local({ name, apart, call, output: () => made, bits: "every" });
    const check = (expected, scale) => {
      rng = nd.defaultRng(SEED);
      return one.check(expected, scale);
    };
    return { ...one, check };
  };
  return [entry("ndpeek", false, kept), entry("ndpeek, fresh result", true, items)];
}

function rows(generateBlobs, { items }) {
  let made;
  const entry = (name, apart, areaIndex) => {
    const call = async () => {
      const set = await generateBlobs({ rows: items, workers: 0, areaIndex });
      made = flat(set);
      set.close();
      return made[7];
    };
    return localAsync({ name, apart, call, output: () => made, bits: "every" });
  };
  return [entry("ndpeek", false, false), entry("ndpeek, with the areas at any threshold", true, true)];
}

/**
 * The table with its images, in one thread; and as `ndpeek blobs --images embed` makes it, with two workers, which are there already. What is checked
 * are the numbers: the images' labels stand elsewhere than Pillow's.
 */
async function tables(generateBlobs, { BlobRun, blobSettings }, { items }) {
  let made;
  const wanted = { which: ["both"], labels: true };
  const run = await BlobRun.open(blobSettings({ rows: items }), { workers: 2, areaIndex: false });
  const callTwo = async () => {
    const set = await run.generate(wanted);
    let images = 0;
    for await (const [image] of run.pictures(set, wanted)) images += image.length;
    made = flat(set);
    return images;
  };
  const call = async () => {
    const set = await generateBlobs({ rows: items, workers: 0, areaIndex: false });
    const images = set.rows({ images: "both" }).reduce((sum, { image }) => sum + image.length, 0);
    made = flat(set);
    set.close();
    return images;
  };
  const output = () => made;
  return [
    localAsync({ name: "ndpeek", call, output, bits: "every" }),
    localAsync({ name: "ndpeek, two workers", call: callTwo, output, bits: "every", free: () => run.close() }),
  ];
}

export async function ndpeekEntries({ nd, generateBlobs, runs }, benchCase, input) {
  if (benchCase.kind === "png") return [];
  if (benchCase.kind === "rows") return rows(generateBlobs, benchCase);
  if (benchCase.kind === "table") return tables(generateBlobs, runs, benchCase);
  if (benchCase.held) return heldFilters(nd, benchCase, input);
  return input ? filters(nd, benchCase, input) : draws(nd, benchCase);
}
