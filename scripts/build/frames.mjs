// src/draw/frame-specs.ts → Vega-Lite → Vega → Vega's dataflow → build/generated/frames.ts: the page needs neither compiler nor parser.
import { writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { parse } from "vega";
import { compile } from "vega-lite";

/** Every mark of a spec or group, groups after what is in them. */
const marksOf = (group) => (group.marks ?? []).flatMap((mark) => [...marksOf(mark), mark]);

/** The value without what the function leaves out, all the way down. */
function without(leaveOut, value) {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => without(leaveOut, item));
  const kept = Object.entries(value).filter(([key, item]) => !leaveOut(key, item));
  return Object.fromEntries(kept.map(([key, item]) => [key, without(leaveOut, item)]));
}

/** Lets the points go, and with them their data and scales. Bars are what the page says, so that they need no conditions, and are told apart by their place. */
function bare(spec) {
  for (const group of [spec, ...marksOf(spec)]) {
    group.marks = group.marks?.filter(({ type }) => type !== "symbol");
    if (group.type !== "rect") continue;
    for (const [channel, value] of Object.entries(group.encode.update)) {
      if (Array.isArray(value)) group.encode.update[channel] = value.find(({ test }) => test === undefined);
    }
    group.key = "slot";
  }
  const named = new Set(marksOf(spec).map(({ from }) => from?.data));
  spec.data = spec.data.filter(({ name }) => named.has(name));
  const text = JSON.stringify(without((key) => key === "scales", spec));
  spec.scales = spec.scales.filter(({ name }) => text.includes(`"${name}"`) || text.includes(`'${name}'`));
  return spec;
}

const SHORTEST = 16;

/**
 * The frames and a list of the parts that come more than once in them, which `{"$": index}` stands for: they are alike in most of their parts, and
 * gzip does not look that far back. Parts name only parts before them.
 */
function packed(frames) {
  const counts = new Map();
  const count = (value) => {
    if (typeof value !== "object" || value === null) return;
    const text = JSON.stringify(value);
    counts.set(text, (counts.get(text) ?? 0) + 1);
    if (counts.get(text) === 1) Object.values(value).forEach(count);
  };
  count(frames);
  const parts = [];
  const places = new Map();
  const pack = (value) => {
    if (typeof value !== "object" || value === null) return value;
    const text = JSON.stringify(value);
    if (places.has(text)) return { $: places.get(text) };
    const inner = Array.isArray(value)
      ? value.map(pack)
      : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pack(item)]));
    if (counts.get(text) < 2 || text.length < SHORTEST) return inner;
    places.set(text, parts.push(inner) - 1);
    return { $: places.get(text) };
  };
  return { frames: pack(frames), parts };
}

/** The types of the operators of a dataflow and of those within it. */
const typesOf = ({ operators }) =>
  operators.flatMap(({ type, params = {} }) => {
    const inner = Object.values(params).filter((value) => value?.$subflow);
    return [type, ...inner.flatMap(({ $subflow }) => typesOf($subflow))];
  });

/** Resolves with the types of all operators that frames have, and with the files that were read. */
export async function buildFrames() {
  const outfile = "build/frame-specs.mjs";
  const { metafile } = await build({
    entryPoints: ["src/draw/frame-specs.ts"],
    bundle: true,
    format: "esm",
    platform: "neutral",
    outfile,
    logLevel: "warning",
    metafile: true,
  });
  const { frameSpecs, frameTheme } = await import(new URL(`../../${outfile}?${Date.now()}`, import.meta.url).href);
  const frames = Object.entries(frameSpecs).map(([kind, spec]) => {
    const vega = bare(compile(spec, { config: frameTheme }).spec);
    vega.autosize = { type: "fit-x", contains: "padding" };
    const dataflow = parse(vega, undefined, { ast: true });
    // Expressions are there as text too, for those who may evaluate it.
    return [kind, without((key, value) => key === "code" || key === "raw" || value === undefined, dataflow)];
  });
  const types = new Set(frames.flatMap(([, frame]) => typesOf(frame)));
  const text = JSON.stringify(JSON.stringify(packed(Object.fromEntries(frames))));
  await writeFile("build/generated/frames.ts", `export const PACKED_FRAMES: string =\n  ${text};\n`);
  return { types, inputs: Object.keys(metafile.inputs) };
}
