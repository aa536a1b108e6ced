import type { PeekTable } from "../../src/draw/peek-table.ts";
import type { TooltipPicture } from "../../src/draw/tooltip-picture.ts";
import { button, element } from "../ui/elements.ts";
import { apart, showControls } from "../ui/foreign-text.ts";
import { count } from "../ui/run-figures.ts";
import { gallery } from "./gallery.ts";
import { isAll, ORDERS, type Order, type Selection, selectedRows, sortedRows } from "./selection.ts";

export interface ImageBrowserOptions {
  readonly picture: (row: number, metric: number) => TooltipPicture | Promise<TooltipPicture>;
  readonly choose: (row: number) => void;
  /** Other rows are picked out; nothing: all are alike. */
  readonly picked: (rows: Uint32Array | undefined) => void;
  /** The brush is to go. */
  readonly unbrush: () => void;
}

/** The images of all rows, or of those that are picked out: by the brush, by area, by group. */
export interface ImageBrowser {
  /** Other rows: limits and group of before are gone. */
  show(table: PeekTable, metric: number): void;
  /** The same rows with other areas. */
  follow(table: PeekTable): void;
  setMetric(metric: number): void;
  brush(rows: Uint32Array | undefined): void;
  /** Pictures look different now. */
  refresh(): void;
  mark(row: number | undefined, options?: { reveal?: boolean }): void;
  /** The row that stands `by` places after a row, if there is one. */
  step(row: number, by: number): number | undefined;
  /** The rows that are picked out, as they are sorted; nothing where all are. */
  readonly selection: Uint32Array | undefined;
  finalize(): void;
}

const ORDER_NAMES: Readonly<Record<Order, string>> = {
  largest: "Largest area first",
  smallest: "Smallest area first",
  row: "By row",
};
const DIGITS = 4;

function labelled(text: string, field: HTMLElement): HTMLElement {
  const label = element("label", "ndpeek-browser-field");
  label.append(element("span", "", text), field);
  return label;
}

function limitField(): HTMLInputElement {
  const input = element("input");
  input.type = "number";
  input.min = "0";
  input.step = "any";
  input.inputMode = "decimal";
  return input;
}

export function imageBrowser(root: HTMLElement, { picture, choose, picked, unbrush }: ImageBrowserOptions): ImageBrowser {
  const summary = element("p", "ndpeek-browser-summary");
  summary.setAttribute("role", "status");
  const order = element("select");
  order.append(...ORDERS.map((name) => new Option(ORDER_NAMES[name], name)));
  const group = element("select");
  const groupField = labelled("Group", group);
  const from = limitField();
  const to = limitField();
  const clear = button("", "Show all");
  const bar = element("div", "ndpeek-browser-bar");
  bar.append(labelled("Order", order), groupField, labelled("Area from", from), labelled("to", to), clear);
  let table: PeekTable | undefined;
  let metric = 0;
  let brushed: Uint32Array | undefined;
  let rows: Uint32Array = new Uint32Array();

  const groupOf = (row: number): string => {
    const { groups, hues } = table!;
    return hues && groups.length > 0 ? apart(groups[hues[row]!]!) : "";
  };
  const areaOf = (row: number): string => table!.metrics[metric]!.areas[row]!.toFixed(DIGITS);
  const list = gallery({
    picture: (row) => picture(row, metric),
    caption: (row) => [groupOf(row), areaOf(row)].filter(Boolean).join(" · "),
    name: (row) => [`Row ${row}`, groupOf(row) && `group ${groupOf(row)}`, `area ${areaOf(row)}`].filter(Boolean).join(", "),
    choose,
  });
  root.replaceChildren(element("h2", "", "Images"), summary, bar, list.element);

  const numberOf = (field: HTMLInputElement): number | undefined =>
    Number.isNaN(field.valueAsNumber) ? undefined : field.valueAsNumber;
  const selection = (): Selection => ({
    metric,
    brushed,
    from: numberOf(from),
    to: numberOf(to),
    group: group.value === "" ? undefined : Number(group.value),
    order: order.value as Order,
  });

  function say(): void {
    const { length, metrics } = table!;
    const all = isAll(selection());
    const where = metrics.length > 1 ? ` · areas of ${metrics[metric]!.label}` : "";
    const some = rows.length === 0 ? `No row of ${count(length)}` : `${count(rows.length)} of ${count(length)} rows`;
    summary.textContent = `${all ? `${count(length)} rows` : some}${where}`;
    clear.disabled = all;
  }

  function update(): void {
    if (!table) return;
    const wanted = selection();
    const found = selectedRows(table, wanted);
    rows = sortedRows(found, table, wanted);
    list.show(rows);
    say();
    picked(isAll(wanted) ? undefined : found);
  }

  function forget(): void {
    from.value = "";
    to.value = "";
    group.value = "";
  }

  const stop = new AbortController();
  bar.addEventListener("input", update, { signal: stop.signal });
  clear.addEventListener(
    "click",
    () => {
      forget();
      unbrush();
      update();
      list.element.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
    },
    { signal: stop.signal },
  );

  return {
    show(next, of) {
      table = next;
      metric = of;
      brushed = undefined;
      group.replaceChildren(new Option("All", ""), ...next.groups.map((name, i) => new Option(showControls(name), String(i))));
      groupField.hidden = next.groups.length < 2;
      forget();
      list.show([]);
      update();
    },
    follow(next) {
      table = next;
      update();
    },
    setMetric(of) {
      metric = of;
      update();
      list.refresh();
    },
    brush(under) {
      brushed = under;
      update();
    },
    refresh: list.refresh,
    mark: list.mark,
    step(row, by) {
      const at = rows.indexOf(row);
      return at < 0 ? rows[0] : rows[at + by];
    },
    get selection() {
      return table && !isAll(selection()) ? rows : undefined;
    },
    finalize() {
      stop.abort();
      list.finalize();
      root.replaceChildren();
    },
  };
}
