// Where a chart's data take up their pictures: as a column of the rows, or by a lookup of their key.
import { show } from "../../base/checks.ts";
import { isJson, type Json, textOf } from "../../base/json.ts";
import { literal } from "../expressions.ts";
import type { Placed } from "./chart-walk.ts";
import type { Naming } from "./picture-expressions.ts";
import type { Names } from "./row-state.ts";
import { type Datasets, type NoTable, pathParts, type Row, readTable, type Table, valueAt } from "./table.ts";

/** The pictures that a chart is given. */
export interface Pictures {
  /** How many there are, by row or by key. */
  readonly length: number;
  /** Of one picture, in pixels: a contact sheet's tiles are of one size. */
  readonly size: { readonly width: number; readonly height: number };
  /** The picture as text, for charts that hold theirs. */
  uri(row: number): string;
}

/** The size of a picture where there is none. */
export const NO_SIZE: Pictures["size"] = { width: 1, height: 1 };

export interface Matching {
  readonly images: "embed" | "hover";
  /** The column that says which picture is a row's; without it they come in the order of the rows. */
  readonly key: string | undefined;
}

/** The key's number, if there is a picture for it. */
function pictureNumber(value: unknown, length: number): number | undefined {
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number >= 0 && number < length ? number : undefined;
}

/** Why rows have no pictures; nothing where they have. */
function mismatch(table: Table, { key }: Matching, length: number): string | undefined {
  if (key === undefined) {
    return table.length === length ? undefined : `its data have ${table.length} rows, and there are ${length} images`;
  }
  const { rows } = table;
  if (!rows.some((row) => valueAt(row, key) !== undefined)) return `its data have no column ${show(key)}`;
  const some = rows.some((row) => pictureNumber(valueAt(row, key), length) !== undefined);
  return some ? undefined : `no value of its column ${show(key)} is the number of an image (0 to ${length - 1})`;
}

/** An expression for a value by the name that a transform would use: a path, unless a column is called so. */
function pathExpression(path: string): string {
  const inner = pathParts(path).reduce((outer, part) => `(${outer} || {})[${literal(part)}]`, "datum");
  return `(isValid(datum[${literal(path)}]) ? datum[${literal(path)}] : ${inner})`;
}

/** An expression for the number of a key's picture, as `pictureNumber` reads it; null where there is none. */
function numberExpression(value: string, length: number): string {
  const isNumber = `(isNumber(${value}) || (isString(${value}) && test(regexp('^[0-9]+$'), ${value})))`;
  return `${isNumber} && floor(+${value}) == +${value} && +${value} >= 0 && +${value} < ${length} ? +${value} : null`;
}

/** A chart's tables, each read once, and the datasets that they become. */
export class Placement {
  readonly #datasets: Datasets;
  readonly #pictures: Pictures;
  readonly #matching: Matching;
  readonly #tables = new Map<string | object, Table | NoTable>();
  readonly #changed = new Map<string, { readonly name: string; readonly values: unknown }>();
  readonly #keys = new Set<number>();
  /** Data with a name and rows, which other views name. */
  readonly #named = new Map<string, Json>();

