// The rows of a spec's data, wherever they stand, and the same data with a column more.

import { show } from "../../base/checks.ts";
import { isJson, type Json, textOf } from "../../base/json.ts";
import { delimitedRows, delimiterOf, plainFormat } from "../delimited-data.ts";

/** A row, as Vega takes it in: what is no object becomes the field `data` of one. */
export type Row = Json;

export interface Table {
  readonly length: number;
  readonly rows: readonly Row[];
  /** What a data object needs to be with these rows in place of its own. */
  with(rows: readonly Row[]): Json;
  /** What brings a column of `rows` to where transforms look for it; nothing where it is there. */
  reach?(column: string): Json;
}

/** Data that a spec only names, or that stand for no rows: why there is no table. */
export interface NoTable {
  /** Rows may come later, under this name. */
  readonly later?: true;
  readonly reason: string;
}

const MOST_ROWS = 2 ** 24;

const asRow = (value: unknown): Row => (typeof value === "object" && value !== null ? (value as Row) : { data: value });

/** The names on a path as Vega reads it; a backslash keeps what follows from being one's end. */
export const pathParts = (path: string): string[] =>
  (path.match(/(\\.|[^.[\]'"\\])+/g) ?? []).map((part) => part.replace(/\\(.)/g, "$1"));

/** The value at a path, unless a field is called so. */
function atPath(value: unknown, path: string): unknown {
  if (isJson(value) && Object.hasOwn(value, path)) return value[path];
  const step = (inner: unknown, key: string): unknown =>
    typeof inner === "object" && inner !== null && Object.hasOwn(inner, key) ? (inner as Json)[key] : undefined;
  return pathParts(path).reduce(step, value);
}

/** A value of a row by the name that a transform would use. */
export const valueAt = (row: Row, column: string): unknown => atPath(row, column);

const listTable = (data: Json, rows: readonly Row[]): Table => {
  const { values: _values, url: _url, sequence: _sequence, format: _format, ...rest } = data;
  return { length: rows.length, rows, with: (values) => ({ ...rest, values, ...plainFormat(data.format) }) };
};

/** A topology's features; their columns are among their properties. */
function topologyTable(data: Json, topology: unknown, format: Json): Table | NoTable {
  const name = textOf(format.feature);
  if (name === undefined) return { reason: "a mesh is one shape for all rows" };
  const object =
    atPath(topology, `objects.${name}`) ?? (isJson(topology) && isJson(topology.objects) ? topology.objects[name] : undefined);
  if (!isJson(object)) return { reason: `the topology has no object ${show(name)}` };
  const isCollection = Array.isArray(object.geometries);
  const rows = (isCollection ? object.geometries : [object]) as Row[];
  if (!rows.every(isJson)) return { reason: `the object ${show(name)} has geometries that are none` };
  return {
    length: rows.length,
    rows,
    with(features) {
      const placed = features.map((feature, i) => {
        const { properties, ...column } = feature;
        const own = Object.entries(column).filter(([key]) => !Object.hasOwn(rows[i]!, key));
        return { ...rows[i], properties: { ...(isJson(properties) && properties), ...Object.fromEntries(own) } };
      });
      const whole = topology as Json;
      const changed = isCollection ? { ...object, geometries: placed } : placed[0];
      const values = { ...whole, objects: { ...(whole.objects as Json), [name]: changed } };
      const { url: _url, ...rest } = data;
      return { ...rest, values };
    },
    reach: (column) => ({ calculate: `datum.properties[${JSON.stringify(column)}]`, as: column }),
  };
}

function sequenceTable(data: Json): Table | NoTable {
  const { start, stop, step = 1, as = "data" } = data.sequence as Json;
  const numbers = [start, stop, step];
  if (!numbers.every((value) => typeof value === "number") || !step)
    return { reason: "a sequence that an expression makes has no rows yet" };
  const [from, to, by] = numbers as [number, number, number];
  const n = Math.max(0, Math.ceil((to - from) / by));
  if (n > MOST_ROWS) return { reason: `a sequence of ${n} rows is too long` };
  const { sequence: _, ...rest } = data;
  return {
    length: n,
    // Made when they are wanted: a few letters of a chart may stand for millions.
    get rows() {
      return Array.from({ length: n }, (_, i) => ({ [String(as)]: from + i * by }));
    },
    with: (values) => ({ ...rest, values }),
  };
}

/** A chart's datasets by name. */
export type Datasets = ReadonlyMap<string, unknown>;

/** Reads a spec's data object. Throws a TypeError where its text is not what its format says. */
export function readTable(data: Json, datasets: Datasets): Table | NoTable {
  if (data.url !== undefined) return { reason: `data by URL are not loaded (${show(data.url)})` };
  if (isJson(data.sequence)) return sequenceTable(data);
  if (data.sphere !== undefined || data.graticule !== undefined) return { reason: "a sphere or a graticule has no rows" };
  const name = textOf(data.name);
  const values = data.values ?? (name === undefined ? undefined : datasets.get(name));
  if (values === undefined) return { later: true, reason: `the data ${show(name)} are not in the chart` };
  const format = isJson(data.format) ? data.format : {};
  if (delimiterOf(format) !== undefined) return listTable(data, delimitedRows(String(values), format));
  const parsed = typeof values === "string" ? parseJson(values) : values;
  if (format.type === "topojson") return topologyTable(data, parsed, format);
  const found = format.property === undefined || format.property === "" ? parsed : atPath(parsed, String(format.property));
  return listTable(data, (Array.isArray(found) ? found : [found]).map(asRow));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TypeError(`spec: expected data in JSON, got ${show(text)} (${(error as Error).message})`);
  }
}
