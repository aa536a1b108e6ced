import { element } from "../ui/elements.ts";

/** A table of texts, called `label`, that scrolls sideways by itself; the first column names the rows. `words`: columns that are no numbers. */
export function dataTable(
  label: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  words: ReadonlySet<number> = new Set([0]),
): HTMLElement {
  const table = element("table", "bench-table");
  const kind = (column: number): string => (words.has(column) ? "bench-words" : "bench-number");
  const head = table.createTHead().insertRow();
  for (const [column, text] of heads.entries()) {
    const cell = element("th", kind(column), text);
    cell.scope = "col";
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const [column, text] of row.entries()) {
      const cell = element(column === 0 ? "th" : "td", kind(column), text);
      if (column === 0) cell.setAttribute("scope", "row");
      line.append(cell);
    }
  }
  const scroller = element("div", "bench-scroll");
  scroller.tabIndex = 0;
  scroller.role = "region";
  scroller.ariaLabel = label;
  scroller.append(table);
  return scroller;
}
