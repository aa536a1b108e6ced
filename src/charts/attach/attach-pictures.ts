import { checkChoice, checkInteger, wrongKind } from "../../base/checks.ts";
import { isJson, type Json } from "../../base/json.ts";
import { attachView } from "./chart-walk.ts";
import { freeNames, hasNearest } from "./names.ts";
import { pictureNaming, referenceNaming } from "./picture-expressions.ts";
import { type Pictures, Placement } from "./placement.ts";

/** How pictures come into a chart. */
export interface AttachmentOptions {
  /** `"embed"` (default): PNGs inside the spec; `"hover"`: row numbers only, which a page's tooltip handler answers. */
  images?: "embed" | "hover";
  /** The column whose values are the images' numbers, from 0. Default: the first row has the first image, and so on. */
  key?: string;
  /** A mark that stands for many rows: `"first"` (default) gives it a contact sheet of the first ones, `"error"` refuses. */
  many?: "first" | "error";
  /** How many images a contact sheet has, 1 to 100. Default 9. */
  first?: number;
}

export const ATTACHMENT_OPTION_NAMES = ["images", "key", "many", "first"] as const;

const IMAGES = ["embed", "hover"] as const;
const MANY = ["first", "error"] as const;
const MOST_TILES = 100;

const fail = (reason: string): TypeError => new TypeError(`spec: ${reason}`);

/** Why an object is no spec of Vega-Lite's; nothing where it looks like one. */
export function notVegaLite(spec: Json): string | undefined {
  const schema = String(spec.$schema ?? "");
  if (/\/vega\/v\d/.test(schema) || Array.isArray(spec.marks)) {
    return "expected a Vega-Lite spec, got one of Vega, whose data may have become anything before they reach a mark";
  }
  if (!["mark", "layer", "concat", "hconcat", "vconcat", "spec"].some((name) => name in spec)) {
    return 'expected a Vega-Lite spec, a view with "mark", "layer", "concat", "hconcat", "vconcat" or "spec"';
  }
  return undefined;
}

/** A spec of Vega-Lite's, or a TypeError. */
function checkSpec(spec: unknown): Json {
  if (!isJson(spec)) throw wrongKind("spec", "a Vega-Lite spec", spec);
  checkDepth(spec);
  const reason = notVegaLite(spec);
  if (reason !== undefined) throw fail(reason);
  return spec;
}

/** `usermeta.embedOptions` would tell a page how to embed the chart, and what it may do: it is the page that decides. */
function withoutEmbedOptions({ usermeta, ...spec }: Json): Json {
  if (!isJson(usermeta)) return usermeta === undefined ? spec : { ...spec, usermeta };
  const { embedOptions: _, ...rest } = usermeta;
  return Object.keys(rest).length > 0 ? { ...spec, usermeta: rest } : spec;
}

export const datasetsOf = ({ datasets }: Json): Map<string, unknown> => new Map(isJson(datasets) ? Object.entries(datasets) : []);

/** Levels that a chart may have, its data apart: more are an attack or an error, such as a spec that holds itself. */
const MOST_LEVELS = 500;

/** Throws a TypeError for a spec that is too deep to be walked. */
export function checkDepth(spec: unknown): void {
  let level: unknown[] = [spec];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_LEVELS) throw fail(`expected at most ${MOST_LEVELS} levels, one within the other`);
    const inner = new Set<unknown>();
    for (const value of level) {
      const entries = Array.isArray(value) ? value : isJson(value) ? Object.entries(value) : [];
      for (const entry of entries) {
        const [key, item] = Array.isArray(value) ? ["", entry] : (entry as [string, unknown]);
        if (key !== "values" && key !== "datasets" && typeof item === "object" && item !== null) inner.add(item);
      }
    }
    level = [...inner];
  }
}

/** The data of the views, outer ones first. */
export function* viewData(view: Json): Generator<Json> {
  if (isJson(view.data)) yield view.data;
  const children = ["layer", "concat", "hconcat", "vconcat"].flatMap((name) => (Array.isArray(view[name]) ? view[name] : []));
  for (const child of [...children, view.spec]) if (isJson(child)) yield* viewData(child);
}

/** The spec with the pictures in its tooltips. Throws a TypeError with the reason where no mark can have any. */
export function attachPictures(spec: unknown, pictures: Pictures, options: AttachmentOptions): Json {
  const images = checkChoice(options.images ?? "embed", "images", IMAGES);
  const many = checkChoice(options.many ?? "first", "many", MANY);
  const first = checkInteger(options.first ?? 9, "first", 1, MOST_TILES);
  const { key } = options;
  if (key !== undefined && (typeof key !== "string" || key === "")) throw wrongKind("key", "a column's name", key);
  const { datasets: _, ...chart } = withoutEmbedOptions(checkSpec(spec));

  const data = [...viewData(chart)];
  const placement = new Placement(datasetsOf(spec as Json), data, pictures, { images, key });
  const fits = data.filter((one) => placement.refusal(one) === undefined);
  if (fits.length === 0) {
    const reasons = [...new Set(data.map((one) => placement.refusal(one)!))];
    throw fail(
      reasons.length === 0
        ? "it has no data, so no rows that images could belong to"
        : `no data for the images: ${reasons.join("; ")}`,
    );
  }
  const tables = fits.flatMap((one) => {
    const table = placement.table(one);
    return "rows" in table ? [table.rows] : [];
  });
  const free = freeNames(chart, tables, "image");
  const names = {
    image: free("image", "ndpeek_image"),
    row: free("ndpeek_row"),
    lookup: placement.freeDataset("ndpeek-images"),
    list: free("ndpeek_rows"),
    tile: free("ndpeek_tile"),
  };
  const naming = images === "embed" ? pictureNaming(first, pictures.size) : referenceNaming(first);

  const attach = (force: boolean) =>
    attachView(
      chart,
      { state: { lost: "it has no data" }, encoding: {} },
      {
        naming,
        names,
        many,
        config: isJson(chart.config) ? chart.config : {},
        isNearest: hasNearest(chart),
        force,
        place: (one) => placement.place(one, naming, names),
      },
    );
  let attached = attach(false);
  if (attached.count === 0) attached = attach(true);
  const error = attached.refusals.find(({ isError }) => isError);
  if (error) throw fail(error.lost);
  if (attached.count === 0)
    throw fail(`no mark can have images: ${[...new Set(attached.refusals.map(({ lost }) => lost))].join("; ")}`);
  const datasets = placement.datasets(attached.spec, names);
  return { ...attached.spec, ...(datasets && { datasets }) };
}
