// Attaches images to every example spec of vega-lite's repository and tells what came of it; scripts/vega-lite-examples.mjs runs it.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLocalData } from "../cli/local-data.ts";
import { readTable } from "../src/charts/attach/table.ts";
import { attachImages } from "../src/index.ts";
import { sceneOf } from "./scene.ts";
import { compiled } from "./vega-marks.ts";

type Json = Record<string, unknown>;
interface Node {
  readonly name?: string;
  readonly type?: string;
  readonly role?: string;
  readonly source?: string | string[];
  readonly transform?: readonly { type: string }[];
  readonly from?: { readonly data?: string; readonly facet?: { name: string; data: string } };
  readonly data?: readonly Node[];
  readonly marks?: readonly Node[];
}

/** What the compiled chart draws: a symbol of data that no aggregate and no bin made is a point. */
function classOf(vega: Node): "point" | "other" {
  const data = new Map<string, Node>();
  const collect = (node: Node): void => {
    for (const one of node.data ?? []) data.set(one.name!, one);
    for (const mark of node.marks ?? []) {
      const facet = mark.from?.facet;
      if (facet) data.set(facet.name, { source: facet.data });
      collect(mark);
    }
  };
  collect(vega);
  const isOfRows = (first: string): boolean => {
    const seen = new Set<string>();
    // A facet's data may be called as what they are parts of.
    for (let name: string | undefined = first; name !== undefined && !seen.has(name); ) {
      seen.add(name);
      const one = data.get(name);
      if (one?.transform?.some(({ type }) => type === "aggregate" || type === "bin")) return false;
      name = [one?.source].flat()[0];
    }
    return true;
  };
  const hasPoint = (node: Node): boolean =>
    (node.marks ?? []).some((mark) => (mark.type === "symbol" && mark.from?.data && isOfRows(mark.from.data)) || hasPoint(mark));
  return hasPoint(vega) ? "point" : "other";
}

/** How many rows the chart's tables have, most first. */
function lengthsOf(spec: Json): number[] {
  const datasets = new Map(Object.entries((spec.datasets as Json | undefined) ?? {}));
  const lengths = new Set<number>();
  const walk = (view: Json): void => {
    if (view.data) {
      const table = readTable(view.data as Json, datasets);
      if ("rows" in table) lengths.add(table.rows.length);
    }
    for (const name of ["layer", "concat", "hconcat", "vconcat"])
      for (const child of (view[name] as Json[] | undefined) ?? []) walk(child);
    if (view.spec) walk(view.spec as Json);
  };
  walk(spec);
  return [...lengths].sort((a, b) => b - a);
}

interface Outcome {
  readonly name: string;
  readonly class?: "point" | "other";
  readonly outcome: string;
}

const message = (error: unknown): string => (error as Error).message;

async function outcomeOf(folder: string, name: string): Promise<Outcome> {
  const path = join(folder, name);
  const text = readFileSync(path, "utf8");
  const classed = (spec: Json) => classOf(compiled(spec).vega as Node);
  let spec: Json;
  try {
    spec = (await withLocalData(JSON.parse(text), path)) as Json;
  } catch (error) {
    return { name, class: classed(JSON.parse(text)), outcome: `refused: ${message(error)}` };
  }
  const kind = classed(spec);
  const pixels = { data: new Uint8Array(4), shape: [2, 2] };
  let reason = "it has no data";
  for (const length of lengthsOf(spec)) {
    try {
      const { spec: made } = attachImages(spec, { length, image: () => pixels }, { images: "hover" });
      return { name, class: kind, outcome: await drawn(spec, made, text) };
    } catch (error) {
      if (!(error instanceof TypeError) || !error.message.startsWith("spec: ")) throw error;
      reason = message(error);
    }
  }
  return { name, class: kind, outcome: `refused: ${reason}` };
}

async function drawn(spec: object, made: object, text: string): Promise<string> {
  const [before, after] = [compiled(spec), compiled(made)];
  const fresh = after.warnings.find((warning) => !before.warnings.includes(warning));
  if (fresh) return `WARNS: ${fresh}`;
  const [was, is] = [await sceneOf(before.vega), await sceneOf(after.vega)];
  const isRandom = /random\(|"sample"|"ci"|errorband|errorbar/.test(text);
  if (!isRandom && was.items.join() !== is.items.join()) return "CHANGED";
  const shown = is.marks.filter(({ tooltip }) => typeof tooltip === "object" && tooltip !== null && "image" in tooltip);
  const odd = shown.find(
    ({ tooltip }) => !/^(ndpeek:rows\/\d+(,\d+)*(\/\d+)?|ndpeek:rows\/\/0|)$/.test((tooltip as { image: string }).image),
  );
  return odd ? `ODD: ${JSON.stringify(odd.tooltip)}` : "images";
}

const [, , folder = ".", target = "tests/golden/vega-lite-examples.json"] = process.argv;
const names = ["", "normalized"].flatMap((inner) => readdirSync(join(folder, inner)).map((name) => join(inner, name)));
const outcomes: Outcome[] = [];
for (const name of names.filter((one) => one.endsWith(".json")).sort()) {
  outcomes.push(await outcomeOf(folder, name).catch((error) => ({ name, outcome: `CRASH: ${error.stack}` })));
}
const count = (test: (one: Outcome) => boolean): number => outcomes.filter(test).length;
const points = count((one) => one.class === "point");
const withImages = count((one) => one.class === "point" && one.outcome === "images");
const wrong = outcomes.filter(({ outcome }) => /^[A-Z]+: ?|^CHANGED/.test(outcome));
console.log(`${outcomes.length} specs, ${count(({ outcome }) => outcome === "images")} with images`);
console.log(`${withImages} of ${points} point-like ones (${((100 * withImages) / points).toFixed(1)} %)`);
for (const { name, outcome } of wrong) console.log(`${name}: ${outcome.slice(0, 300)}`);
writeFileSync(target, `[\n${outcomes.map((one) => `  ${JSON.stringify(one)}`).join(",\n")}\n]\n`);
process.exitCode = wrong.length > 0 ? 1 : 0;
