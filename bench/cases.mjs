// The cases, the same in Node and in a page. Inputs come from one exact stream that NumPy has too, so that nobody copies them about.

/** Seed of every input and of every stream that is drawn from. */
export const SEED = "bench";

const image = (kind, width, dtype, more) => ({
  kind,
  width,
  dtype,
  ...more,
  items: width * width,
  unit: "pixel",
  radius: kind === "gaussian" ? Math.floor(4 * more.sigma + 0.5) : undefined,
});
const gaussian = (width, sigma) => ({
  name: `gaussian-${width}`,
  title: `Gaussian, sigma ${sigma}, ${width} x ${width} doubles`,
  ...image("gaussian", width, "f64", { sigma }),
});
const single = (width, sigma) => ({
  name: `gaussian-${width}-single`,
  title: `Gaussian, sigma ${sigma}, ${width} x ${width} floats, precision "single"`,
  ...image("gaussian", width, "f32", { sigma, precision: "single" }),
});
const box = (width, dtype) => ({
  name: `box-${width}${dtype === "f32" ? "-f32" : ""}`,
  title: `Box, size 38, ${width} x ${width} ${dtype === "f32" ? "floats" : "doubles"}`,
  ...image("box", width, dtype, { size: 38 }),
});
/** A filter by handles: the input is in the memory already and the result stays there. */
const held = (one) => ({ ...one, name: `${one.name}-held`, title: `${one.title}, kept in WebAssembly's memory`, held: true });
const stack = (images, width, sigma) => ({
  ...gaussian(width, sigma),
  name: `stack-${width}`,
  title: `Gaussian, sigma ${sigma}, a stack of ${images} x ${width} x ${width} doubles in one call`,
  images,
  items: images * width * width,
});
const draws = (kind, title) => ({ name: kind, title, kind, dtype: "f64", items: 1_000_000, unit: "draw" });
const png = (name, title) => ({
  name: `png-${name}`,
  title: `PNGs of 60 images, 202 x 96 grey bytes: ${title}`,
  ...{ kind: "png", dtype: "u8", picture: name, items: 60, unit: "image" },
});

export const CASES = [
  gaussian(96, 14.4),
  gaussian(512, 5),
  gaussian(2048, 5),
  single(96, 14.4),
  single(2048, 5),
  box(96, "f64"),
  box(512, "f64"),
  box(2048, "f64"),
  box(2048, "f32"),
  held(box(2048, "f64")),
  stack(200, 96, 3),
  draws("normal", "1,000,000 standard normal draws"),
  draws("random", "1,000,000 uniform draws"),
  {
    name: "rows",
    title: "2,000 rows of the tutorial's table: 2 x 2,000 images of 96 x 96, their areas, the groups",
    kind: "rows",
    dtype: "f64",
    items: 2000,
    noise: 2000 * 96 * 96,
    unit: "row",
  },
  png("smooth", "two circles each"),
  png("row", "the tutorial's pairs of a circle and a square"),
  png("noisy", "two squares of noise each"),
  png("noise", "noise all over"),
  {
    name: "table",
    title: "1,000 rows of the tutorial's table with the images as data URIs: PNGs of both, labelled",
    kind: "table",
    dtype: "f64",
    items: 1000,
    unit: "row",
  },
];

/** The cases whose names are, or begin with, one of `wanted`; all without. Throws where a wish names none. */
export function chooseCases(wanted) {
  if (wanted === undefined) return CASES;
  const unknown = wanted.find((wish) => wish === "" || !CASES.some(({ name }) => name.startsWith(wish)));
  if (unknown !== undefined) {
    throw new RangeError(
      `cases: expected names or their beginnings of ${CASES.map(({ name }) => name).join(", ")}, got "${unknown}"`,
    );
  }
  return CASES.filter(({ name }) =>
    wanted.some((wish) => name === wish || (!CASES.some((one) => one.name === wish) && name.startsWith(wish))),
  );
}

/** The image or stack that a case filters, uniform on [0, 1). */
export function inputOf(nd, { width, dtype, images }) {
  const doubles = nd.defaultRng(SEED).random((images ?? 1) * width * width);
  const shape = images === undefined ? [width, width] : [images, width, width];
  return { data: dtype === "f32" ? Float32Array.from(doubles) : doubles, shape };
}
