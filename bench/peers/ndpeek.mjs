// The library through its public door, with the copies into and out of WebAssembly that every user pays.
import { SEED } from "../cases.mjs";
import { local, localAsync } from "./local.mjs";

/** One filter call of a case; `options` may carry `out` and `precision`. */
export function filter(nd, { kind, sigma, size }, input, options) {
  return kind === "gaussian" ? nd.gaussianFilter(input, sigma, options) : nd.uniformFilter(input, size, options);
}

const flat = ({ columns, options }) =>
  Float64Array.of(...columns.image1_area, ...columns.image2_area, ...columns.group.map((group) => options.groups.indexOf(group)));

/** What SciPy gives, by the exact arithmetic: the check run holds it against SciPy itself. */
export async function expectedOf({ nd, generateBlobs }, benchCase, input) {
  if (benchCase.kind === "normal") return nd.defaultRng(SEED).standardNormal(benchCase.items);
  if (benchCase.kind === "random") return nd.defaultRng(SEED).random(benchCase.items);
  if (benchCase.kind === "rows") {
    const set = await generateBlobs({ rows: benchCase.items, workers: 0 });
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

function draws(nd, { kind, items }) {
  let rng = nd.defaultRng(SEED);
  let made;
  const draw = kind === "normal" ? () => rng.standardNormal(items) : () => rng.random(items);
  const call = () => {
    made = draw();
    return made[7];
  };
  const entry = local({ name: "ndpeek", call, output: () => made, bits: "every" });
  const check = (expected, scale) => {
    rng = nd.defaultRng(SEED);
    return entry.check(expected, scale);
  };
  return [{ ...entry, check }];
}

function rows(generateBlobs, { items }) {
  let made;
  const call = async () => {
    const set = await generateBlobs({ rows: items, workers: 0 });
    made = flat(set);
    set.close();
    return made[7];
  };
  return [localAsync({ name: "ndpeek", call, output: () => made, bits: "every" })];
}

export function ndpeekEntries({ nd, generateBlobs }, benchCase, input) {
  if (benchCase.kind === "rows") return rows(generateBlobs, benchCase);
  return input ? filters(nd, benchCase, input) : draws(nd, benchCase);
}
