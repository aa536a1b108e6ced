import { show } from "../../src/base/checks.ts";
import { isJson, type Json } from "../../src/base/json.ts";
import { jsonFault } from "../../src/base/json-fault.ts";
import { checkDepth, notVegaLite } from "../../src/charts/attach/attach-pictures.ts";

/** The chart in a file's text. Throws a SyntaxError or a TypeError that names the file where it is none. */
export function readChart(text: string, name: string): Json {
  let chart: unknown;
  try {
    chart = JSON.parse(text);
  } catch {
    throw new SyntaxError(`${JSON.stringify(name)}: expected JSON, got ${jsonFault(text)}`);
  }
  if (!isJson(chart)) throw new TypeError(`${JSON.stringify(name)}: expected a Vega-Lite chart, got ${show(chart)}`);
  checkDepth(chart);
  const reason = notVegaLite(chart);
  if (reason !== undefined) throw new TypeError(`${JSON.stringify(name)}: ${reason}`);
  return chart;
}
