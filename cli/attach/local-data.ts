import { realpath, stat } from "node:fs/promises";
import { dirname, extname, isAbsolute, relative, resolve, sep } from "node:path";
import { isJson, type Json } from "../../src/base/json.ts";
import { readText, whyUnread } from "../files/text-file.ts";
import { UsageError } from "../flags/flags.ts";

/** Formats whose text Vega reads; all else is JSON. */
const TEXT_FORMATS = ["csv", "tsv", "dsv"];
/** Formats that Vega-Lite has to be told of values. */
const NAMED_FORMATS = [...TEXT_FORMATS, "topojson"];

/** A path of a URL; a name with a percent sign that escapes nothing is taken as it is. */
function pathOf(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

/** The file's path, if it lies in the chart's folder or below: links are followed first. */
async function fileBeside(url: string, folder: string): Promise<string> {
  const says = (what: string) => new UsageError(`data.url ${JSON.stringify(url)}: ${what}`);
  if (/^[a-z][a-z\d+.-]*:/i.test(url) || url.startsWith("//")) {
    throw says("nothing is fetched; save the data beside the chart and name them by a relative path");
  }
  if (isAbsolute(url) || url.includes("\0")) throw says("expected a path relative to the chart");
  const path = await realpath(resolve(folder, pathOf(url))).catch((error: unknown) => {
    throw says(`cannot be read: ${whyUnread(error)}`);
  });
  const inside = relative(await realpath(folder), path);
  if (inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside))
    throw says("expected a file in the chart's folder or below it");
  const stats = await stat(path);
  if (!stats.isFile()) throw says(`cannot be read: ${stats.isDirectory() ? "it is a folder" : "it is no file"}`);
  return path;
}

async function withValues({ url, ...data }: Json, folder: string): Promise<Json> {
  const path = await fileBeside(String(url), folder);
  const text = await readText(path, `data.url ${JSON.stringify(url)}: cannot be read`);
  const format = isJson(data.format) ? data.format : {};
  // Vega-Lite knows the type of data by URL from the ending, of values it has to be told.
  const type = format.type ?? extname(path).slice(1).toLowerCase();
  const isText = TEXT_FORMATS.includes(String(type));
  const isNamed = NAMED_FORMATS.includes(String(type));
  try {
    const values: unknown = isText ? text : JSON.parse(text);
    return { ...data, values, ...(isNamed && { format: { ...format, type } }) };
  } catch (error) {
    throw new UsageError(`data.url ${JSON.stringify(url)}: expected JSON: ${(error as Error).message}`);
  }
}

/**
 * The spec with the data inside that it names by a path relative to its folder, wherever they stand (views, lookups). Throws a UsageError for any other
 * URL and for what cannot be read.
 */
export async function withLocalData(spec: unknown, chartPath: string): Promise<unknown> {
  const folder = dirname(chartPath);
  const files = new Map<string, Promise<Json>>();
  const place = (data: Json): Promise<Json> => {
    const id = JSON.stringify(data);
    if (!files.has(id)) files.set(id, withValues(data, folder));
    return files.get(id)!;
  };
  const walk = async (value: unknown, key: string): Promise<unknown> => {
    if (Array.isArray(value)) return Promise.all(value.map((item) => walk(item, "")));
    if (!isJson(value)) return value;
    if (key === "data" && typeof value.url === "string") return place(value);
    const entries = Object.entries(value).map(async ([name, inner]) => {
      return [name, name === "values" || name === "datasets" ? inner : await walk(inner, name)] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  };
  return walk(spec, "");
}
