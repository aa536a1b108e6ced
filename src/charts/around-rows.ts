/** Where a chart's JSON has its rows: in a text the quotes would be escaped. */
const ROWS = '"data":{"values":[';

/** The JSON of a chart that was made without rows, before and after their place: they are written one by one, for all may be longer than a string. */
export function aroundRows(json: string): [string, string] {
  const place = json.indexOf(ROWS);
  if (place < 0) throw new Error(`json: expected a chart with ${ROWS}`);
  const at = place + ROWS.length;
  return [json.slice(0, at), json.slice(at)];
}
