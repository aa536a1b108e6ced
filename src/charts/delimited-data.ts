// Data that are delimited text within a spec.
import { dsvFormat } from "d3-dsv";
import { isJson, type Json, textOf } from "../base/json.ts";

const DELIMITERS: Readonly<Record<string, string>> = { csv: ",", tsv: "\t" };

/** What stands between the cells, if the format is one of text. */
export const delimiterOf = (format: Json): string | undefined =>
  DELIMITERS[String(format.type)] ?? (format.type === "dsv" ? textOf(format.delimiter) : undefined);

/** The rows as d3-dsv's `parse` makes them, which Vega uses; but that makes code of the header, which a page's policy forbids. */
export function delimitedRows(text: string, format: Json): Json[] {
  const [first = [], ...rest] = dsvFormat(delimiterOf(format)!).parseRows(text);
  const header = Array.isArray(format.header) ? format.header.map(String) : first;
  const lines = header === first ? rest : [first, ...rest];
  return lines.map((line) => Object.fromEntries(header.map((name, i) => [name, line[i] || ""])));
}

/** What is left of a format when the rows are a list of objects. */
export function plainFormat(format: unknown): { format?: Json } {
  if (!isJson(format)) return {};
  const { type: _type, property: _property, delimiter: _delimiter, header: _header, ...rest } = format;
  return Object.keys(rest).length > 0 ? { format: rest } : {};
}

/** The spec with rows in place of delimited text, in views, lookups and datasets alike. */
export function withoutDelimitedText(spec: Json): Json {
  const datasets = isJson(spec.datasets) ? spec.datasets : {};
  const plain = (data: Json): Json => {
    const name = textOf(data.name);
    const values = data.values ?? (name !== undefined && Object.hasOwn(datasets, name) ? datasets[name] : undefined);
    if (typeof values !== "string" || !isJson(data.format) || delimiterOf(data.format) === undefined) return data;
    const { format, ...rest } = data;
    return { ...rest, values: delimitedRows(values, format as Json), ...plainFormat(format) };
  };
  const walk = (value: unknown, isData: boolean): unknown => {
    if (Array.isArray(value)) return value.map((item) => walk(item, isData));
    if (!isJson(value)) return value;
    if (isData) return plain(value);
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key === "datasets" || key === "values" ? inner : walk(inner, key === "data"),
      ]),
    );
  };
  return walk(spec, false) as Json;
}