  /** `data` are those of the chart's views. */
  constructor(datasets: Datasets, data: readonly Json[], pictures: Pictures, matching: Matching) {
    this.#datasets = datasets;
    this.#pictures = pictures;
    this.#matching = matching;
    for (const one of data) {
      if (typeof one.name === "string" && one.values !== undefined && !this.#named.has(one.name)) this.#named.set(one.name, one);
    }
  }

  /** The data object that has the rows. */
  #holder(data: Json): Json {
    return (data.values === undefined && this.#named.get(String(data.name))) || data;
  }

  table(given: Json): Table | NoTable {
    const data = this.#holder(given);
    const id = this.#idOf(data);
    const known = this.#tables.get(id);
    if (known) return known;
    const read = readTable(data, this.#datasets);
    this.#tables.set(id, read);
    return read;
  }

  /** Data by name are one table however often they are named. */
  #idOf(data: Json): string | object {
    return data.values === undefined && typeof data.name === "string" ? JSON.stringify([data.name, data.format ?? null]) : data;
  }

  /** Why the data have no pictures; nothing where they have. */
  refusal(data: Json): string | undefined {
    const table = this.table(data);
    if ("rows" in table) return mismatch(table, this.#matching, this.#pictures.length);
    return table.later ? undefined : table.reason;
  }

  place(data: unknown, naming: Naming, names: Names): Placed {
    if (!isJson(data)) return { data, transforms: [], state: { lost: "it has no data" } };
    const lost = this.refusal(data);
    if (lost !== undefined) return { data, transforms: [], state: { lost } };
    const table = this.table(data);
    return "rows" in table ? this.#placeRows(data, table, naming, names) : this.#placeLater(data, naming, names);
  }

  #placeRows(data: Json, table: Table, naming: Naming, names: Names): Placed {
    const { images, key } = this.#matching;
    const { image, row } = names;
    if (key !== undefined) {
      for (const one of table.rows) {
        const number = pictureNumber(valueAt(one, key), this.#pictures.length);
        if (number !== undefined) this.#keys.add(number);
      }
      return { data, ...this.#byKey(key, naming, names) };
    }
    if (images === "embed") {
      const rows = (): Row[] => table.rows.map((one, i) => ({ ...one, [image]: this.#pictures.uri(i) }));
      const reach = table.reach?.(image);
      return { data: this.#with(data, table, rows), transforms: reach ? [reach] : [], state: { tile: image } };
    }
    const rows = (): Row[] => table.rows.map((one, i) => ({ ...one, [row]: i }));
    const reach = table.reach?.(row);
    const made = { calculate: naming.one(`datum[${literal(row)}]`), as: image };
    return { data: this.#with(data, table, rows), transforms: [...(reach ? [reach] : []), made], state: { tile: row } };
  }

  /** Rows that are not here yet are numbered when they come. */
  #placeLater(data: Json, naming: Naming, names: Names): Placed {
    for (let i = 0; i < this.#pictures.length; i++) this.#keys.add(i);
    const { key } = this.#matching;
    const { row } = names;
    if (key !== undefined) return { data, ...this.#byKey(key, naming, names) };
    const { transforms, state } = this.#byNumber(naming, names);
    const numbered = [{ window: [{ op: "row_number", as: row }] }, { calculate: `datum[${literal(row)}] - 1`, as: row }];
    return { data, transforms: [...numbered, ...transforms], state };
  }

  /** Behind transforms that put the row's number into `row`. */
  #byNumber(naming: Naming, { image, row, lookup }: Names): Omit<Placed, "data"> {
    const value = `datum[${literal(row)}]`;
    if (this.#matching.images === "hover") {
      return { transforms: [{ calculate: `isValid(${value}) ? ${naming.one(value)} : ""`, as: image }], state: { tile: row } };
    }
    const from = { data: { name: lookup }, key: row, fields: [image] };
    // A lookup's own default may not be empty.
    const filled = { calculate: `datum[${literal(image)}] || ""`, as: image };
    return { transforms: [{ lookup: row, from }, filled], state: { tile: image } };
  }

  #byKey(key: string, naming: Naming, names: Names): Omit<Placed, "data"> {
    const { transforms, state } = this.#byNumber(naming, names);
    const { row } = names;
    const found = { calculate: pathExpression(key), as: row };
    const number = { calculate: numberExpression(`datum[${literal(row)}]`, this.#pictures.length), as: row };
    return { transforms: [found, number, ...transforms], state };
  }

  /** The data with other rows; those by name change where they are named. */
  #with(data: Json, table: Table, rows: () => readonly Row[]): Json {
    // Rows that another view holds change there.
    if (this.#holder(data) !== data) return data;
    const name = data.values === undefined ? textOf(data.name) : undefined;
    if (name === undefined) return table.with(rows());
    const id = String(this.#idOf(data));
    const known = this.#changed.get(id);
    const { values, ...rest } = table.with(known ? [] : rows());
    const isPlain = JSON.stringify(rest) === JSON.stringify(data);
    const changed = known ?? { name: isPlain ? name : this.freeDataset(name), values };
    this.#changed.set(id, changed);
    return { ...rest, name: changed.name };
  }

  /** A dataset's name that the chart does not have. */
  freeDataset(wanted: string): string {
    const taken = new Set([
      ...this.#datasets.keys(),
      ...this.#named.keys(),
      ...[...this.#changed.values()].map(({ name }) => name),
    ]);
    let name = wanted;
    for (let i = 2; taken.has(name); i++) name = `${wanted}-${i}`;
    return name;
  }

  /** The chart's datasets as they are now, those that nothing in `spec` names any more left out. */
  datasets(spec: Json, { image, row, lookup }: Names): Json | undefined {
    const all = new Map(this.#datasets);
    for (const { name, values } of this.#changed.values()) all.set(name, values);
    for (const id of this.#changed.keys()) {
      const [name] = JSON.parse(id) as [string];
      if (![...this.#changed.values()].some((one) => one.name === name) && !namesData(spec, name)) all.delete(name);
    }
    if (this.#matching.images === "embed" && this.#keys.size > 0) {
      const numbers = [...this.#keys].sort((a, b) => a - b);
      all.set(
        lookup,
        numbers.map((number) => ({ [row]: number, [image]: this.#pictures.uri(number) })),
      );
    }
    return all.size > 0 ? Object.fromEntries(all) : undefined;
  }
}

/** Whether data of this name are read anywhere in the spec. */
const namesData = (value: unknown, name: string): boolean =>
  Array.isArray(value)
    ? value.some((inner) => namesData(inner, name))
    : isJson(value) &&
      Object.entries(value).some(
        ([key, inner]) =>
          key !== "values" &&
          key !== "datasets" &&
          ((key === "data" && isJson(inner) && inner.name === name) || namesData(inner, name)),
      );
